"""Every guide for a person is followed to the letter: what stands there in bold is there, and leads on."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from alongside.desk import rules
from alongside.foundation import actors, clock, outbox
from alongside.foundation.models import Centre, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    Contribution,
    FeedbackRequest,
    HelperRole,
    MinutesVersion,
    Registration,
    Session,
)
from alongside.payments import actions as payments
from alongside.payments import sealing
from alongside.payments.models import Offer, Payment
from alongside.people.models import Member, Token
from tests import reading_guides
from tests.journeys.conftest import Walk, Walker, member
from tests.journeys.guides import Answer, follow
from tests.journeys.rooms.gatherings_session import TITLE, mareks_place, the_session

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}
PLAN = "10 Welcome\n40 Small groups\n10 Break\n30 What we do next"
READ_BACK = "I read this back, and they agreed that it is right"

Deed = Callable[[Walker], None]


def choosing(question: str, *labels: str) -> Deed:
    """Choose answers of one question, by keyboard."""

    def choose(walker: Walker) -> None:
        for label in labels:
            walker.page.get_by_role("group", name=question).get_by_label(label, exact=True).press("Space")

    return choose


def writing_day(question: str, days: int) -> Deed:
    """Write a day, so many days from today."""

    def write(walker: Walker) -> None:
        day = clock.today() + timedelta(days=days)
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            walker.page.get_by_role("group", name=question).get_by_label(part).fill(str(number))

    return write


def opening(name: str) -> Deed:
    """Follow a link that a guide cannot know, such as the name of a session."""

    def follow_it(walker: Walker) -> None:
        walker.enter(walker.page.locator("main").get_by_role("link", name=name).first)

    return follow_it


def offered_to_marek() -> Offer:
    """Marek took part in something that £55 is offered for."""
    marek = member("Marek")
    offer = payments.make_offer(
        about=marek, label="Reading group", pence=5500, unit="two_hours", expenses=["travel"], by=BY
    )
    payments.owe(offer, marek, because=marek, by=BY)
    return offer


def ready_to_pay() -> None:
    """He chose all of it, and said where to."""
    payments.choose(offered_to_marek(), member("Marek"), kind="full", by=BY)
    details = sealing.BankDetails("Marek Example", "000000", "00000042")
    payments.say_how_to_pay(member("Marek"), way="bank", details=details, by=BY)


def test_a_member(centre: None, walk: Walk) -> None:
    the_session()
    offered_to_marek()
    visitor = walk(**SMALL)
    visitor.page.goto(visitor.home + "/")
    follow(
        "for-a-member",
        visitor,
        {"What should we call you?": "Tomasz"},
        by_hand={(2, "Save and continue"): finish_joining},
        steps=range(1, 4),
    )
    assert Member.objects.get(called="Tomasz").email == "tomasz@member.example"
    marek = walk("Marek", **SMALL)
    marek.page.goto(marek.home + "/")
    answers: dict[str, Answer] = {
        "What do you need?": choosing("What do you need?", "Captions: speech shown as text"),
        "Shall we tick it for you when you register again?": choosing("Shall we tick it for you", "Yes"),
        "How will you come?": choosing("How will you come?", "In person"),
        "What is it?": choosing("What is it?", "An idea"),
        "What would you like to say?": "More breaks.",
        "How should we name you?": choosing("How should we name you?", "No name"),
        "How would you like to be paid?": lambda marek: marek.page.get_by_label("All of it").press("Space"),
        "How should we pay you?": give_bank_details,
        "How often would you like a round-up?": choosing(
            "How often would you like a round-up?", "Once a week"
        ),
        "For once a week: on which day?": choosing("For once a week: on which day?", "Monday"),
    }
    by_hand = {(6, "Sessions"): opening(TITLE), (10, "Sessions"): opening(TITLE)}
    follow("for-a-member", marek, answers, by_hand=by_hand, steps=range(4, 17))
    assert Registration.objects.get(member=member("Marek")).is_placed
    assert Contribution.objects.get().text == "More breaks."
    assert Payment.objects.get().pence == 5500


def finish_joining(visitor: Walker) -> None:
    """One question on each page."""
    fill: list[Callable[[], None]] = [
        lambda: visitor.choose("18 or over"),
        lambda: visitor.choose("Email"),
        lambda: visitor.write("What is your email address?", "tomasz@member.example"),
        lambda: visitor.choose("Carer"),
        lambda: visitor.write("What are you interested in?", "Papers that can be read aloud"),
        lambda: visitor.choose("Polish"),
        lambda: visitor.choose("Yes, you may contact me"),
    ]
    for page in fill:
        page()
        save(visitor)


def give_bank_details(marek: Walker) -> None:
    marek.choose("Into a bank account")
    marek.write("For a bank account: the name on it", "Marek Example")
    marek.write("For a bank account: sort code", "00-00-00")
    marek.write("For a bank account: account number", "00000042")


def test_a_coordinator(centre: None, walk: Walk) -> None:
    the_session()
    ready_to_pay()
    outbox.call(to_name="Grace", phone="020 7946 0102", subject="Hello", text="…", by=BY)
    ayo = walk("Ayo")
    ayo.page.goto(ayo.home + "/")
    answers: dict[str, Answer] = {
        "The centre’s": lambda ayo: ayo.choose("The centre’s"),
        "The name they like to be called by": "Peggy",
        "Their age": choosing("Their age", "18 or over"),
        "How can we reach them?": choosing("How can we reach them?", "Phone call"),
        "Their phone number": "020 7946 0155",
        "How did they tell you?": choosing("How did they tell you?", "By phone"),
        READ_BACK: lambda ayo: ayo.choose(READ_BACK),
        "What is the session called?": "Care at home",
        "What is it for?": "To plan good care.",
        "How do people meet?": choosing("How do people meet?", "Online"),
        "Which day?": writing_day("Which day?", 60),
        "When does it begin?": "14:00",
        "When does it end?": "15:30",
        "Which strands of the story does it belong to?": choosing(
            "Which strands", "Generate and share learning"
        ),
        "Who helps?": member("Nia").reference,
        "With what?": choosing("With what?", "Facilitator"),
        "To check": lambda ayo: ayo.page.get_by_label("Marek").press("Space"),
        "Title": "Our year",
        "First day": writing_day("First day", -300),
        "Last day": writing_day("Last day", -1),
    }
    follow("for-a-coordinator", ayo, answers)
    assert Member.objects.get(called="Peggy").phone == "020 7946 0155"
    assert Session.objects.get(title="Care at home").helpers.count() == 1
    assert Payment.objects.get().lines.count() == 1


def test_a_facilitator(centre: None, walk: Walk) -> None:
    session = the_session()
    gatherings.add_helper(session, member=member("Nia"), role=HelperRole.FACILITATOR, by=BY)
    mareks_place()
    nia = walk("Nia", **SMALL)
    nia.page.goto(nia.home + "/")

    def its_day_comes(nia: Walker) -> None:
        begun = clock.now() - timedelta(hours=3)
        Session.objects.filter(pk=session.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=2))
        nia.page.reload()
        nia.enter(nia.page.get_by_role("button", name="Marek is here"))

    def zara_comes_in(nia: Walker) -> None:
        opening("Zara")(nia)
        nia.choose("In person")

    answers: dict[str, Answer] = {
        "What happens, and how long does each part take?": PLAN,
        "Name or reference": member("Zara").reference,
        "The minutes": "We talked about care.",
    }
    by_hand = {
        (1, "Where you help"): opening(TITLE),
        (4, "Check in"): its_day_comes,
        (5, "Find"): zara_comes_in,
    }
    follow("for-a-facilitator", nia, answers, by_hand=by_hand)
    assert MinutesVersion.objects.get().text == "We talked about care."
    assert FeedbackRequest.objects.filter(member=member("Marek")).exists()
    assert Registration.objects.get(member=member("Zara")).is_placed


def test_whoever_pays(centre: None, walk: Walk) -> None:
    ready_to_pay()
    farid = walk("Farid", **SMALL)
    farid.page.goto(farid.home + "/")
    answers: dict[str, Answer] = {
        "To check": lambda farid: farid.page.get_by_label("Marek").press("Space"),
        "Take the file (CSV)": take_the_file,
        "On which day was it paid?": lambda farid: None,
    }
    follow("for-whoever-pays", farid, answers)
    assert Message.objects.filter(subject="You have been paid").count() == 1


def take_the_file(farid: Walker) -> None:
    with farid.page.expect_download() as taken:
        farid.page.get_by_role("button", name="Take the file (CSV)").press("Enter")
    assert b"0000 0042" in taken.value.path().read_bytes()


def test_an_administrator(centre: None, walk: Walk, capsys: pytest.CaptureFixture[str]) -> None:
    ayo = walk("Ayo")
    ayo.page.goto(ayo.home + "/")
    answers: dict[str, Answer] = {
        "Email for help": "help@centre.example",
        "Who to talk to when somebody may not be safe": "Ife",
        "Their phone number": "020 7946 0001",
        "Which role?": choosing("Which role?", "Facilitator"),
        "What is it for?": "The door",
        "What may it do?": choosing("What may it do?", "Write down who came to a session"),
        "Until when?": writing_day("Until when?", 90),
    }
    follow("for-an-administrator", ayo, answers, by_hand={(3, "Members"): opening("Marek")})
    assert Centre.objects.get().help_email == "help@centre.example"
    assert Token.objects.get().name == "The door"
    assert "doctor" not in capsys.readouterr().err


def test_a_new_centre(transactional_db: None, walk: Walk, settings: Any) -> None:
    """From the empty house to a session that everybody can read."""
    settings.REQUIRE_STAFF_PASSKEY = True
    sefton = walk()
    put_a_finger_on(sefton)
    sefton.page.goto(sefton.home + reverse("desk:open_set_up", args=[rules.set_up_key()]))
    answers: dict[str, Answer] = {
        "Name of the centre": "Riverside Centre",
        "Short name": "Riverside",
        "Email for help": "help@riverside.example",
        "Phone for help": "020 7946 0000",
        "Address for letters": "1 High Street, London",
        "Who to talk to when somebody may not be safe": "Sefton",
        "The community’s name": "Unpaid carers",
        "Why this community?": "They are rarely asked.",
        "What you say": "We meet to plan good care.",
        "Strands": choosing("Strands", "Generate and share learning"),
    }
    by_hand = {
        (2, "Save and continue"): finish_setting_up,
        (6, "Add a member"): add_somebody,
    }
    follow("starting-a-centre", sefton, answers, by_hand=by_hand)
    follow("a-new-centre", sefton, {
        "What is the series called?": "Our sessions",
        "What is the session called?": "Care at home",
        "What is it for?": "To plan good care.",
        "How do people meet?": choosing("How do people meet?", "In person"),
        "Which day?": writing_day("Which day?", 60),
        "When does it begin?": "14:00",
        "When does it end?": "15:30",
        "Which strands of the story does it belong to?": choosing("Which strands", "Generate and share learning"),
        "Name of the place": "The Hub",
        "Its address": "1 High Street, London",
        "What is paid for taking part?": pay_25,
        "What happens, and how long does each part take?": PLAN,
    })  # fmt: skip
    session = Session.objects.get()
    visitor = walk(**SMALL)
    visitor.go(f"/sessions/{session.pk}/")
    assert visitor.reads("Care at home", "The Hub", "£25")


def put_a_finger_on(walker: Walker) -> None:
    """A device with a fingerprint reader, as the browser itself plays it."""
    device = walker.page.context.new_cdp_session(walker.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }})  # fmt: skip


def finish_setting_up(sefton: Walker) -> None:
    sefton.write("What is it for?", "We bring people together along the river.")
    save(sefton)
    sefton.choose("London")
    save(sefton)
    save(sefton)  # English is ticked: it is always there
    sefton.write("Your name", "Sefton")
    sefton.write("Your email address", "sefton@riverside.example")
    save(sefton)


def save(walker: Walker) -> None:
    """Go to the next of several pages."""
    walker.enter(walker.page.get_by_role("button", name="Save and continue", exact=True))


def add_somebody(sefton: Walker) -> None:
    sefton.write("The name they like to be called by", "Peggy")
    sefton.choose("18 or over", "Phone call", "By phone", READ_BACK)
    sefton.write("Their phone number", "020 7946 0155")
    sefton.enter(sefton.page.get_by_role("button", name="Add this member"))


def pay_25(sefton: Walker) -> None:
    sefton.choose("Another amount")
    sefton.write("The other amount, in pounds", "25")


def test_a_name_that_no_page_has_is_told_with_its_line(
    centre: None, walk: Walk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that what the journeys here find is worth something."""
    (tmp_path / "crooked.md").write_text("# Crooked\n\n1. Open **Join us**.\n2. Press **Save all**.\n")
    monkeypatch.setattr(reading_guides, "GUIDES", tmp_path)
    visitor = walk()
    visitor.page.goto(visitor.home + "/")
    with pytest.raises(pytest.fail.Exception, match=r"crooked\.md:4, step 2: no link, button.*“Save all”"):
        follow("crooked", visitor, {})
