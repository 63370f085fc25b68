"""What pages, forms and messages say fits the moment and the reader, and nothing typed is lost without a word."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from alongside.foundation import actors, clock
from alongside.foundation import forms as house
from alongside.foundation.doors import Role
from alongside.foundation.models import Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.emails import words as email_words
from alongside.gatherings.forms.feedback import FeedbackForm
from alongside.gatherings.forms.minutes import ItemForm
from alongside.gatherings.forms.sessions import WhereForm
from alongside.gatherings.models import (
    Attendance,
    Coming,
    Feedback,
    HelperRole,
    Meeting,
    Registration,
    Session,
)
from alongside.gatherings.queries import plans
from alongside.people.models import Member
from tests.gatherings.access import needs, registered, with_role
from tests.gatherings.helpers import Browser, Make, Plan, queries_of, text_of
from tests.gatherings.voices import asked, attend, link, took_place

BY = actors.SYSTEM
Page = Callable[[Registration], str]


@pytest.fixture
def page_of(browser_of: Browser) -> Page:
    """Somebody's own page of a registration."""
    return lambda row: text_of(browser_of(row.member), f"/me/sessions/{row.pk}/")


@pytest.fixture
def begun(plan: Plan) -> Session:
    return gatherings.announce(plan(starts_at=clock.now() - timedelta(hours=1)), in_the_past=True, by=BY)


def here(row: Registration) -> None:
    """Somebody was checked in."""
    Attendance.objects.create(registration=row, coming=row.coming, how="list", marked_by="system")


def test_minutes_are_not_written_over_what_somebody_else_saved(
    begun: Session, coordinator: Member, browser_of: Browser
) -> None:
    cora, path = browser_of(coordinator), f"/sessions/{begun.pk}/minutes/run/write/"
    assert 'name="base" value="0"' in text_of(cora, path)
    assert cora.post(path, {"text": "First words.", "base": "0"}).status_code == 302
    clash = cora.post(path, {"text": "Other words.", "base": "0"})
    page = clash.content.decode()
    assert clash.status_code == 409
    for words in ("Somebody else saved other minutes first", "First words.", "Other words.</textarea>"):
        assert words in page
    assert 'name="base" value="1"' in page
    assert cora.post(path, {"text": "First words. Other words.", "base": "1"}).status_code == 302
    assert [one.text for one in begun.minutes.versions.order_by("number")] == [
        "First words.",
        "First words. Other words.",
    ]


def test_a_correction_is_not_answered_over_newer_minutes(
    begun: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    ada = make("Ada")
    attend(begun, ada)
    gatherings.deliver(begun, by=BY)
    minutes = gatherings.write_minutes(begun, text="One.", by=BY)
    gatherings.open_minutes(minutes, by=BY)
    correction = gatherings.suggest_correction(minutes, ada, words="Two.", by=BY)
    gatherings.write_minutes(begun, text="One, in other words.", by=BY, base=1)
    path = f"/sessions/{begun.pk}/minutes/run/corrections/{correction.pk}/"
    answer = {"accepted": "yes", "reason": "", "text": "Two.", "base": "1"}
    clash = browser_of(coordinator).post(path, answer)
    assert clash.status_code == 409
    assert "One, in other words." in clash.content.decode()
    correction.refresh_from_db()
    assert correction.answered_at is None


def test_who_helps_with_a_draft_finds_it(plan: Plan, make: Make, browser_of: Browser) -> None:
    draft, sue = plan("Warm homes"), make("Sue")
    gatherings.add_helper(draft, member=sue, role=HelperRole.SCRIBE, by=BY)
    run = f"/sessions/{draft.pk}/run/"
    assert run in Message.objects.get(subject__startswith="You help with a session").text
    sues = browser_of(sue)
    assert run in text_of(sues, "/me/sessions/")
    desk = text_of(sues, "/desk/")
    assert "Help to prepare: Warm homes" in desk
    assert run in desk
    assert "Announce: Warm homes" not in desk
    assert run not in text_of(browser_of(make("Other")), "/me/sessions/")


def test_my_sessions_take_as_many_queries_for_ten_that_i_help_with(
    plan: Plan, make: Make, browser_of: Browser
) -> None:
    sue, counts = make("Sue"), []
    for many in (1, 9):
        for number in range(many):
            gatherings.add_helper(plan(f"T{many}{number}"), member=sue, role=HelperRole.CHAIR, by=BY)
        counts.append([queries_of(browser_of(sue), path) for path in ("/me/sessions/", "/desk/")])
    assert counts[0] == counts[1]


def test_forms_of_staff_speak_about_the_person(
    plan: Plan, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    session, cora = gatherings.announce(plan(), by=BY), browser_of(coordinator)
    said = text_of(cora, f"/sessions/{session.pk}/said/record/")
    assert "Their name or reference" in said
    assert "Your name, or your reference" not in said
    gatherings.offer_payment(session, pence=2500, by=BY)
    grace = make("Grace", brings=["carer"])
    page = text_of(cora, f"/sessions/{session.pk}/registrations/add/{grace.reference}/")
    for words in ("They will choose later", "They would rather not say"):
        assert words in page
    for words in ("I will choose later", "I would rather not say"):
        assert words not in page


def test_after_the_check_in_nothing_speaks_of_before(session: Session, make: Make, page_of: Page) -> None:
    row = registered(session, make("Ada"))
    before = (
        "You have a place",
        "Before the day you get the pack",
        "I cannot come",
        "Change how I come",
        "Share this",
    )
    assert all(words in page_of(row) for words in before)
    here(row)
    page = page_of(row)
    assert "<title>You were there" in " ".join(page.split())
    assert [words for words in before if words in page] == []


def test_when_it_is_over_a_place_was_had(session: Session, make: Make, page_of: Page) -> None:
    row = registered(session, make("Ada"))
    with clock.at(session.ends_at + timedelta(days=1)):
        page = page_of(row)
    assert "You had a place" in page
    assert "A square for the door" not in page


def test_who_was_there_reads_about_themselves(session: Session, make: Make, browser_of: Browser) -> None:
    row = registered(session, make("Ada"))
    here(row)
    page = browser_of(row.member).post(f"/me/sessions/{row.pk}/cancel/").content.decode()
    assert "You were there, so your place cannot be cancelled." in page
    assert "Undo the check-in" not in page


def test_feedback_keeps_no_name_unless_somebody_says_so(client: Any, session: Session, make: Make) -> None:
    ada = make("Ada")
    path = link(asked(took_place(session, ada), ada))
    assert client.post(path, {"heard": "yes"}).status_code == 302
    assert Feedback.objects.get().member is None
    form = FeedbackForm(session=session, questions={}, young=False)
    assert form["keep_name"].value() == "no_name"


def test_words_in_another_language_than_the_page_say_so(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    cora = browser_of(coordinator)
    for path in (f"/sessions/{session.pk}/", f"/sessions/{session.pk}/run-sheet/"):
        assert f'<bdi lang="en">{session.title}' not in text_of(cora, path)
        arabic = text_of(cora, f"/ar{path}")
        assert f'lang="en">{session.title}' in arabic or f'lang="en"><bdi>{session.title}' in arabic


def test_a_plan_to_start_from_is_as_long_as_a_short_session() -> None:
    for minutes in (15, 20, 30, 45, 60, 75, 85):
        plan = plans.to_start_from(minutes)
        assert sum(item.minutes for item in plan) == minutes
        assert all(item.minutes > 0 for item in plan)


def test_an_action_is_not_due_in_the_past() -> None:
    day = clock.today() - timedelta(days=1)
    form = ItemForm({"due_day": day.day, "due_month": day.month, "due_year": day.year})
    assert form.errors["due"] == ["This day has passed. Write today or a day to come."]


def test_pounds_may_be_written_with_their_sign() -> None:
    field = house.NumberField(prefix="£", whole=False)
    assert [str(field.clean(text)) for text in ("£180", "£ 1,180.50", "180")] == ["180", "1180.50", "180"]


def test_the_run_page_says_what_is_missing(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    gatherings.add_helper(session, member=make("Sue"), role=HelperRole.SCRIBE, by=BY)
    run = text_of(browser_of(coordinator), f"/sessions/{session.pk}/run/")
    assert "Scribe. A facilitator is missing." in run
    assert "This opens once" not in run


def test_the_address_is_not_called_optional_where_people_meet(session: Session) -> None:
    html = str(WhereForm(session=session).as_design())
    assert "The session is not ready without it." in html
    assert (
        "Its address <" not in html.replace("\n", " ")
        or "optional" not in html.partition("Its address")[2][:60]
    )


def test_nothing_is_answered_while_something_new_waits(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    gatherings.say(session, make("Ada"), kind="idea", text="Tea.", named="none", role_text="", by=BY)
    page = text_of(browser_of(coordinator), f"/sessions/{session.pk}/said/")
    assert "Everything is answered." not in page


def test_whether_it_worked_is_not_asked_before(session: Session, make: Make, browser_of: Browser) -> None:
    row, ayo = needs(registered(session, make("Ada"))), with_role(make("Ayo"), Role.ACCESS)
    path = f"/sessions/{session.pk}/access/{row.pk}/"
    assert "Write down whether it worked" not in text_of(browser_of(ayo), path)
    with clock.at(session.ends_at):
        assert "Write down whether it worked" in text_of(browser_of(ayo), path)


def test_each_done_button_says_what_is_done(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    gatherings.register(
        session, make("Phil", reach_by="phone", phone="020 7946 0123"), coming="in_person", by=BY
    )
    page = text_of(browser_of(coordinator), "/desk/messages/")
    assert "<bdi>Phil, You have a place" in page


def test_the_lines_of_an_address_are_kept_apart() -> None:
    session = Session(venue="Hall", address="1 Hall Lane,\r\nLondon N1 1AA", meeting=Meeting.IN_PERSON)
    assert (
        email_words.where(session, Coming.IN_PERSON, with_link=True)
        == "Where: Hall, 1 Hall Lane, London N1 1AA"
    )
