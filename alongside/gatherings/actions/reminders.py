"""Reminders: each is written once, when it is due; taken back when somebody cancels; new when a session moves."""

from django.db import transaction

from alongside.foundation import clock, outbox
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import emails
from ..models import Registration, Reminder, ReminderKind, Session
from ..queries import reminders


def remind(*, by: Actor) -> int:
    """Write every reminder that is due. One that is too late by now is kept, and shown as missed."""
    return sum(_write(registration, kind, span, by) for registration, kind, span in reminders.due())


def take_back_reminders(registration: Registration, *, by: Actor) -> None:
    """Somebody will not come: what was not sent yet is not sent."""
    with transaction.atomic():
        for reminder in Reminder.objects.filter(registration=registration).select_related("message"):
            _take_back(reminder, by)


def move_reminders(session: Session, *, by: Actor) -> None:
    """A session has another time. Reminders still to come are written anew at their new time.

    One whose time has passed by now is not written: the news of the new time has just gone out instead.
    """
    with transaction.atomic():
        rows = (
            session.registrations.placed()
            .select_related("member__supporter")
            .prefetch_related("reminders__message")
        )
        for registration in rows:
            registration.session = session
            _move(registration, by)


def take_back_session_reminders(session: Session, *, by: Actor) -> None:
    """A session will not take place: nobody is reminded of it."""
    with transaction.atomic():
        for reminder in Reminder.objects.filter(registration__session=session).select_related("message"):
            _take_back(reminder, by)


def _write(registration: Registration, kind: ReminderKind, span: reminders.Window, by: Actor) -> bool:
    """In one transaction with the message, so that a kill in between loses and doubles nothing."""
    with transaction.atomic():
        reminder, first = Reminder.objects.get_or_create(registration=registration, kind=kind)
        if first:
            reminder.message = emails.reminder(registration, not_before=span.due, not_after=span.until, by=by)
            reminder.save(update_fields=["message"])
            record("gatherings.reminder_written", registration, by=by, kind=str(kind),
                   late=span.until < clock.now())  # fmt: skip
        return first


def _move(registration: Registration, by: Actor) -> None:
    by_post = reminders.goes_by_post(registration.member)
    written = {reminder.kind: reminder for reminder in registration.reminders.all()}
    for kind in reminders.BEFORE:
        still_to_come = reminders.window(registration.session, kind, by_post=by_post).due > clock.now()
        reminder = written.get(kind)
        if reminder is not None:
            _take_back(reminder, by)
        if reminder is not None and still_to_come:
            reminder.delete()
        elif reminder is None and not still_to_come:
            Reminder.objects.create(registration=registration, kind=kind)


def _take_back(reminder: Reminder, by: Actor) -> None:
    if reminder.message is not None and outbox.take_back(reminder.message, by=by):
        reminder.message = None
