"""What was agreed to do has an owner who is told and says when it is done; the desk says what comes next."""

from datetime import timedelta

import pytest

from alongside.foundation import clock
from alongside.foundation.models import Channel, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Item, Minutes, Session
from alongside.people.models import Member
from tests.gatherings.helpers import Browser, Make, doing, text_of
from tests.gatherings.minutes import BY, WORDS, Came, came, held, opened

__all__ = ["came", "held"]


def test_the_owner_of_an_action_is_told_and_says_when_it_is_done(
    held: Session, came: Came, make: Make, browser_of: Browser
) -> None:
    ada, other = came("Ada"), make("Other")
    early = gatherings.add_item(held, kind="action", words="Call the council.", owner=ada, by=BY)
    assert not Message.objects.filter(about=f"gatherings.item:{early.pk}").exists()
    opened(held)
    due = clock.today() + timedelta(days=7)
    late = gatherings.add_item(held, kind="action", words="Write it up.", owner=ada, due=due, by=BY)
    for item in (early, late):
        assert "say so here:" in Message.objects.get(about=f"gatherings.item:{item.pk}").text
    desk = text_of(browser_of(ada), "/desk/")
    assert "You said that you would do this: Write it up." in desk
    assert browser_of(other).post(f"/me/items/{late.pk}/done/").status_code == 404
    browser_of(ada).post(f"/me/items/{late.pk}/done/")
    late.refresh_from_db()
    assert late.done_by == doing(ada).key
    assert "Write it up." not in text_of(browser_of(ada), "/desk/")


def test_staff_tick_off_what_somebody_without_the_web_did(
    held: Session, came: Came, coordinator: Member, browser_of: Browser
) -> None:
    phil = came("Phil", reach_by="phone", phone="020 7946 0123")
    opened(held)
    item = gatherings.add_item(held, kind="action", words="Call the council.", owner=phil, by=BY)
    assert Message.objects.get(about=f"gatherings.item:{item.pk}").channel == Channel.CALL
    browser_of(coordinator).post(f"/me/items/{item.pk}/done/")
    assert Item.objects.get().done_at is not None


def test_an_action_has_an_owner_and_a_decision_has_no_day(held: Session, came: Came) -> None:
    with pytest.raises(gatherings.NotNow, match="Name who will do this"):
        gatherings.add_item(held, kind="action", words="Call.", by=BY)
    assert gatherings.add_item(held, kind="decision", words="Yes.", due=clock.today(), by=BY).due is None


def test_the_desk_says_what_comes_next(
    held: Session, came: Came, coordinator: Member, browser_of: Browser
) -> None:
    ada = came("Ada")

    def desk(member: Member) -> str:
        """What waits; what is new stands below it."""
        return text_of(browser_of(member), "/desk/").partition("What is new")[0]

    assert "Write the minutes of session 1" in desk(coordinator)
    minutes = gatherings.write_minutes(held, text=WORDS, by=BY)
    assert "Open the minutes of session 1" in desk(coordinator)
    gatherings.open_minutes(minutes, by=BY)
    assert "Are the minutes right? Session 1" in desk(ada)
    correction = gatherings.suggest_correction(minutes, ada, words="…", by=BY)
    assert "Are the minutes right? Session 1" not in desk(ada)
    assert "Answer a correction of session 1" in desk(coordinator)
    gatherings.answer_correction(correction, accepted=False, reason="…", by=BY)
    Minutes.objects.update(
        opened_at=clock.now() - timedelta(days=20), open_until=clock.now() - timedelta(days=1)
    )
    assert "Agree the minutes of session 1" in desk(coordinator)
    gatherings.agree_minutes(minutes, by=BY)
    assert "minutes" not in desk(coordinator).partition("<main")[2].lower()


def test_minutes_that_were_begun_are_a_loose_end(held: Session) -> None:
    gatherings.write_minutes(held, text=WORDS, by=BY)
    with pytest.raises(gatherings.NotNow, match="The minutes are not agreed yet"):
        gatherings.complete(held, by=BY)
