"""What we write about outcomes: why one is not shown, whether it is so, and what happened since."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from alongside.foundation import outbox
from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, centre_name, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, ReachBy

from .models import Confirmation, FollowUp, Outcome


def held_back(outcome: Outcome, *, by: Actor) -> Message | None:
    """Tell somebody that we do not show what they recorded, why, and what they can do."""
    member = outcome.member
    if member is None:
        return None
    words = outcome.versions.get(number=outcome.number).what
    with translation.override(member.language):
        text = paragraphs(
            _hello(member.called), _("You wrote down what changed:"), f"“{words}”", _("We do not show it. Why:"),
            outcome.held_back_because, _("You can correct it. You can also ask us to look again."), where_to_ask(),
        )  # fmt: skip
        return people.tell(member, subject=_("About what you wrote down"), text=text, by=by, about=outcome)


def ask_to_confirm(row: Confirmation, token: str, *, by: Actor) -> Message:
    """Ask somebody outside the team by email whether something is so."""
    about = row.outcome or row.since
    assert about is not None
    assert row.expires_at is not None
    with translation.override(row.language):
        link = absolute(reverse("projects:confirm", args=[token]))
        text = paragraphs(
            _hello(row.called) if row.called else _("Hello,"),
            _("The project “%(title)s” works with %(centre)s. It says that something changed.")
            % {"title": about.project.title, "centre": centre_name()},
            _("You may know if it is so. Please read it, and tell us whether you agree."),
            _("It takes two minutes, and you need no account."), link,
            _("The link works once, until %(day)s. If you do not agree, we show that too.")
            % {"day": date_format(localtime(row.expires_at), "DATE_FORMAT")},
            _("You can also tell us by phone or by post."), where_to_ask(),
        )  # fmt: skip
        return outbox.email(
            to=row.email, to_name=row.called, subject=_("Is this so?"), text=text, by=by, language=row.language,
            about=row, forget=True,
        )  # fmt: skip


def ask_what_happened(row: FollowUp, token: str, *, by: Actor) -> Message | None:
    """Ask a lead what happened since the project ended: one question, one link, no account."""
    member = row.member
    assert member is not None
    with translation.override(member.language):
        title = row.project.title
        text = paragraphs(
            _hello(member.called),
            _("The project “%(title)s” has ended. Did something happen since?") % {"title": title},
            _("For example an award, more funding, a commission, or a new partner. “Nothing yet” helps us too."),
            _how_to_answer(member, token),
            _("You can ask us to stop, and we never ask about it again."), where_to_ask(),
        )  # fmt: skip
        subject = _("What happened since?")
        return people.tell(member, subject=subject, text=text, by=by, about=row, asks=True, forget=True)


def _how_to_answer(member: Member, token: str) -> str:
    """A link for those who can open one; for the others, how to tell us."""
    if member.reach_by == ReachBy.EMAIL and member.age_guard != AgeGuard.UNDER_16:
        link = absolute(reverse("projects:what_happened", args=[token]))
        return _("Answer here. You need no account, and the link works once: %(link)s") % {"link": link}
    return _("Call us, write back, or tell us when we call. It counts the same.")


def _hello(name: str) -> str:
    return _("Hello %(name)s,") % {"name": name}
