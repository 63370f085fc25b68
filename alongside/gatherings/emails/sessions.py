"""What we write to everybody who registered for a session."""

from collections.abc import Callable, Mapping, Sequence

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alongside.foundation.actors import Actor
from alongside.foundation.letters import absolute, paragraphs, where_to_ask
from alongside.foundation.models import Message
from alongside.people import actions as people

from .. import icalendar
from ..models import PackItem, Registration, Session
from ..queries.reminders import goes_by_post
from . import words

Tell = Callable[[Registration], Message | None]

CHANGES: dict[str, str | Promise] = {
    "starts_at": gettext_lazy("the time"),
    "ends_at": gettext_lazy("the time"),
    "venue": gettext_lazy("the place"),
    "address": gettext_lazy("the place"),
    "getting_there": gettext_lazy("how to get there"),
    "meeting": gettext_lazy("how we meet"),
    "online_link": gettext_lazy("how to join online"),
    "dial_in": gettext_lazy("the phone number to join"),
    "title": gettext_lazy("the title"),
    "purpose": gettext_lazy("what it is about"),
    "access_offer": gettext_lazy("the access that we offer"),
    "language": gettext_lazy("the language"),
}


CHANGED = gettext_lazy("A change: %(session)s")
WHAT_CHANGED = gettext_lazy("Something about the session has changed: %(what)s.")
LISTED = ", "


def session_changed(
    session: Session, *, what: Sequence[str], by: Actor, untold: Mapping[int, Sequence[str]] | None = None
) -> list[Message]:
    """Tell all who registered what is different now. `what` names fields of the session.

    `untold` names, by registration, what changed before and was never sent: that is told with it.
    """
    before = untold or {}
    return _told(
        session,
        lambda registration: changed(registration, what=[*before.get(registration.pk, ()), *what], by=by),
    )


def changes_in(message: Message) -> list[str]:
    """Which fields of a session a message says have changed; none where it is about something else."""
    with translation.override(message.language):
        if not message.subject.startswith(str(CHANGED % {"session": ""})):
            return []
        opening, _what, end = str(WHAT_CHANGED).partition("%(what)s")
        said = message.text.partition(opening)[2].partition(f"{end}\n")[0].split(LISTED)
        return [name for name, label in CHANGES.items() if str(label) in said]


def session_cancelled(session: Session, *, by: Actor) -> list[Message]:
    """Tell all who registered, on the waiting list too, that a session will not take place, and why."""
    return _told(session, lambda registration: _cancelled(registration, by))


def pack_is_out(session: Session, *, by: Actor) -> list[Message]:
    """Tell those with a place that the pack is ready, and how to get it."""
    return _told(session, lambda registration: _pack(registration, by), only_placed=True)


def _told(session: Session, tell: Tell, *, only_placed: bool = False) -> list[Message]:
    rows = session.registrations.standing().select_related("member", "session", "member__leaving")
    if only_placed:
        rows = rows.exclude(placed_at=None)
    return [message for registration in rows.order_by("pk") if (message := tell(registration))]


def changed(registration: Registration, *, what: Sequence[str], by: Actor) -> Message | None:
    """Tell one who registered what is different now."""
    member, session = registration.member, registration.session
    with translation.override(member.language):
        subject = CHANGED % {"session": words.title(session)}
        text = paragraphs(
            words.hello(member),
            WHAT_CHANGED % {"what": _listed(what)},
            _("This is how it stands now:"),
            *words.facts(registration, with_link=registration.placed_at is not None),
            words.more(session, member),
            words.how_to_cancel(member),
            where_to_ask(),
        )
        return people.tell(
            member, subject=subject, text=text, by=by, about=registration,
            calendar=words.calendar_entry(registration, icalendar.REQUEST),
        )  # fmt: skip


def _cancelled(registration: Registration, by: Actor) -> Message | None:
    member, session = registration.member, registration.session
    with translation.override(member.language):
        subject = _("Cancelled: %(session)s") % {"session": words.title(session)}
        text = paragraphs(
            words.hello(member),
            _("We are sorry. This session will not take place:"),
            words.title(session),
            words.when(session),
            _("Why: %(because)s") % {"because": session.cancelled_because}
            if session.cancelled_because
            else "",
            _("You do not have to do anything."),
            where_to_ask(),
        )
        return people.tell(
            member, subject=subject, text=text, by=by, about=registration,
            calendar=words.calendar_entry(registration, icalendar.CANCEL),
        )  # fmt: skip


def _pack(registration: Registration, by: Actor) -> Message | None:
    member, session = registration.member, registration.session
    with translation.override(member.language):
        subject = _("The pack is ready: %(session)s") % {"session": words.title(session)}
        text = paragraphs(
            words.hello(member),
            _("The pack for the session is ready. It is what to read, or listen to, before the day."),
            *words.facts(registration, with_link=True),
            _how_to_get_it(registration),
            _("You do not have to read it to take part."),
            where_to_ask(),
        )
        return people.tell(member, subject=subject, text=text, by=by, about=registration)


def _how_to_get_it(registration: Registration) -> str:
    session = registration.session
    if words.opens_links(registration.member):
        link = absolute(reverse("gatherings:pack", args=[session.pk]))
        return _("Open it here: %(link)s") % {"link": link}
    if goes_by_post(registration.member):
        titles = PackItem.objects.filter(session=session).values_list("title", flat=True)
        enclosed = "\n".join(f"– {title}" for title in titles)
        return _("The pack is enclosed, on paper:") + "\n" + enclosed
    return _("We can send it on paper, or read it to you. Tell us what works for you.")


def _listed(what: Sequence[str]) -> str:
    named = dict.fromkeys(str(CHANGES[name]) for name in what)
    return LISTED.join(named)
