"""What waits on the desk about minutes: to read, to write, to answer, to agree; and what somebody will do."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock, doors
from alongside.foundation.models import Centre
from alongside.foundation.waiting import Waiting, mine, ours
from alongside.people.models import Member

from .. import rules
from ..models import Correction, Item, Minutes, Session

WRITTEN_WITHIN = timedelta(days=7)
USUAL_ANSWER_DAYS = 30


def waits(request: HttpRequest) -> Iterator[Waiting]:
    """Everything about minutes that waits for whoever is here."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return
    yield from _my_items(member)
    yield from mine(_to_read(member), minutes=10)
    for session in _mine_to_run(request, member):
        yield from ours(_to_keep(session), minutes=30)


def _my_items(member: Member) -> Iterator[Waiting]:
    for item in Item.objects.to_do().filter(owner=member):
        late = item.due is not None and item.due < clock.today()
        yield Waiting(
            _("You said that you would do this: %(words)s") % {"words": item.words}, reverse("gatherings:my_items"),
            due=item.due, status=_("Late") if late else _("To do"), kind="attention" if late else "waiting",
        )  # fmt: skip


def _to_read(member: Member) -> Iterator[Waiting]:
    """Open minutes of sessions where a member was, until they said something."""
    rows = Minutes.objects.filter(
        agreed_at=None, open_until__gt=clock.now(), session__registrations__member=member,
        session__registrations__attendance__isnull=False,
    ).exclude(corrections__member=member)  # fmt: skip
    for minutes in rows.select_related("session").distinct():
        yield Waiting(
            _("Are the minutes right? Session %(number)s: %(title)s") % _named(minutes.session),
            reverse("gatherings:check_minutes", args=[minutes.session_id]), _("About ten minutes"),
            minutes.open_until.date() if minutes.open_until else None, _("If you like"), "info",
        )  # fmt: skip


def _mine_to_run(request: HttpRequest, member: Member) -> list[Session]:
    rows = Session.objects.delivered().filter(completed_at=None, minutes__agreed_at=None)
    if not doors.roles_of(request) & rules.RUNNING:
        rows = rows.filter(helpers__member=member)
    waiting = Correction.objects.filter(answered_at=None)
    prefetched = Prefetch("minutes__corrections", waiting)
    return list(rows.select_related("minutes").prefetch_related(prefetched).distinct())


def _to_keep(session: Session) -> Iterator[Waiting]:
    url = reverse("gatherings:run_minutes", args=[session.pk])
    minutes: Minutes | None = getattr(session, "minutes", None)
    if minutes is None:
        title = _("Write the minutes of session %(number)s: %(title)s")
        yield _task(title % _named(session), url, session.ends_at + WRITTEN_WITHIN)
    elif minutes.open_until is None:
        title = _("Open the minutes of session %(number)s: %(title)s")
        yield _task(title % _named(session), url, session.ends_at + WRITTEN_WITHIN)
    else:
        yield from _to_answer(session, minutes, minutes.open_until, url)


def _to_answer(session: Session, minutes: Minutes, until: datetime, url: str) -> Iterator[Waiting]:
    centre = Centre.current()
    within = timedelta(days=centre.answer_within_days if centre else USUAL_ANSWER_DAYS)
    waiting = list(minutes.corrections.all())
    for correction in waiting:
        title = _("Answer a correction of session %(number)s: %(title)s") % _named(session)
        yield _task(title, url, correction.created_at + within)
    if not waiting and not minutes.is_open:
        title = _("Agree the minutes of session %(number)s: %(title)s") % _named(session)
        yield _task(title, url, until + WRITTEN_WITHIN)


def _task(title: str, url: str, due: datetime) -> Waiting:
    late = due < clock.now()
    status = _("Late") if late else _("To do")
    return Waiting(title, url, due=due.date(), status=status, kind="attention" if late else "waiting")


def _named(session: Session) -> dict[str, object]:
    return {"number": session.number, "title": session.title}
