"""What we write to people about what they said, each by their own channel and in their own language."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member

from .models import Response, ResponseState, Statement, Theme


def _hello(member: Member) -> str:
    return _("Hello %(called)s,") % {"called": member.called}


def _subject(statement: Statement) -> str:
    subject = _("About what you said: %(title)s") % {"title": statement.conversation.title}
    return subject[:200]


def declined(statement: Statement, *, by: Actor) -> Message | None:
    """Tell somebody that we do not show what they said, why, and what they can do."""
    member = statement.member
    if member is None:
        return None
    with translation.override(member.language):
        text = paragraphs(
            _hello(member),
            _("Thank you for saying this:"),
            f"“{statement.text}”",
            _("We do not show it in the conversation. Why:"),
            statement.declined_because,
            _("You can say it in other words. You can also ask us to look again."),
            where_to_ask(),
        )
        return people.tell(member, subject=_subject(statement), text=text, by=by, about=statement)


def merged(twin: Statement, kept: Statement, *, by: Actor) -> None:
    """Tell both authors that two statements which say the same are one now. One who wrote both hears it once."""
    for member_id, statement, other in ((twin.member_id, twin, kept), (kept.member_id, kept, twin)):
        if member_id is None or (statement is kept and twin.member_id == kept.member_id):
            continue
        _merged(statement, other, kept, by)


def _merged(statement: Statement, other: Statement, kept: Statement, by: Actor) -> None:
    member = statement.member
    assert member is not None
    with translation.override(member.language):
        text = paragraphs(
            _hello(member),
            _("You said:"),
            f"“{statement.text}”",
            _("Somebody else said the same in other words:"),
            f"“{other.text}”",
            _("We put the two together, so that votes are not split. People now vote on this:"),
            f"“{kept.text}”",
            _("Nothing that you said is lost. If it is not the same, tell us, and we look again."),
            where_to_ask(),
        )
        people.tell(member, subject=_subject(statement), text=text, by=by, about=statement)


def answered(
    member: Member, said: Sequence[Statement], theme: Theme, response: Response, *, by: Actor
) -> Message | None:
    """Tell somebody what was answered to what they said: one message, however many statements it were."""
    with translation.override(member.language):
        subject = _("An answer to what you said: %(title)s") % {"title": theme.title}
        text = paragraphs(
            _hello(member),
            _("You said:"),
            *(f"“{row.text}”" for row in said),
            f"{ResponseState(response.state).label}:",
            response.text,
            _("Answered by: %(role)s") % {"role": response.by_role},
            _more_by(response),
            _("If this is not an answer for you, tell us."),
            _where(theme),
            where_to_ask(),
        )
        return people.tell(member, subject=subject[:200], text=text, by=by, about=said[0])


def _more_by(response: Response) -> str:
    if response.state != ResponseState.THINKING or response.more_by is None:
        return ""
    return _("We tell you more by %(day)s.") % {"day": formats.date_format(response.more_by, "DATE_FORMAT")}


def _where(theme: Theme) -> str:
    if theme.conversation_id is None:
        return ""
    link = absolute(reverse("conversations:you_said", args=[theme.conversation_id]))
    return _("Everything that was said and answered: %(link)s") % {"link": link}
