"""The plan for the day, written as people write plans: one part a line, its minutes first."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.plain_text import plain_digits

from ..models import PlanItem, Session
from ..queries import plans
from ..queries.plans import Draft
from .asking import AsksFirstForm

LINE = re.compile(r"(\d{1,3})\s*(?:minutes?|mins?|min\.?|دقيقة|دقائق|m)?\s*[:.،,–-]?\s+(.+)")
NOTE = re.compile(r"[-–•]\s*(.+)")


class PlanForm(AsksFirstForm):
    """The plan as text. A line that starts with a dash is a note on the part above it."""

    plan = forms.LongTextField(
        label=_("What happens, and how long does each part take?"),
        hint=_(
            "One part a line: minutes first, then what happens. Start a pause with the word Break. "
            "A line that starts with a dash is a note on the part above it."
        ),
        rows=12,
        missing=_("Write at least one part."),
        max_length=6000,
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session

    def clean_plan(self) -> list[Draft]:
        return read(self.cleaned_data["plan"])

    def questions(self, cleaned: dict[str, Any]) -> list[Any]:
        return list(plans.remarks(plans.length(self.session), cleaned["plan"]))

    def items(self) -> list[dict[str, Any]]:
        """What `set_plan` takes."""
        return [vars(item) for item in self.cleaned_data["plan"]]


def read(text: str) -> list[Draft]:
    """The parts of a written plan. Raises ValidationError, which names the line that cannot be read."""
    items: list[Draft] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        note = NOTE.fullmatch(line)
        if note and items:
            items[-1] = _with_note(items[-1], note[1])
            continue
        items.append(_item(line))
    return items


def written(items: Iterable[PlanItem | Draft]) -> str:
    """A plan as `read` reads it."""
    lines = []
    for item in items:
        lines.append(f"{item.minutes} {item.title}")
        lines += [f"- {line}" for line in item.notes.splitlines()]
    return "\n".join(lines)


def _item(line: str) -> Draft:
    found = LINE.fullmatch(plain_digits(line))
    if found is None:
        raise ValidationError(
            _("Start this line with its minutes, like 10 Welcome: “%(line)s”"), params={"line": line[:60]}
        )
    minutes, title = int(found[1]), line[found.start(2) :].strip()
    if minutes == 0:
        raise ValidationError(_("Give this part at least 1 minute: “%(line)s”"), params={"line": line[:60]})
    if len(title) > 160:
        most = ngettext("%(count)d letter", "%(count)d letters", 160) % {"count": 160}
        raise ValidationError(
            _("Make this line shorter, up to %(most)s: “%(line)s”"), params={"most": most, "line": line[:60]}
        )
    return Draft(minutes, title, is_break=title.casefold().startswith(_break_words()))


def _with_note(item: Draft, note: str) -> Draft:
    notes = f"{item.notes}\n{note}" if item.notes else note
    return Draft(item.minutes, item.title, notes, item.is_break)


def _break_words() -> tuple[str, ...]:
    """How a pause begins, in English, Arabic and the language of the page."""
    return ("break", "استراحة", gettext("Break").casefold())
