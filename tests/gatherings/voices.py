"""What the tests about feedback, contributions and paper share."""

from datetime import timedelta

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Attendance, CheckedIn, Coming, FeedbackRequest, Registration, Session
from alongside.gatherings.queries import feedback
from alongside.people import actions as people
from alongside.people.models import Member

BY = actors.SYSTEM


def took_place(session: Session, *came: Member) -> Session:
    """A session that took place two hours ago, with these people in the room."""
    for member in came:
        attend(session, member)
    now = clock.now()
    Session.objects.filter(pk=session.pk).update(
        starts_at=now - timedelta(hours=4), ends_at=now - timedelta(hours=2)
    )
    session.refresh_from_db()
    return gatherings.deliver(session, by=BY)


def attend(session: Session, member: Member) -> None:
    """Somebody registers and is marked as there."""
    registration = Registration.objects.create(
        session=session, member=member, coming=Coming.IN_PERSON, placed_at=clock.now()
    )
    Attendance.objects.create(
        registration=registration, coming=Coming.IN_PERSON, how=CheckedIn.LIST, marked_by=BY.key
    )


def asked(session: Session, member: Member) -> FeedbackRequest:
    """Ask everybody; the request to this member."""
    gatherings.ask_feedback(session, by=BY)
    return FeedbackRequest.objects.get(session=session, member=member)


def link(request: FeedbackRequest) -> str:
    """The path of somebody's own link."""
    return f"/feedback/{feedback.token_of(request)}/"


def by_phone(**more: object) -> people.Told:
    """Somebody told us by phone, and agreed to what was read back."""
    given = {"mode": "phone", "on": clock.today(), "read_back_and_agreed": True} | more
    return people.Told(**given)  # type: ignore[arg-type]
