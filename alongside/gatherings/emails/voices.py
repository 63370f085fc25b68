"""What we write to people about what they said: how was it, an answer, and why something is held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people
from alongside.people.models import Member

from ..models import Answer, AnswerState, Contribution, FeedbackRequest
from . import words


def how_was_it(
    request: FeedbackRequest, token: str, questions: Mapping[str, str], *, asks: bool, by: Actor
) -> Message | None:
    """Ask somebody who was there how it was: by their link, or with the questions written out."""
    member, session = request.member, request.session
    with translation.override(member.language):
        subject = _("How was it? %(session)s") % {"session": words.title(session)}
        text = paragraphs(
            words.hello(member),
            _("Thank you for being there: %(session)s.") % {"session": words.title(session)},
            _("Please tell us how it was. It takes 3 minutes, and you can leave out any question."),
            *(_by_link(token) if words.opens_links(member) else _in_writing(token, questions)),
            where_to_ask(),
        )
        return people.tell(member, subject=subject, text=text, by=by, about=request, asks=asks)


def _by_link(token: str) -> list[str]:
    link = absolute(reverse("gatherings:how_was_it", args=[token]))
    return [
        _("Your own link: %(link)s") % {"link": link},
        _("You need not sign in. It works for 60 days. You can answer without your name."),
        _("You can also answer by phone or on paper. Just ask us."),
    ]


def _in_writing(token: str, questions: Mapping[str, str]) -> list[str]:
    asked = [f"- {question}" for question in questions.values() if question]
    link = absolute(reverse("gatherings:how_was_it", args=[token]))
    return [
        "\n".join(asked),
        _("Call us, or write to us. We write down what you say, with your name or without."),
        _("On the web it is here: %(link)s") % {"link": link},
    ]


def answered(
    member: Member, contributions: Sequence[Contribution], answer: Answer, *, by: Actor
) -> Message | None:
    """Tell somebody what was answered to what they said: one message, however many things it were."""
    with translation.override(member.language):
        subject = _("An answer to what you said: %(session)s") % {"session": words.title(answer.session)}
        said = [f"“{row.text}”" for row in contributions]
        text = paragraphs(
            words.hello(member),
            _("You said:"),
            *said,
            f"{AnswerState(answer.state).label}:",
            answer.text,
            _("Answered by: %(role)s") % {"role": answer.by_role},
            _more_by(answer),
            _("If this is not an answer for you, tell us."),
            words.more(answer.session, member),
            where_to_ask(),
        )
        return people.tell(member, subject=subject, text=text, by=by, about=contributions[0])


def _more_by(answer: Answer) -> str:
    if answer.state != AnswerState.THINKING or answer.more_by is None:
        return ""
    return _("We tell you more by %(day)s.") % {"day": formats.date_format(answer.more_by, "DATE_FORMAT")}


def held_back(contribution: Contribution, *, by: Actor) -> Message | None:
    """Tell somebody that we do not show what they said, why, and what they can do."""
    member = contribution.member
    if member is None:
        return None
    with translation.override(member.language):
        subject = _("About what you said: %(session)s") % {"session": words.title(contribution.session)}
        text = paragraphs(
            words.hello(member),
            _("Thank you for saying this:"),
            f"“{contribution.text}”",
            _("We do not show it on the page of the session. Why:"),
            contribution.held_back_because,
            _("You can say it in other words. You can also ask us to look again."),
            where_to_ask(),
        )
        return people.tell(member, subject=subject, text=text, by=by, about=contribution)
