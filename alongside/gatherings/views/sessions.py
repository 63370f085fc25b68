"""The public list of sessions, each one's page, the run page and the run sheet."""

from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import doors, kept, sources
from alongside.foundation.letters import absolute
from alongside.payments.queries import offers
from alongside.people.queries import translating as reading

from .. import rules
from ..models import AccessOffer, HelperRole, Session
from ..queries import listing, plans, readiness, states, translating
from ..queries import sessions as queries
from ..queries import sources as named
from . import parts, steps
from .pages import running_or_404, session_to_show, show

PER_PAGE = 20


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def sessions(request: HttpRequest) -> HttpResponse:
    """What comes up, and what was."""
    counts = listing.counts()
    coming = _page(request, "coming", listing.with_places_taken(queries.coming_up()), counts.coming)
    past = _page(request, "page", queries.past(), counts.past)
    words = reading.readings([translating.source(one) for one in [*coming, *past]])
    return show(
        request, "sessions", coming=coming, past=past, counts=counts,
        coming_rows=[(one, words[str(one.pk)], _places(one)) for one in coming],
        past_rows=[(one, words[str(one.pk)]) for one in past], plans=rules.plans(request), webcal=_webcal(),
    )  # fmt: skip


def _webcal() -> str:
    """The calendar of all sessions as calendars subscribe to it."""
    return "webcal:" + absolute(reverse("gatherings:all_sessions")).partition(":")[2]


def _page(request: HttpRequest, param: str, rows: QuerySet[Session], count: int) -> Page[Session]:
    """A page of rows that were counted already."""
    paginator = Paginator(rows, PER_PAGE)
    paginator.__dict__["count"] = count
    return paginator.get_page(request.GET.get(param))


def _places(session: Any) -> list[str]:
    if not session.is_open:
        return []
    return listing.places_left(
        session, {"in_person": session.taken_in_person, "online": session.taken_online}
    )


@doors.open_to(doors.EVERYONE)
@kept.until_something_happens
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session: purpose, when, where, access, what is paid, plan, how to take part."""
    found = session_to_show(pk)
    helping = queries.helping(found)
    included = parts.of_page(request, found)
    names = dict(AccessOffer.choices)
    words = reading.reading(translating.source(found), original="original" in request.GET)
    return show(
        request, "session", session=found, reading=words, plan=plans.timed(found, found.plan.all()),
        places=_places_of(found, included), zone=zone(found),
        access=[names[kind] for kind in found.access_offer if kind in names],
        rules=[line for line in found.ground_rules.splitlines() if line.strip()],
        paid=offers.words(found.offer) if found.offer else "",
        helpers=[label for role, label in HelperRole.choices if role in {role for role, _member in helping}],
        held=queries.held_so_far(found) if found.delivered_at else 0,
        runs=rules.runs_with(request, getattr(request, "member", None), helping), **included,
    )  # fmt: skip


def _places_of(session: Session, included: dict[str, Any]) -> list[str]:
    """Places left in words, from what the part about registering asked already."""
    known = included.get("registration")
    return listing.places_left(session, known["taken"]) if known and session.is_open else []


def zone(session: Session) -> str:
    """Whose clock the times are read from."""
    return _("UK time") if settings.TIME_ZONE == "Europe/London" else settings.TIME_ZONE


@doors.open_to(doors.SIGNED_IN)
def run_session(request: HttpRequest, pk: int) -> HttpResponse:
    """The one place from which a session is run, in the order of time."""
    found = running_or_404(request, pk)
    plan = list(found.plan.all())
    over = found.delivered_at or found.cancelled_at
    return show(
        request, "run_session", session=found, state=states.state(found),
        times=steps.times(request, found, plan),
        blockers=readiness.blockers(found) if found.announced_at and not over else [],
        remarks=plans.remarks(plans.length(found), plan), plans=rules.plans(request),
    )  # fmt: skip


@doors.open_to(doors.SIGNED_IN)
def run_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The day on paper: clock times, who helps, how many come, whom to call. In large print if asked."""
    found = running_or_404(request, pk)
    plan = list(found.plan.all())
    taken = queries.taken([found.pk])[found.pk]
    return show(
        request, "run_sheet", session=found, plan=plans.timed(found, plan), zone=zone(found),
        remarks=plans.remarks(plans.length(found), plan), large="large" in request.GET,
        helpers=list(found.helpers.select_related("member")), phones=rules.plans(request),
        counts=[(way.label, taken.get(way, 0), queries.places(found, way)) for way in queries.ways(found)],
        waiting=found.registrations.waiting().count(),
        supporters=found.registrations.placed().filter(supporter_comes=True).count(),
        offered=[label for kind, label in AccessOffer.choices if kind in found.access_offer],
        **parts.of_sheet(request, found),
    )  # fmt: skip


@parts.on_page("came_of")
def came_of(request: HttpRequest, session: Session) -> object:
    """What other rooms wrote because of a session: clauses of texts, and how people lived them."""
    return sources.came_of(named.KIND, str(session.pk)) or None
