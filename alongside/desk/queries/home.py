"""A member's own desk, short: the next session, what they said and what came of it, payments, projects, what is new."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from alongside.conversations.models import Statement
from alongside.conversations.queries import statements
from alongside.documents.models import Remark
from alongside.documents.queries import remarks
from alongside.foundation import clock, money, news
from alongside.gatherings.models import Contribution, Registration
from alongside.gatherings.queries import registrations, voices
from alongside.payments.queries import owed, theirs
from alongside.people.models import Member
from alongside.projects.models import TeamMember

Text = str | Promise
MOST, MOST_NEW, LETTERS = 3, 5, 90
NEW_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One line of the desk: the words, where they lead, how it stands, and a day."""

    title: str
    url: str
    state: Text = ""
    on: date | None = None


@dataclass(frozen=True)
class Home:
    """What stands on a member's desk beneath what waits for them. Empty lists where there is nothing."""

    next_session: Line | None = None
    said: list[Line] = field(default_factory=list)
    payments: list[Line] = field(default_factory=list)
    earned: str = ""
    projects: list[Line] = field(default_factory=list)
    new: list[news.Group] = field(default_factory=list)


def of(member: Member) -> Home:
    """The desk of a member; a constant number of queries, however much there is."""
    coming = registrations.coming_up(member).filter(session__cancelled_at=None).first()
    earned = theirs.totals(member)["earned"]
    return Home(
        next_session=_session(coming) if coming else None,
        said=_said(member),
        payments=_payments(member),
        earned=money.in_pounds(earned) if earned else "",
        projects=_projects(member),
        new=news.grouped(_new(member)),
    )


def _session(row: Registration) -> Line:
    state = _("You have a place") if row.is_placed else _("On the waiting list")
    named = {"number": row.session.number, "title": row.session.title}
    title = _("Session %(number)s: %(title)s") % named
    return Line(title, reverse("gatherings:my_session", args=[row.pk]), state, row.session.day)


def _said(member: Member) -> list[Line]:
    """The newest things that they said anywhere, and what came of each."""
    found: list[tuple[datetime, Line]] = []
    for statement in statements.of_member(member).filter(withdrawn_at=None)[:MOST]:
        state = _of_statement(statement)
        found.append((statement.created_at, _line(statement.text, reverse("conversations:mine"), state)))
    answers = reverse("gatherings:my_words")
    found += [
        (said.created_at, _line(said.text, answers, _of_contribution(said)))
        for said in voices.of_member(member).filter(withdrawn_at=None)[:MOST]
    ]
    for remark in remarks.of_member(member).filter(withdrawn_at=None)[:MOST]:
        words = remark.text or remark.reason
        found.append((remark.created_at, _line(words, reverse("documents:my_remarks"), _of_remark(remark))))
    found.sort(key=lambda one: one[0], reverse=True)
    return [line for _at, line in found[:MOST]]


def _line(words: str, url: str, state: Text) -> Line:
    return Line(Truncator(words).chars(LETTERS), url, state)


def _by(day: date) -> str:
    return _("Answer by %(day)s") % {"day": date_format(day)}


def _of_statement(row: Statement) -> Text:
    if row.declined_at:
        return _("Not shown")
    theme = row.theme or (row.merged_into.theme if row.merged_into else None)
    responses = list(theme.responses.all()) if theme else []
    return responses[0].get_state_display() if responses else _by(row.due_on)


def _of_contribution(row: Contribution) -> Text:
    if row.held_back_at:
        return _("Not shown")
    return row.answer.get_state_display() if row.answer else _by(row.due_on)


def _of_remark(row: Remark) -> Text:
    if row.held_back_at:
        return _("Not shown")
    if row.outcome:
        return row.get_outcome_display()
    return _("Answered") if row.answered_at else _by(row.due_on)


def _payments(member: Member) -> list[Line]:
    rows = [parcel for parcel in owed.parcels(member) if parcel.kind != "good"][:MOST]
    return [
        Line(row.took_part.offer.label, reverse("payments:my_payment", args=[row.took_part.pk]), row.status)
        for row in rows
    ]


def _projects(member: Member) -> list[Line]:
    rows = TeamMember.objects.here().filter(member=member, project__closed_at=None).select_related("project")
    found = {
        row.project.slug: Line(row.project.title, reverse("projects:project", args=[row.project.slug]))
        for row in rows.order_by("-project__starts_on")
    }
    return list(found.values())[:MOST]


def _new(member: Member) -> list[news.News]:
    now = clock.now()
    fresh = [one for one in news.for_member(member, now - NEW_FOR, now) if not one.done]
    return fresh[:MOST_NEW]
