"""The person says whether their need was met; 30 days later every detail is gone, and sums stay."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from alongside.foundation import clock, jobs, rights, waiting
from alongside.foundation.doors import Role
from alongside.foundation.models import Event, JobRun, Message
from alongside.gatherings import access_circle
from alongside.gatherings import actions as gatherings
from alongside.gatherings.emails import access as emails
from alongside.gatherings.models import AccessCount, AccessNeed, Adjustment, Registration, Session, Verdict
from alongside.gatherings.queries import access as queries
from alongside.gatherings.queries import access_sums, my_access
from alongside.people import actions as people
from alongside.people.models import Ask, Member, Mode
from tests.gatherings.access import BY, needs, registered, with_role
from tests.gatherings.helpers import Browser, Make, doing

PLANTED = "a zebra crossing"


@pytest.fixture
def ife(make: Make) -> Member:
    return with_role(make("Ife"), Role.ACCESS)


@pytest.fixture
def marek(make: Make) -> Member:
    return make("Marek")


@pytest.fixture
def place(session: Session, marek: Member) -> Registration:
    return registered(session, marek)


@pytest.fixture
def bsl(place: Registration, ife: Member) -> Adjustment:
    row = needs(place, "bsl", PLANTED)
    gatherings.take_on(row, owner=ife, by=BY)
    return gatherings.arrange(row, what=f"Two interpreters at {PLANTED}.", supplier="Hands Ltd",
                              cost_pence=24_000, by=BY)  # fmt: skip


def days_after(session: Session, days: int) -> object:
    return clock.at(session.ends_at + timedelta(days=days))


def test_a_verdict_waits_for_the_session(bsl: Adjustment) -> None:
    with pytest.raises(gatherings.NotNow):
        gatherings.say_whether_met(bsl, met="met", by=BY)
    with clock.at(bsl.session.ends_at):
        gatherings.say_whether_met(bsl, met="met", by=BY)
    assert Verdict.objects.get().met == "met"


def test_a_verdict_can_be_put_right_and_is_looked_into_anew(bsl: Adjustment, marek: Member) -> None:
    with clock.at(bsl.session.ends_at):
        verdict = gatherings.say_whether_met(bsl, met="not_met", words="Nobody came.", by=doing(marek))
        assert list(queries.not_met()) == [verdict]
        gatherings.look_into(verdict, by=BY)
        assert list(queries.not_met()) == []
        gatherings.say_whether_met(bsl, met="partly", by=doing(marek))
    assert [one.met for one in queries.not_met()] == ["partly"]


def test_people_are_asked_once_after_the_session_by_their_own_channel(bsl: Adjustment, marek: Member) -> None:
    access_circle.ask_whether_met()
    assert Ask.objects.filter(member=marek).count() == 0, "not before it is over"
    with clock.at(bsl.session.ends_at + timedelta(hours=1)):
        for _time in range(2):
            access_circle.ask_whether_met()
    assert Ask.objects.filter(member=marek).count() == 1
    asked = Message.objects.filter(about=f"gatherings.adjustment:{bsl.pk}").latest("created_at")
    assert asked.confidential
    link = asked.text.partition("/did-it-work/")[2].partition("/")[0]
    assert emails.registration_of(link) == bsl.registration


def test_nobody_is_asked_about_a_cancelled_session_or_a_waiting_list(session: Session, make: Make) -> None:
    needs(registered(session, make("Zara"), placed_at=None))
    with clock.at(session.ends_at):
        assert gatherings.ask_about_past_sessions(by=BY) == 0
    needs(registered(session, make("Lin")))
    gatherings.cancel(session, because="The room flooded.", by=BY)
    with clock.at(session.ends_at):
        assert gatherings.ask_about_past_sessions(by=BY) == 0


def test_a_link_in_the_message_answers_without_signing_in(bsl: Adjustment) -> None:
    page = reverse("gatherings:say_whether_met_by_link", args=[emails.token(bsl.registration)])
    browser = Client()
    assert browser.get(page).status_code == 404, "not before the session"
    with clock.at(bsl.session.ends_at):
        shown = browser.get(page).content.decode()
        assert "British Sign Language interpreters" in shown
        assert PLANTED not in shown, "a forwarded link tells no details"
        assert "Marek" not in shown
        browser.post(page, {f"met_{bsl.pk}": "partly", f"words_{bsl.pk}": "One came."})
    assert (Verdict.objects.get().met, Verdict.objects.get().words) == ("partly", "One came.")


def test_a_wrong_or_old_link_says_that_it_is_over(bsl: Adjustment) -> None:
    with clock.at(bsl.session.ends_at):
        gatherings.forget_session(bsl.session, by=BY)
    for token in ("nonsense", emails.token(bsl.registration)):
        page = Client().get(reverse("gatherings:say_whether_met_by_link", args=[token]))
        assert "This link is over" in page.content.decode()


def test_a_verdict_by_phone_or_paper_has_the_same_standing(
    bsl: Adjustment, ife: Member, browser_of: Browser
) -> None:
    today = clock.today()
    page = reverse("gatherings:record_verdict", args=[bsl.session.pk, bsl.pk])
    typed = {f"met_{bsl.pk}": "not_met", f"words_{bsl.pk}": "Nobody came.", "mode": "phone", "on_day": today.day,
             "on_month": today.month, "on_year": today.year, "read_back_and_agreed": "on"}  # fmt: skip
    Session.objects.update(
        starts_at=clock.now() - timedelta(hours=3), ends_at=clock.now() - timedelta(hours=1)
    )
    assert browser_of(ife).post(page, typed).status_code == 302
    assert (Verdict.objects.get().met, Verdict.objects.get().how) == ("not_met", Mode.PHONE)


def test_nobody_is_called_about_needs_of_which_they_have_said_everything(
    session: Session, make: Make, ife: Member
) -> None:
    place = registered(session, make("Phil", reach_by="phone", phone="020 7946 0123"))
    rows = [needs(place, kind, PLANTED) for kind in ("bsl", "large_print")]
    with clock.at(session.ends_at + timedelta(hours=1)):
        gatherings.take_on(rows[0], owner=ife, by=BY)
        gatherings.cannot_arrange(rows[0], because="Nobody is free.", instead="Notes.", by=BY)
        assert gatherings.ask_about_past_sessions(by=BY) == 1
        calls = Message.objects.waiting().filter(subject__startswith="One question about")
        assert calls.count() == 1
        gatherings.say_whether_met(rows[0], met="met", by=BY)
        assert calls.count() == 1, "the other is still to be asked"
        told = people.Told(mode=Mode.PHONE, on=clock.today(), read_back_and_agreed=True)
        gatherings.say_whether_met(rows[1], met="met", told=told, by=doing(ife))
    assert not calls.exists()
    assert Message.objects.waiting().filter(subject__startswith="About your place").exists()


def test_staff_find_what_nobody_has_said_of_yet_from_the_session(
    bsl: Adjustment, session: Session, ife: Member, make: Make, browser_of: Browser
) -> None:
    needs(registered(session, make("Zara"), placed_at=None))
    said = "Not said yet whether it worked"
    home = reverse("gatherings:access")
    there, one = (
        reverse("gatherings:session_access", args=[session.pk]),
        reverse("gatherings:adjustment", args=[session.pk, bsl.pk]),
    )
    assert said not in browser_of(ife).get(home).content.decode(), "not before it is over"
    assert said not in browser_of(ife).get(there).content.decode()
    with clock.at(session.ends_at + timedelta(hours=1)):
        listed = browser_of(ife).get(home).content.decode()
        assert said in listed
        assert f'href="{there}"' in listed
        assert "1 need<" in listed
        assert "Marek" not in listed
        page = browser_of(ife).get(there).content.decode()
        assert page.count(said) == 1, "nobody asks whoever had no place"
        assert f'href="{one}"' in page
        assert (
            reverse("gatherings:record_verdict", args=[session.pk, bsl.pk])
            in browser_of(ife).get(one).content.decode()
        )
        gatherings.say_whether_met(bsl, met="met", by=BY)
        assert said not in browser_of(ife).get(home).content.decode()
        assert said not in browser_of(ife).get(there).content.decode()


def test_nobody_told_whether_it_worked_before_the_session(
    bsl: Adjustment, ife: Member, browser_of: Browser
) -> None:
    Session.objects.update(starts_at=clock.now() - timedelta(minutes=2), ends_at=clock.now())
    bsl.registration.session.refresh_from_db()
    before = bsl.session.day - timedelta(days=1)
    told = people.Told(mode="phone", on=before, read_back_and_agreed=True)
    with pytest.raises(people.CannotRecord, match="The session was on"):
        gatherings.say_whether_met(bsl, met="met", told=told, by=BY)
    typed = {f"met_{bsl.pk}": "met", "mode": "phone", "on_day": before.day, "on_month": before.month,
             "on_year": before.year, "read_back_and_agreed": "on"}  # fmt: skip
    page = browser_of(ife).post(reverse("gatherings:record_verdict", args=[bsl.session.pk, bsl.pk]), typed)
    said = f"The session was on {date_format(bsl.session.day)}. Write that day or a later one."
    assert said in page.content.decode()
    assert not Verdict.objects.exists()


def test_details_go_on_the_thirtieth_day_and_sums_stay(bsl: Adjustment, session: Session) -> None:
    with clock.at(session.ends_at):
        gatherings.say_whether_met(bsl, met="met", words=PLANTED, by=BY)
    with days_after(session, 29):  # type: ignore[attr-defined]
        access_circle.delete_details()
    assert Adjustment.objects.count() == 1
    with days_after(session, 30):  # type: ignore[attr-defined]
        access_circle.delete_details()
        access_circle.delete_details()
    assert (Adjustment.objects.count(), Verdict.objects.count(), AccessNeed.objects.count()) == (0, 0, 0)
    counted = AccessCount.objects.get()
    assert (counted.kind, counted.shared, counted.arranged, counted.met, counted.cost_pence) == (
        "bsl", 1, 1, 1, 24_000,
    )  # fmt: skip
    assert not Message.objects.filter(text__contains=PLANTED).exists()
    assert access_sums.all_sums().met == 1


def test_what_is_kept_on_the_profile_stays(place: Registration, session: Session, marek: Member) -> None:
    kept = gatherings.say_need(marek, kind="large_print", detail="20 point", by=BY)
    gatherings.share_needs(place, needs=[kept.pk], new_needs=[gatherings.NewNeed("food", PLANTED)], by=BY)
    with days_after(session, 30):  # type: ignore[attr-defined]
        access_circle.delete_details()
    assert [need.detail for need in AccessNeed.objects.all()] == ["20 point"]


def test_the_job_runs_by_itself_even_when_nobody_ran_it_for_a_while(
    bsl: Adjustment, session: Session
) -> None:
    jobs.tick()
    with days_after(session, 45):  # type: ignore[attr-defined]
        assert "gatherings.delete_access_details" in jobs.tick()
    assert Adjustment.objects.count() == 0
    assert JobRun.objects.get(name="gatherings.delete_access_details").problem == ""


def test_a_review_date_asks_once_whether_it_is_still_right(marek: Member) -> None:
    gatherings.say_need(marek, kind="bsl", reuse=True, by=BY)
    gatherings.say_need(marek, kind="food", detail=PLANTED, reuse=True, by=BY)
    with clock.at(clock.now() + timedelta(days=366)):
        for _time in range(2):
            access_circle.ask_to_review()
    messages = Message.objects.filter(subject="Is this still right for you?")
    assert [PLANTED in message.text for message in messages] == [False]
    assert all(message.confidential for message in messages)


def test_a_need_due_for_review_waits_on_the_desk_of_its_person(marek: Member, browser_of: Browser) -> None:
    need = gatherings.say_need(marek, kind="bsl", reuse=True, by=BY)
    AccessNeed.objects.update(review_on=clock.today())
    browser = browser_of(marek)
    assert "Is what you need still the same?" in browser.get(reverse("desk:home")).content.decode()
    browser.post(reverse("gatherings:need_is_still_right", args=[need.pk]))
    assert "Is what you need still the same?" not in browser.get(reverse("desk:home")).content.decode()


def test_leaving_deletes_everything_but_the_sums(bsl: Adjustment, marek: Member) -> None:
    gatherings.say_need(marek, kind="food", detail=PLANTED, by=BY)
    Session.objects.update(delivered_at=clock.now())
    people.leave(marek, by=BY)
    assert (Adjustment.objects.count(), AccessNeed.objects.count()) == (0, 0)
    assert AccessCount.objects.get().shared == 1
    assert not Message.objects.filter(text__contains=PLANTED).exists()


def test_what_somebody_had_taken_on_needs_somebody_else_when_they_leave(
    place: Registration, session: Session, ife: Member
) -> None:
    row = needs(place, "captions")
    gatherings.take_on(row, owner=ife, by=BY)
    Session.objects.update(ready_at=clock.now())
    people.leave(ife, by=BY)
    row.refresh_from_db()
    session.refresh_from_db()
    assert (row.owner, row.taken_on_at, session.ready_at) == (None, None, None)


def test_my_data_tells_needs_answers_and_looks(bsl: Adjustment, marek: Member, ife: Member) -> None:
    gatherings.look_at_needs(bsl.session, by=doing(ife))
    assert marek.account is not None
    held = rights.export(marek.account)["access"]
    assert held["needs"][0]["detail"] == PLANTED
    assert held["adjustments"][0]["answer"] == f"Two interpreters at {PLANTED}."
    assert [look["by"] for look in held["looks"]] == ["Ife"]
    assert PLANTED in held["messages"][0]["text"]


def test_a_supporter_who_is_a_member_does_not_get_it_in_their_data(
    session: Session, make: Make, ife: Member
) -> None:
    grace = make("Grace")
    marek = make("Marek", reach_by="supporter", supporter={"name": "Grace", "email": "grace@example.org"})
    row = needs(registered(session, marek), "bsl", PLANTED)
    gatherings.take_on(row, owner=ife, by=BY)
    gatherings.arrange(row, what=PLANTED, by=BY)
    assert Message.objects.filter(to="grace@example.org", text__contains=PLANTED).exists()
    assert grace.account is not None
    assert PLANTED not in str(rights.export(grace.account))


def test_what_waits_tells_the_access_role_dates_and_no_names(
    session: Session, place: Registration, ife: Member, browser_of: Browser
) -> None:
    needs(place, "bsl", PLANTED)
    page = browser_of(ife).get(reverse("desk:home"))
    assert "British Sign Language interpreters" in page.content.decode()
    assert "No owner yet" in page.content.decode()
    assert "Marek" not in page.content.decode()
    due = [item.due for item in waiting.for_request(page.wsgi_request) if "Sign" in str(item.title)]
    assert due == [session.day - timedelta(days=28)]
    assert Event.objects.filter(verb=my_access.SEEN).count() == 0


def test_coordinators_hear_when_nobody_holds_the_access_role(
    place: Registration, coordinator: Member, browser_of: Browser
) -> None:
    desk = reverse("desk:home")
    assert "Give somebody the access role" not in browser_of(coordinator).get(desk).content.decode()
    needs(place)
    assert "Give somebody the access role" in browser_of(coordinator).get(desk).content.decode()
