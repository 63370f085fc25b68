"""Following a guide to the letter: each bold name of each step is looked for on the page, and done.

    follow("for-whoever-pays", walk("Farid"), {"To check": lambda farid: farid.choose("Marek")})

A name with an answer is a field that is filled, or a part of the page that something is done to. A button is pressed, a
link is followed, and a heading is only read. A name that is nothing of this fails with the line of the guide.
"""

from collections.abc import Callable, Mapping

import pytest
from django.core.management import call_command
from playwright.sync_api import Locator, Page

from tests import reading_guides
from tests.journeys.conftest import Walker
from tests.reading_guides import Step

Deed = Callable[[Walker], object]
Answer = str | Deed
ByHand = tuple[int, str]
"""The number of a step, and the name after which its reader does something by themselves."""
SHOWN = """control => {
  const copy = control.cloneNode(true);
  for (const hidden of copy.querySelectorAll(".govuk-visually-hidden, .al-count")) hidden.remove();
  return copy.textContent.trim().replace(/\\s+/g, " ");
}"""


def follow(
    guide: str,
    walker: Walker,
    answers: Mapping[str, Answer],
    *,
    by_hand: Mapping[ByHand, Deed] | None = None,
    steps: range | None = None,
) -> None:
    """Do the steps of a guide in order, and scan the page at the end.

    `answers` are what is written into fields, by their names; all must be asked for. `by_hand` is what a step leaves to
    its reader; `steps` are some of them.
    """
    deeds = by_hand or {}
    left = {*answers, *deeds}
    for step in reading_guides.steps(guide):
        if steps is None or step.number in steps:
            for name in step.names:
                _take(step, walker, name, answers.get(name))
                deeds.get((step.number, name), _nothing)(walker)
                left -= {name, (step.number, name)}
            for command in step.commands:
                _run(command)
    assert left == set(), f"docs/guides/{guide}.md does not ask for {left}"
    walker.look()


def _nothing(walker: Walker) -> None:
    """What a step leaves to its reader: mostly this."""


def _take(step: Step, walker: Walker, name: str, answer: Answer | None) -> None:
    if answer is None:
        _do(step, walker, name)
    else:
        _answer(step, walker, name, answer)


def _answer(step: Step, walker: Walker, name: str, answer: Answer) -> None:
    if not isinstance(answer, str):
        if not _seen(walker.page, name) and not _control(walker.page, name):
            _missing(step, walker, name)
        answer(walker)
        return
    field = walker.page.get_by_label(name, exact=True)
    if not field.count():
        field = walker.page.get_by_label(f"{name} (optional)", exact=True)
    if field.count() != 1:
        _missing(step, walker, name)
    field.fill(answer)


def _do(step: Step, walker: Walker, name: str) -> None:
    control = _control(walker.page, name) or _in_the_menu(walker, name)
    if control:
        _press(walker, control)
    elif not _seen(walker.page, name):
        _missing(step, walker, name)


def _in_the_menu(walker: Walker, name: str) -> Locator | None:
    """The link in the folded menu, after opening it."""
    folded = walker.page.locator("#menu .al-nav__open")
    if _seen(walker.page, name) or not folded.is_visible():
        return None
    folded.press("Enter")
    return _control(walker.page, name)


def _control(page: Page, name: str) -> Locator | None:
    """The first button or link with this name that shows; what it says to screen readers alone may follow."""
    for part in (page.locator("main"), page.locator("body")):
        for kind in ("button", "a", "summary"):
            for one in part.locator(kind).filter(has_text=name).all():
                if one.is_visible() and _says(one, name):
                    return one
    return None


def _says(control: Locator, name: str) -> bool:
    words = control.evaluate(SHOWN)
    return bool(words == name or words.startswith(f"{name}:"))


def _press(walker: Walker, control: Locator) -> None:
    """Press it; what opens a part of the page leads to no other."""
    if control.evaluate("control => control.matches('summary, [href^=\"#\"]')"):
        control.press("Enter")
    else:
        walker.enter(control)


def _seen(page: Page, name: str) -> bool:
    """Whether a heading, a question or a label says this."""
    said = page.locator("h1, h2, h3, legend, label, summary").all_inner_texts()
    return any(words.strip().removesuffix("(optional)").strip() == name for words in said)


def _run(command: str) -> None:
    try:
        call_command(command)
    except SystemExit:
        """It found something to do, and said what."""


def _missing(step: Step, walker: Walker, name: str) -> None:
    pytest.fail(
        f"{step}: no link, button, field or heading says “{name}” on {walker.page.url} "
        f"(“{walker.heading()}”)",
        pytrace=False,
    )
