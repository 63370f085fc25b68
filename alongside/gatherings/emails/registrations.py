"""What we write to one person about their own registration."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.actors import Actor
from alongside.foundation.letters import paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people

from .. import icalendar
from ..models import Registration
from ..queries.registrations import places_of
from . import words

PLACED = gettext_lazy("You have a place: %(session)s")
PROMOTED = gettext_lazy("A place for you: %(session)s")
WAITING = gettext_lazy("You are on the waiting list: %(session)s")


def placed(registration: Registration, *, by: Actor) -> Message | None:
    """They have a place."""
    with translation.override(registration.member.language):
        subject = PLACED % {"session": words.title(registration.session)}
        return _about_a_place(registration, subject, _("Thank you for registering. You have a place."), by)


def promoted(registration: Registration, *, by: Actor) -> Message | None:
    """A place came free for the first on the waiting list."""
    with translation.override(registration.member.language):
        subject = PROMOTED % {"session": words.title(registration.session)}
        opening = _("A place came free, and you were next on the waiting list. You now have a place.")
        return _about_a_place(registration, subject, opening, by)


def on_waiting_list(registration: Registration, *, by: Actor) -> Message | None:
    """No place is free: they are told when one is."""
    member = registration.member
    with translation.override(member.language):
        subject = WAITING % {"session": words.title(registration.session)}
        text = paragraphs(
            words.hello(member),
            _why_they_wait(registration),
            *words.facts(registration, with_link=False),
            _("If a place comes free for you, we tell you at once. You do not have to ask again."),
            words.more(registration.session, member),
            words.how_to_cancel(member),
            where_to_ask(),
        )
        return people.tell(
            member, subject=subject, text=text, by=by, about=registration,
            not_after=words.of_use_until(registration.session),
        )  # fmt: skip


def _why_they_wait(registration: Registration) -> str:
    if places_of(registration.session).only_by_role(registration.coming):
        return _(
            "Some places are for some roles, and those for your role are taken just now. "
            "You are on the waiting list, in the order people came."
        )
    return _("All places are taken just now. You are on the waiting list, in the order people came.")


def says_where_they_stand(message: Message) -> bool:
    """Whether a message says that somebody has a place or waits, however the session was called then."""
    with translation.override(message.language):
        openings = [subject % {"session": ""} for subject in (PLACED, PROMOTED, WAITING)]
    return message.subject.startswith(tuple(openings))


def registration_cancelled(registration: Registration, *, by: Actor) -> Message | None:
    """They will not come, as they told us."""
    member = registration.member
    with translation.override(member.language):
        subject = _("Your registration is cancelled: %(session)s")
        text = paragraphs(
            words.hello(member),
            _("Thank you for telling us. We have cancelled your registration:"),
            words.title(registration.session),
            words.when(registration.session),
            _("If this was a mistake, tell us. You can register again while there are places."),
            words.more(registration.session, member),
            where_to_ask(),
        )
        return people.tell(
            member, subject=subject % {"session": words.title(registration.session)}, text=text, by=by,
            about=registration, calendar=words.calendar_entry(registration, icalendar.CANCEL),
        )  # fmt: skip


def reminder(
    registration: Registration, *, not_before: datetime, not_after: datetime, by: Actor
) -> Message | None:
    """It is soon. Written when due; after `not_after` it is of no use, and shows as missed."""
    member, session = registration.member, registration.session
    with translation.override(member.language):
        subject = _("Reminder: %(session)s") % {"session": words.title(session)}
        text = paragraphs(
            words.hello(member),
            _("You have a place at this session. We look forward to seeing you."),
            *words.facts(registration, with_link=True),
            words.code(registration),
            words.more(session, member),
            words.how_to_cancel(member),
            where_to_ask(),
        )
        return people.tell(
            member, subject=subject, text=text, by=by, about=registration, not_before=not_before,
            not_after=not_after,
        )  # fmt: skip


def _about_a_place(registration: Registration, subject: str, opening: str, by: Actor) -> Message | None:
    member = registration.member
    text = paragraphs(
        words.hello(member),
        opening,
        *words.facts(registration, with_link=True),
        words.code(registration),
        _("A supporter can come with you. They take no place.") if registration.supporter_comes else "",
        words.more(registration.session, member),
        words.how_to_cancel(member),
        where_to_ask(),
    )
    return people.tell(
        member, subject=subject, text=text, by=by, about=registration,
        calendar=words.calendar_entry(registration, icalendar.REQUEST),
        not_after=words.of_use_until(registration.session),
    )  # fmt: skip
