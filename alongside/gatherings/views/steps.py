"""The steps of the run page, in the order of time, each with its state and one step away."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation.components import Kind, Task
from alongside.payments.queries import offers

from .. import rules
from ..models import HelperRole, PlanItem, Session
from ..queries import plans, readiness
from . import parts
from .parts import Time

TO_DO: Kind = "attention"


@dataclass(frozen=True)
class Part:
    """One time on the run page: its heading, its steps, and what other parts of the room show there."""

    time: Time
    heading: str
    tasks: list[Task]
    included: dict[str, Any]


def times(request: HttpRequest, session: Session, plan: list[PlanItem]) -> list[Part]:
    """Before, on the day, afterwards; of a cancelled session, what is left to look after."""
    if session.cancelled_at:
        left = parts.tasks_left(request, session)
        return [Part("after", _("What is left to look after"), left, {"parts": {}})]
    headings: dict[Time, str] = {"before": _("Before"), "day": _("On the day"), "after": _("Afterwards")}
    own: dict[Time, list[Task]] = {
        "before": list(_before(request, session, plan)), "day": list(_day(session)), "after": []
    }  # fmt: skip
    return [
        Part(
            time,
            heading,
            own[time] + parts.tasks(time, request, session),
            parts.of_run(time, request, session),
        )
        for time, heading in headings.items()
    ]


def _before(request: HttpRequest, session: Session, plan: list[PlanItem]) -> Iterator[Task]:
    yield _changing(session, "words", _("What it is about"), session.title)
    yield _changing(session, "when", _("When it is"), date_format(session.day))
    missing = list(readiness.placed(session))
    yield _changing(
        session,
        "where",
        _("How and where people meet"),
        str(session.get_meeting_display()),
        todo=bool(missing),
    )
    ticked = len(session.access_offer)
    said = ngettext(
        "%(count)d thing is there for everybody", "%(count)d things are there for everybody", ticked
    ) % {"count": ticked}
    yield _changing(session, "access", _("What is there for everybody"), said, todo=not ticked)
    yield from _for_planners(request, session)
    yield _plan(session, plan)
    yield _changing(session, "rules", _("Ground rules"), "", todo=not session.ground_rules)
    closes = session.registration_closes_at
    yield _changing(
        session, "registration", _("Until when people can register"),
        date_format(closes, "DATETIME_FORMAT") if closes else _("Until it begins"),
    )  # fmt: skip


def _for_planners(request: HttpRequest, session: Session) -> Iterator[Task]:
    """What only coordinators change: what is paid, and who helps."""
    can = rules.plans(request)
    paid = offers.words(session.offer) if session.offer else ""
    yield _task(
        _("What is paid"), reverse("gatherings:offer_payment", args=[session.pk]) if can else "", paid,
        todo=not paid,
    )  # fmt: skip
    held = list(dict.fromkeys(session.helpers.values_list("role", flat=True)))
    yield _task(
        _("Who helps"), reverse("gatherings:helpers", args=[session.pk]) if can else "",
        _helping(held), todo=HelperRole.FACILITATOR not in held,
    )  # fmt: skip


def _helping(roles: list[str]) -> str:
    """Which parts somebody has, and that nobody facilitates."""
    named = dict(HelperRole.choices)
    held = ", ".join(str(named[role]) for role in roles)
    if HelperRole.FACILITATOR in roles:
        return held
    missing = _("A facilitator is missing.")
    return f"{held}. {missing}" if held else missing


def _plan(session: Session, plan: list[PlanItem]) -> Task:
    minutes = sum(item.minutes for item in plan)
    said = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes} if plan else ""
    remarks = plans.remarks(plans.length(session), plan)
    url = reverse("gatherings:set_plan", args=[session.pk])
    if remarks:
        return Task(_("The plan for the day"), url, remarks[0], _("Look again"), TO_DO)
    return _task(_("The plan for the day"), url, said, todo=not plan)


def _day(session: Session) -> Iterator[Task]:
    url = reverse("gatherings:run_sheet", args=[session.pk])
    yield Task(_("The run sheet"), url, _("The day on paper, in large print too"))


def _changing(session: Session, part: str, title: str, said: str, *, todo: bool = False) -> Task:
    return _task(title, reverse("gatherings:change_session", args=[session.pk, part]), said, todo=todo)


def _task(title: str, url: str, said: str, *, todo: bool) -> Task:
    return Task(title, url, said, _("To do") if todo else _("Done"), TO_DO if todo else "good")
