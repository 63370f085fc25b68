"""A list from elsewhere needs basis, words, source and day in every line; nobody is brought back by it."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors
from alongside.foundation.models import Centre
from alongside.outreach import actions as outreach
from alongside.outreach import reading_lists
from alongside.outreach.models import (
    Basis,
    ConsentEvent,
    Purpose,
    Subscriber,
    SubscriberList,
    SuppressionReason,
)
from alongside.outreach.queries import importing
from alongside.outreach.queries.recipients import recipients
from alongside.people import actions as people
from alongside.people.models import Account, Consent, Member
from tests.outreach.conftest import WORDS, Browser, Listed, Make

pytestmark = pytest.mark.django_db
HEAD = "Name,Email,Phone,Address,Language,Topics,Basis,Wording,Source,Date,How,Could say no"
GOOD = "Ann,ann@example.org,,,en,,consent,Yes please,Summer fair,2025-06-01,in person,"


def upload(*lines: str) -> SubscriberList:
    sheet = reading_lists.read("\n".join([HEAD, *lines]).encode())
    return outreach.upload_list(sheet, file_name="old.csv", by=actors.SYSTEM)


def states(*lines: str) -> list[tuple[str, str]]:
    return [(line.state, str(line.why)) for line in importing.preview(upload(*lines)).outcomes]


def test_every_line_brings_its_own_basis_words_source_and_day(our_centre: Centre) -> None:
    noor = "Noor,,020 7946 0000,,ar,,consent,Call me with it,Letter,14/03/2024,post,"
    assert outreach.apply_list(upload(GOOD, noor), by=actors.SYSTEM)["new"] == 2
    assert {one.called for one in recipients(Purpose.NEWSLETTER, Basis.CONSENT)} == {"Ann", "Noor"}
    rows = ConsentEvent.objects.order_by("pk").values_list("wording", "how", "note", "at__date")
    assert list(rows) == [
        ("Yes please", "in_person", "From a list: Summer fair", date(2025, 6, 1)),
        ("Call me with it", "post", "From a list: Letter", date(2024, 3, 14)),
    ]
    assert SubscriberList.objects.get().rows == [], "the lines are not kept"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("consent", ""), "Write the basis"),
        (("consent", "because"), "Write the basis"),
        (("Yes please", ""), "exact words"),
        (("Summer fair", ""), "where this contact comes from"),
        (("2025-06-01", ""), "Write the day on which"),
        (("2025-06-01", "June"), "Write the day like"),
        (("2025-06-01", "2999-01-01"), "future"),
        (("in person", ""), "how they told you"),
        (("ann@example.org", "ann@"), "no email address"),
        (("ann@example.org", ""), "an email address, a phone number or a postal address"),
        ((",en,", ",xx,"), "do not write in this language"),
        ((",en,,", ",en,Cats,"), "no topic “Cats”"),
        (("consent", "soft opt-in"), "charities alone"),
    ],
)
def test_a_line_that_lacks_something_is_named(our_centre: Centre, change: tuple[str, str], why: str) -> None:
    ((state, said),) = states(GOOD.replace(*change))
    assert (state, why in said) == ("problem", True), said
    with pytest.raises(outreach.CannotImport, match="Line 2"):
        outreach.apply_list(SubscriberList.objects.get(), by=actors.SYSTEM)
    assert Subscriber.objects.count() == 0


def test_soft_opt_in_needs_a_charity_a_day_and_an_offer_to_say_no(our_centre: Centre) -> None:
    outreach.say_charity(number="1234567", by=actors.SYSTEM)
    soft = "Ann,ann@example.org,,,en,,Soft opt-in,You can say no,Stall,{day},in person,{no}"
    assert "before 5 February 2026" in states(soft.format(day="2026-02-04", no="yes"))[0][1]
    assert "were offered to say no" in states(soft.format(day="2026-02-05", no=""))[0][1]
    outreach.apply_list(upload(soft.format(day="2026-02-05", no="yes")), by=actors.SYSTEM)
    assert not recipients(Purpose.NEWSLETTER, Basis.CONSENT).exists()
    assert recipients(Purpose.NEWSLETTER, Basis.SOFT_OPT_IN).count() == 1


@pytest.mark.parametrize("place", ["ann@example.org,,", ",020 7946 0000,", ",,1 Mill Lane"])
def test_who_is_held_since_the_centre_is_no_charity_comes_back_by_agreeing(
    our_centre: Centre, place: str
) -> None:
    outreach.say_charity(number="1234567", by=actors.SYSTEM)
    soft = f"Ann,{place},en,,Soft opt-in,You can say no,Stall,2026-02-05,in person,yes"
    outreach.apply_list(upload(soft), by=actors.SYSTEM)
    agreed = GOOD.replace("ann@example.org,,", place)
    assert states(agreed) == [("here", "Gets it already. Nothing changes.")]
    outreach.end_charity(by=actors.SYSTEM)
    assert states(agreed) == [("new", "Will be put on the list.")], "nothing comes to them now"
    outreach.apply_list(upload(agreed), by=actors.SYSTEM)
    assert recipients(Purpose.NEWSLETTER, Basis.CONSENT).get() == Subscriber.objects.get(), "one person, once"


def test_nobody_agrees_for_whoever_lives_with_them(our_centre: Centre) -> None:
    outreach.say_charity(number="1234567", by=actors.SYSTEM)
    place = ",020 7946 0000,"
    soft = f"Ann,{place},en,,Soft opt-in,You can say no,Stall,2026-02-05,in person,yes"
    outreach.apply_list(upload(soft), by=actors.SYSTEM)
    outreach.end_charity(by=actors.SYSTEM)
    ann = Subscriber.objects.get()
    outreach.apply_list(
        upload(GOOD.replace("ann@example.org,,", place).replace("Ann", "Bob")), by=actors.SYSTEM
    )
    bob = recipients(Purpose.NEWSLETTER, Basis.CONSENT).get()
    assert (bob.called, bob.pk == ann.pk) == ("Bob", False)
    ann.refresh_from_db()
    assert ann.called == "Ann"


def test_nobody_is_brought_back(listed: Listed, make: Make, coordinator: Member) -> None:
    forgotten, stopped = listed("forgotten@example.org"), listed("stopped@example.org")
    outreach.forget(forgotten, by=actors.SYSTEM)
    outreach.take_back(stopped, purpose=Purpose.NEWSLETTER, how="web", by=actors.VISITOR)
    outreach.suppress("bounced@example.org", reason=SuppressionReason.BOUNCED, by=actors.SYSTEM)
    left = make("Lee", email="left@example.org")
    people.leave(left, by=actors.SYSTEM)
    listed("here@example.org")
    names = ("forgotten", "stopped", "bounced", "left", "Here", "new", "NEW")
    found = states(*(GOOD.replace("ann@", f"{name}@") for name in names))
    assert [state for state, _why in found] == ["no", "no", "no", "no", "here", "new", "here"]


@pytest.mark.parametrize("place", ["account", "capitals"])
def test_a_member_who_stopped_is_known_by_every_address_of_theirs(make: Make, place: str) -> None:
    ann = make("Zoe")
    assert ann.account is not None
    if place == "account":
        Account.objects.filter(pk=ann.account.pk).update(email="ann@example.org")
    else:
        Member.objects.filter(pk=ann.pk).update(email="Ann@Example.org")
    subscriber = outreach.subscribe_member(ann, wording=WORDS, how="web", by=actors.SYSTEM)
    outreach.unsubscribe(subscriber, by=actors.SYSTEM)
    assert states(GOOD) == [("no", "Stopped the newsletter. Only they can start it again.")]
    assert outreach.apply_list(upload(GOOD), by=actors.SYSTEM)["new"] == 0


def test_a_member_on_the_list_agrees_among_their_consents_too(make: Make) -> None:
    ada = make("Ada", email="ann@example.org")
    outreach.apply_list(upload(GOOD), by=actors.SYSTEM)
    assert Subscriber.objects.get().member == ada
    assert Consent.objects.get().wording == "Yes please"


def test_a_list_is_judged_with_few_questions(listed: Listed) -> None:
    held = upload(*(GOOD.replace("ann@", f"p{number}@") for number in range(300)))
    with CaptureQueriesContext(connection) as queries:
        assert importing.preview(held).counts["new"] == 300
    assert len(queries) < 12


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x00\x01", "not a CSV file"),
        (b"", "no lines"),
        (HEAD.encode(), "no lines"),
        (b"Name,Email\nAnn,ann@example.org", "Basis, Wording, Source, Date, How"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, why: str) -> None:
    with pytest.raises(reading_lists.Unreadable) as said:
        reading_lists.read(content)
    assert why in str(said.value)


def test_a_coordinator_looks_first_and_takes_it_in_once(coordinator: Member, browser_of: Browser) -> None:
    cora = browser_of(coordinator)

    def send() -> Any:
        file = SimpleUploadedFile("old.csv", f"{HEAD}\n{GOOD}".encode())
        return cora.post("/subscribers/import/", {"file": file})

    path = send().headers["Location"]
    page = cora.get(path).content.decode()
    assert "1 person will be put on the list" in page
    assert "Tick the box when every line is true" in cora.post(f"{path}apply/").content.decode()
    assert Subscriber.objects.count() == 0
    for _twice in range(2):
        assert cora.post(f"{path}apply/", {"true": "on"}).status_code == 302
    assert ConsentEvent.objects.count() == 1
    assert cora.get(path).status_code == 404
    cora.post(f"{send().headers['Location']}discard/")
    assert importing.waiting() == []
    assert b"Could say no" in cora.get("/subscribers/import/subscribers.csv").content
    assert WORDS not in page
