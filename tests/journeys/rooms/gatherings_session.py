"""The session of the sweeps, and Marek's place in it. What other parts of the room need to build theirs."""

from datetime import timedelta

from alongside.foundation import actors, clock
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Coming, Meeting, Registration, Series, Session
from alongside.people.models import Member

BY = actors.SYSTEM
TITLE = "A session for the sweeps"


def marek() -> Member:
    return Member.objects.get(called="Marek")


def the_session() -> Session:
    """Announced, hybrid, in six weeks."""
    found = Session.objects.filter(title=TITLE).first()
    if found:
        return found
    series = Series.objects.first() or gatherings.add_series(name="Sweeps", slug="sweeps", by=BY)
    starts_at = clock.now() + timedelta(weeks=6)
    session = gatherings.draft_session(
        series, title=TITLE, purpose="To be opened by everybody.", meeting=Meeting.HYBRID, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), strands=["learning"], venue="Town Hall",
        address="1 High Street, Leeds", online_link="https://meet.example/1", by=BY,
    )  # fmt: skip
    return gatherings.announce(session, by=BY)


def mareks_place() -> Registration:
    """Marek has a place in the room."""
    place, _made = Registration.objects.get_or_create(
        session=the_session(), member=marek(), cancelled_at=None,
        defaults={"coming": Coming.IN_PERSON, "placed_at": clock.now()},
    )  # fmt: skip
    return place
