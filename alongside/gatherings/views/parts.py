"""Where other parts of the room stand on a session's page, on the run page and on the run sheet.

A part is a template. On the session's page: `gatherings/session/_<part>.html`; on the run page:
`gatherings/run/_<part>.html`, shown after the steps of its time; on the run sheet:
`gatherings/run_sheet/_<part>.html`. A part that has no template yet is left out.
What a part must know comes from a function that it registers, in a module of `views` that its urls import:

    @parts.on_page("registration")
    def my_registration(request: HttpRequest, session: Session) -> object: ...

Its answer stands in the template under the name of the part. A function that answers None leaves its part out.
Steps of the run page that are a line with a state are better given as tasks, with `@parts.steps("before")`; those that
a cancelled session still has, with `if_cancelled=True`.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Literal

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from alongside.foundation import clock
from alongside.foundation.components import Task

from ..models import Session

Time = Literal["before", "day", "after"]
Ask = Callable[[HttpRequest, Session], object]
GiveSteps = Callable[[HttpRequest, Session], Iterable[Task]]

PAGE = ("registration", "calendar", "pack", "minutes", "said", "came_of", "feedback")
ONCE_BEGUN = frozenset({"minutes", "came_of", "feedback"})
"""Parts of the session's page that have nothing to say before it has begun."""
RUN: dict[Time, tuple[str, ...]] = {
    "before": ("registrations", "access", "pack", "paper"),
    "day": ("check_in",),
    "after": ("minutes", "feedback"),
}

SHEET = ("access",)

_page: dict[str, Ask] = {}
_run: dict[str, Ask] = {}
_sheet: dict[str, Ask] = {}
_steps: dict[Time, list[GiveSteps]] = {"before": [], "day": [], "after": []}
_steps_left: list[GiveSteps] = []


def on_page(part: str) -> Callable[[Ask], Ask]:
    """Register what a part of the session's page must know."""
    return lambda ask: _page.setdefault(part, ask)


def on_run(part: str) -> Callable[[Ask], Ask]:
    """Register what a part of the run page must know."""
    return lambda ask: _run.setdefault(part, ask)


def on_sheet(part: str) -> Callable[[Ask], Ask]:
    """Register what a part of the run sheet must know: counts only, never who needs what."""
    return lambda ask: _sheet.setdefault(part, ask)


def steps(time: Time, *, if_cancelled: bool = False) -> Callable[[GiveSteps], GiveSteps]:
    """Register tasks of the run page: before the day, on the day, or afterwards; or also of a cancelled session."""

    def registered(give: GiveSteps) -> GiveSteps:
        _steps[time].append(give)
        if if_cancelled:
            _steps_left.append(give)
        return give

    return registered


def of_page(request: HttpRequest, session: Session) -> dict[str, Any]:
    """The parts of a session's page, and what each must know."""
    begun = session.starts_at <= clock.now()
    names = [name for name in PAGE if begun or name not in ONCE_BEGUN]
    return _asked("session", names, _page, request, session)


def of_run(time: Time, request: HttpRequest, session: Session) -> dict[str, Any]:
    """The parts of one time on the run page, and what each must know."""
    return _asked("run", RUN[time], _run, request, session)


def of_sheet(request: HttpRequest, session: Session) -> dict[str, Any]:
    """The parts of the run sheet, and what each must know."""
    return _asked("run_sheet", SHEET, _sheet, request, session)


def tasks(time: Time, request: HttpRequest, session: Session) -> list[Task]:
    """The steps of one time that other parts of the room gave."""
    return [task for give in _steps[time] for task in give(request, session)]


def tasks_left(request: HttpRequest, session: Session) -> list[Task]:
    """The steps that are left of a session that was cancelled."""
    return [task for give in _steps_left for task in give(request, session)]


def _asked(
    folder: str, names: Iterable[str], known: dict[str, Ask], request: HttpRequest, session: Session
) -> dict[str, Any]:
    context: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for name in names:
        template = f"gatherings/{folder}/_{name}.html"
        if not _is_there(template):
            continue
        if name in known:
            context[name] = known[name](request, session)
            if context[name] is None:
                continue
        shown[name] = template
    return {"parts": shown, **context}


@cache
def _is_there(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True
