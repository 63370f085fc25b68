"""Calendar entries: made, moved over a change of the clocks and cancelled, as two readers who are not us see them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import ics
import pytest
import vobject
from django.core import mail

from alongside.foundation import actors, clock, outbox
from alongside.foundation.models import Centre, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings import emails, icalendar
from alongside.gatherings.models import Coming, Meeting, Registration, Series, Session
from tests.gatherings.helpers import Make

BY = actors.SYSTEM
LONDON = ZoneInfo("Europe/London")
GOLDEN = Path(__file__).parent / "golden"
PK = 1500
# The Saturday before and the Monday after each change of the clocks in 2026.
EDGES = {
    "spring": (datetime(2026, 3, 28, 10, tzinfo=LONDON), datetime(2026, 3, 30, 10, tzinfo=LONDON)),
    "autumn": (datetime(2026, 10, 24, 10, tzinfo=LONDON), datetime(2026, 10, 26, 10, tzinfo=LONDON)),
}


@pytest.fixture(autouse=True)
def site(settings: pytest.FixtureRequest) -> None:
    settings.SITE_URL = "https://alongside.example"  # type: ignore[attr-defined]


@pytest.fixture(params=EDGES)
def edge(request: pytest.FixtureRequest) -> Iterator[str]:
    with clock.at(datetime(2026, 2, 2, 9, 30, tzinfo=UTC)):
        yield request.param


def held(series: Series, begins: datetime, **more: object) -> Session:
    """A session with a number of its row that stays the same, so that its entries can be compared by byte."""
    Centre.objects.update(help_email="hello@alongside.example", help_phone="020 7946 0100")
    details = {
        "pk": PK, "series": series, "number": 15, "title": "Care at home; together, & again",
        "purpose": "To plan what good care is.\nZażółć gęślą jaźń — مرحبا.", "meeting": Meeting.HYBRID,
        "venue": "Town Hall", "address": "1 High Street\nLeeds, LS1 1AA", "getting_there": "Bus 7 stops outside.",
        "online_link": "https://meet.example/a-long-room-name-that-makes-the-line-fold?pwd=0123456789abcdef",
        "dial_in": "020 7946 0999, PIN 55#", "starts_at": begins, "ends_at": begins + timedelta(minutes=90),
        "announced_at": clock.now(),
    }  # fmt: skip
    return Session.objects.create(**(details | more))


def placed(session: Session, make: Make, **more: object) -> Registration:
    return Registration.objects.create(
        session=session, member=make("Ola", **more), coming=Coming.ONLINE, placed_at=clock.now()
    )


def entry_in_mail() -> str:
    """The calendar part of the one email that has any, as it travels."""
    outbox.deliver_due("worker")
    parts = [part for message in mail.outbox for part in message.message().walk()]
    (part,) = [part for part in parts if part.get_content_type() == "text/calendar"]
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    text = payload.decode()
    assert f"\r\nMETHOD:{part.get_param('method')}\r\n" in text, "header and entry say the same (RFC 6047)"
    return text


def begins_by_vobject(text: str) -> datetime:
    moment = vobject.readOne(text).vevent.dtstart.value
    assert moment.tzinfo is not None
    return datetime.fromtimestamp(moment.timestamp(), UTC)


def begins_by_ics(text: str) -> datetime:
    (event,) = ics.Calendar(text).events
    return datetime.fromtimestamp(event.begin.timestamp(), UTC)


def test_an_entry_is_made_moved_over_a_change_of_the_clocks_and_cancelled(
    edge: str, series: Series, make: Make
) -> None:
    before, after = EDGES[edge]
    session = held(series, before)
    registration = placed(session, make)
    emails.placed(registration, by=BY)
    made = entry_in_mail()
    gatherings.change_session(session, starts_at=after, ends_at=after + timedelta(minutes=90), by=BY)
    registration = Registration.objects.select_related("session").get()
    moved = icalendar.entry(registration.session, registration, icalendar.REQUEST)
    gatherings.cancel(session, because="Snow.", by=BY)
    registration = Registration.objects.select_related("session").get()
    cancelled = icalendar.entry(registration.session, registration, icalendar.CANCEL)
    for text, name, begins, sequence in (
        (made, "create", before, 0), (moved, "move", after, 1), (cancelled, "cancel", after, 2),
    ):  # fmt: skip
        assert text == (GOLDEN / f"{edge}-{name}.ics").read_bytes().decode()
        assert begins_by_vobject(text) == begins_by_ics(text) == begins.astimezone(UTC)
        event = vobject.readOne(text).vevent
        assert (event.uid.value, event.sequence.value) == (f"session-{PK}@alongside.example", str(sequence))
        assert event.attendee.value == "mailto:ola@example.org"
        assert event.organizer.value == "mailto:hello@alongside.example"
    assert (vobject.readOne(cancelled).vevent.status.value, method_of(cancelled)) == ("CANCELLED", "CANCEL")
    assert (vobject.readOne(moved).vevent.status.value, method_of(moved)) == ("CONFIRMED", "REQUEST")


def method_of(text: str) -> str:
    return str(vobject.readOne(text).method.value)


@pytest.mark.parametrize("day", [(3, 28), (3, 29), (3, 30), (10, 24), (10, 25), (10, 26), (7, 1), (12, 1)])
@pytest.mark.parametrize("hour", [0, 3, 10, 23])
def test_the_hour_is_right_on_each_side_of_both_changes(
    day: tuple[int, int], hour: int, series: Series
) -> None:
    begins = datetime(2026, *day, hour, tzinfo=LONDON)
    text = icalendar.entry(held(series, begins))
    assert f"DTSTART;TZID=Europe/London:2026{day[0]:02}{day[1]:02}T{hour:02}0000\r\n" in text
    assert begins_by_vobject(text) == begins_by_ics(text) == begins.astimezone(UTC)


def test_the_zone_says_the_hour_at_which_the_clocks_change() -> None:
    """RFC 5545 3.6.5: the onset is the local time by the offset before it. One o’clock in spring, two in autumn."""
    spring, autumn = re.findall(r"DTSTART:\d{8}T(\d{6})", icalendar.VTIMEZONE)
    assert (spring, autumn) == ("010000", "020000")
    for year in (2026, 2027):
        for month, hour, offset in ((3, 1, 1), (10, 1, 0)):
            sunday = max(
                day for day in (datetime(year, month, number, tzinfo=UTC) for number in range(25, 32))
                if day.weekday() == 6
            )  # fmt: skip
            moment = sunday.replace(hour=hour)
            assert moment.astimezone(LONDON).utcoffset() == timedelta(hours=offset)
            assert (moment - timedelta(seconds=1)).astimezone(LONDON).utcoffset() == timedelta(
                hours=1 - offset
            )


def test_lines_are_folded_and_no_letter_is_torn(series: Series) -> None:
    begins = EDGES["spring"][0]
    text = icalendar.entry(held(series, begins, title="ż" * 70, purpose="a\u0007b\r\nc;d,e\\f"))
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    event = vobject.readOne(text).vevent
    assert event.summary.value == f"Session 15: {'ż' * 70}"
    assert event.description.value.startswith("ab\nc;d,e\\f\n\n")


def test_whoever_has_a_place_can_join_by_video_and_by_phone(series: Series, make: Make) -> None:
    session = held(series, EDGES["spring"][0])
    registration = placed(session, make)
    video, phone = vobject.readOne(icalendar.entry(session, registration)).vevent.conference_list
    assert (video.value, video.params["FEATURE"]) == (session.online_link, ["VIDEO"])
    assert (phone.value, phone.params["FEATURE"]) == ("tel:+442079460999", ["PHONE"])
    assert phone.params["LABEL"] == ["Join by phone: 020 7946 0999, PIN 55#"]
    registration.placed_at = None
    public = icalendar.calendar([session], house=icalendar.the_house())
    for text in (icalendar.entry(session), icalendar.entry(session, registration), public):
        assert "CONFERENCE" not in text
        assert "meet.example" not in text
        assert "7946 0999" not in text


@pytest.mark.parametrize(
    ("dial_in", "number"),
    [("0131 560 1234", "+441315601234"), ("+33 1 23 45 67 89", "+33123456789"), ("0033 1 23 45 67 89", "+33123456789"),
     ("ask us", ""), ("", ""), ("(020) 7946-0999 then 12#", "+442079460999")],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_written(dial_in: str, number: str) -> None:
    assert icalendar._telephone(dial_in) == number


def test_no_entry_goes_with_a_call_a_letter_or_the_waiting_list(series: Series, make: Make) -> None:
    session = held(series, EDGES["spring"][0])
    by_phone = placed(session, make, reach_by="phone", phone="020 7946 0101")
    call = emails.placed(by_phone, by=BY)
    waiting = Registration.objects.create(session=session, member=make("Wen"), coming=Coming.ONLINE)
    told = emails.on_waiting_list(waiting, by=BY)
    assert call is not None
    assert told is not None
    assert (call.calendar, told.calendar) == ("", "")
    assert "Saturday 28 March 2026" in call.text, "they hear the same in words"


def test_ones_own_cancellation_takes_the_entry_away(series: Series, make: Make) -> None:
    registration = placed(held(series, EDGES["spring"][0]), make)
    registration.cancelled_at = clock.now()
    registration.save()
    emails.registration_cancelled(registration, by=BY)
    assert method_of(entry_in_mail()) == "CANCEL"


def test_a_centre_elsewhere_writes_hours_that_no_calendar_can_misread(
    series: Series, settings: object
) -> None:
    settings.TIME_ZONE = "Europe/Paris"  # type: ignore[attr-defined]
    text = icalendar.entry(held(series, EDGES["spring"][1]))
    assert "DTSTART:20260330T090000Z" in text
    assert "VTIMEZONE" not in text


def test_those_who_registered_are_sent_the_new_entry_when_the_session_changes(
    session: Session, make: Make
) -> None:
    registration = Registration.objects.create(
        session=session, member=make("Ola"), coming=Coming.ONLINE, placed_at=clock.now()
    )
    gatherings.change_session(session, venue="Room 2", by=BY)
    outbox.count_as_delivered(by=BY)
    gatherings.cancel(session, because="Snow.", by=BY)
    told = Message.objects.filter(about=f"gatherings.registration:{registration.pk}").order_by("created_at")
    seen = [(method_of(one.calendar), vobject.readOne(one.calendar).vevent.sequence.value) for one in told]
    assert seen == [("REQUEST", "1"), ("CANCEL", "2")]
