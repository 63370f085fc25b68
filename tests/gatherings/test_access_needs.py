"""Needs are said once, kept or not, and shared by nobody but the person; each becomes an adjustment."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.foundation import actors, clock
from alongside.foundation.models import Event
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import AccessNeed, Adjustment, NeedKind, Registration, Session
from alongside.people import actions as people
from alongside.people.models import Member, Mode, Recording
from tests.gatherings.helpers import Browser, Make, Plan, doing

BY = actors.SYSTEM


@pytest.fixture
def marek(make: Make) -> Member:
    return make("Marek")


def registered(session: Session, member: Member, **more: Any) -> Registration:
    """A place, written as the action of registering writes it."""
    return Registration.objects.create(
        session=session, member=member, coming="in_person", placed_at=clock.now(), **more
    )


@pytest.fixture
def registration(session: Session, marek: Member) -> Registration:
    return registered(session, marek)


def kinds(registration: Registration) -> list[str]:
    return [row.kind for row in registration.adjustments.filter(ended_at=None)]


def test_a_need_is_said_once_and_reviewed_after_a_year(marek: Member) -> None:
    need = gatherings.say_need(marek, kind="bsl", reuse=True, by=doing(marek))
    assert (need.kind, need.reuse, need.how) == ("bsl", True, Mode.WEB)
    assert need.review_on == clock.today() + timedelta(days=365)
    assert need.starts_ticked


def test_nothing_is_shared_before_the_person_chooses_it(registration: Registration, marek: Member) -> None:
    bsl = gatherings.say_need(marek, kind="bsl", reuse=True, by=BY)
    gatherings.say_need(marek, kind="food", reuse=True, by=BY)
    assert gatherings.share_needs(registration, by=doing(marek)) == []
    gatherings.share_needs(registration, needs=[bsl.pk], by=doing(marek))
    assert kinds(registration) == ["bsl"]


def test_somebody_elses_need_is_passed_over(registration: Registration, make: Make) -> None:
    theirs = gatherings.say_need(make("Lin"), kind="bsl", by=BY)
    assert gatherings.share_needs(registration, needs=[theirs.pk], by=BY) == []


def test_a_need_that_is_shared_twice_is_one_adjustment(registration: Registration, marek: Member) -> None:
    need = gatherings.say_need(marek, kind="bsl", by=BY)
    for _time in range(2):
        gatherings.share_needs(registration, needs=[need.pk], by=BY)
    assert kinds(registration) == ["bsl"]


def test_a_new_need_is_for_this_time_or_kept(registration: Registration, marek: Member) -> None:
    once = gatherings.NewNeed("food", "no nuts")
    keep = gatherings.NewNeed("large_print", "18 point", keep=True)
    gatherings.share_needs(registration, new_needs=[once, keep], by=doing(marek))
    assert sorted(kinds(registration)) == ["food", "large_print"]
    assert [need.kind for need in AccessNeed.objects.kept()] == ["large_print"]
    assert AccessNeed.objects.get(kind="food").only_for == registration
    gatherings.keep_need(AccessNeed.objects.get(kind="food"), by=doing(marek))
    assert AccessNeed.objects.kept().count() == 2


def test_staff_can_share_what_they_may_not_see(registration: Registration, marek: Member) -> None:
    gatherings.say_need(marek, kind="bsl", reuse=True, by=BY)
    gatherings.say_need(marek, kind="food", reuse=False, by=BY)
    gatherings.share_needs(registration, all_kept=True, by=BY)
    assert kinds(registration) == ["bsl"], "only what may be used again"


@pytest.mark.parametrize(
    ("kind", "days"),
    [("bsl", 28), ("interpreter", 28), ("lipspeaker", 28), ("captions", 14), ("large_print", 10),
     ("easy_read", 10), ("travel", 5), ("food", 7), ("step_free", 7)],
)  # fmt: skip
def test_each_kind_has_its_book_by_date(registration: Registration, kind: str, days: int) -> None:
    (made,) = gatherings.share_needs(registration, new_needs=[gatherings.NewNeed(kind)], by=BY)
    assert made.book_by == registration.session.day - timedelta(days=days)
    own = registration.session.day - timedelta(days=3)
    gatherings.set_book_by(made, day=own, by=BY)
    assert made.book_by == own
    gatherings.set_book_by(made, day=None, by=BY)
    assert made.book_by == registration.session.day - timedelta(days=days)


def test_the_book_by_date_moves_with_the_session(registration: Registration) -> None:
    (made,) = gatherings.share_needs(registration, new_needs=[gatherings.NewNeed("bsl")], by=BY)
    session = registration.session
    later = {
        "starts_at": session.starts_at + timedelta(days=7),
        "ends_at": session.ends_at + timedelta(days=7),
    }
    gatherings.change_session(session, by=BY, **later)
    found = Adjustment.objects.get(pk=made.pk)
    assert found.book_by == found.session.day - timedelta(days=28)


def test_a_need_that_comes_after_its_date_is_late_at_once(plan: Plan, marek: Member) -> None:
    starts = clock.now() + timedelta(days=10)
    soon = gatherings.announce(plan(starts_at=starts), by=BY)
    (made,) = gatherings.share_needs(registered(soon, marek), new_needs=[gatherings.NewNeed("bsl")], by=BY)
    assert made.is_late
    assert made.came_late
    with clock.at(soon.ends_at + timedelta(days=1)):
        assert not made.is_late, "nobody can book for a session that is over"


def test_a_session_that_was_ready_is_not_ready_when_a_need_comes(registration: Registration) -> None:
    Session.objects.filter(pk=registration.session_id).update(ready_at=clock.now())
    gatherings.share_needs(registration, new_needs=[gatherings.NewNeed("bsl")], by=BY)
    registration.session.refresh_from_db()
    assert registration.session.ready_at is None
    assert Event.objects.filter(verb="gatherings.session_no_longer_ready").count() == 1


def test_a_need_told_by_phone_has_the_same_standing(marek: Member) -> None:
    told = people.Told(mode=Mode.PHONE, on=clock.today(), read_back_and_agreed=True)
    need = gatherings.say_need(marek, kind="captions", reuse=True, told=told, by=BY)
    assert need.how == Mode.PHONE
    assert Recording.objects.get(member=marek).confidential


def test_a_need_is_put_right_confirmed_and_forgotten(marek: Member) -> None:
    need = gatherings.say_need(marek, kind="large_print", detail="16 point", by=BY)
    AccessNeed.objects.update(review_on=clock.today(), review_asked_at=clock.now())
    gatherings.change_need(need, detail="20 point", reuse=True, by=doing(marek))
    assert (need.detail, need.review_on) == ("20 point", clock.today() + timedelta(days=365))
    gatherings.forget_need(need, by=doing(marek))
    assert AccessNeed.objects.count() == 0


def test_a_need_due_for_review_is_not_ticked(marek: Member) -> None:
    need = gatherings.say_need(marek, kind="bsl", reuse=True, by=BY)
    need.review_on = clock.today()
    assert not need.starts_ticked


def test_a_need_that_is_taken_back_ends(registration: Registration) -> None:
    (made,) = gatherings.share_needs(registration, new_needs=[gatherings.NewNeed("bsl")], by=BY)
    gatherings.withdraw_need(made, by=BY)
    gatherings.withdraw_need(made, by=BY)
    assert list(Adjustment.objects.standing()) == []
    assert Event.objects.filter(verb="gatherings.need_withdrawn").count() == 1


@pytest.mark.parametrize("new", [{"kind": "nonsense"}, {"kind": "other"}])
def test_a_need_without_sense_is_refused_with_a_sentence(
    registration: Registration, new: dict[str, Any]
) -> None:
    with pytest.raises(gatherings.NotNow):
        gatherings.share_needs(registration, new_needs=[gatherings.NewNeed(**new)], by=BY)
    assert AccessNeed.objects.count() == 0


def test_nothing_is_shared_for_a_cancelled_place_or_a_past_session(registration: Registration) -> None:
    new = [gatherings.NewNeed("bsl")]
    with clock.at(registration.session.ends_at), pytest.raises(gatherings.NotNow):
        gatherings.share_needs(registration, new_needs=new, by=BY)
    registration.cancelled_at = clock.now()
    registration.save()
    with pytest.raises(gatherings.NotNow):
        gatherings.share_needs(registration, new_needs=new, by=BY)


def test_every_kind_stands_in_one_group() -> None:
    from alongside.gatherings.models import GROUPS

    listed = [kind for _group, kinds in GROUPS for kind in kinds]
    assert sorted(listed) == sorted(NeedKind)


def test_needs_are_shared_with_the_registration(session: Session, marek: Member) -> None:
    need = gatherings.say_need(marek, kind="bsl", reuse=True, by=BY)
    asked = {"needs": [need.pk], "new_needs": [gatherings.NewNeed("food")]}
    place = gatherings.register(session, marek, coming="in_person", needs=asked, by=doing(marek))
    assert sorted(kinds(place)) == ["bsl", "food"]


def test_somebody_promoted_with_a_need_makes_the_session_unready(plan: Plan, make: Make) -> None:
    small = gatherings.announce(plan(places_in_person=1, meeting="in_person"), by=BY)
    first = gatherings.register(small, make("Lin"), coming="in_person", by=BY)
    waits = gatherings.register(small, make("Marek"), coming="in_person", by=BY)
    gatherings.share_needs(waits, new_needs=[gatherings.NewNeed("bsl")], by=BY)
    Session.objects.filter(pk=small.pk).update(ready_at=clock.now())
    gatherings.cancel_registration(first, by=BY)
    small.refresh_from_db()
    assert small.ready_at is None


def test_my_registration_asks_what_to_prepare_for(
    session: Session, marek: Member, browser_of: Browser
) -> None:
    gatherings.say_need(marek, kind="bsl", reuse=True, by=BY)
    place = gatherings.register(session, marek, coming="in_person", by=doing(marek))
    browser = browser_of(marek)
    page = reverse("gatherings:my_session", args=[place.pk])
    shown = browser.get(page).content.decode()
    assert "Which of your needs shall we prepare for?" in shown
    share = reverse("gatherings:share_my_needs", args=[place.pk])
    answered = browser.post(share, {"needs": [marek.access_needs.get().pk]})
    assert answered.headers["Location"] == page
    assert "Nobody has it yet" in browser.get(page).content.decode()


def test_staff_write_down_needs_with_a_registration_and_see_none(
    session: Session, marek: Member, coordinator: Member, browser_of: Browser
) -> None:
    gatherings.say_need(marek, kind="bsl", detail="a zebra crossing", reuse=True, by=BY)
    page = reverse("gatherings:register_for", args=[session.pk, marek.reference])
    browser, today = browser_of(coordinator), clock.today()
    assert "zebra" not in browser.get(page).content.decode()
    typed = {"coming": "in_person", "all_kept": "on", "new_kinds": ["food"], "new_detail": "no nuts",
             "keep": "once", "mode": "phone", "on_day": today.day, "on_month": today.month,
             "on_year": today.year, "read_back_and_agreed": "on"}  # fmt: skip
    shown = browser.post(page, typed, follow=True).content.decode()
    assert sorted(kinds(Registration.objects.get())) == ["bsl", "food"]
    assert not any(word in shown for word in ("zebra", "no nuts", "Sign Language"))
