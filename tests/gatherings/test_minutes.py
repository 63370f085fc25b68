"""Minutes are open for correction to those who were there, by web, phone and post; each suggestion gets an answer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from alongside.foundation import clock, differing
from alongside.foundation.doors import Role
from alongside.foundation.models import Channel, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    Coming,
    Correction,
    Helper,
    HelperRole,
    Item,
    Minutes,
    MinutesVersion,
    Registration,
    Session,
)
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from tests.gatherings.helpers import Browser, Make, doing, queries_of, text_of
from tests.gatherings.minutes import BY, WORDS, Came, came, held, opened

__all__ = ["came", "held"]


def told(mode: str = "phone", on: date | None = None) -> people.Told:
    return people.Told(mode=mode, on=on or clock.today(), read_back_and_agreed=True)


def after_the_window() -> Any:
    return clock.at(clock.now() + timedelta(days=16))


def test_every_version_is_kept_and_the_same_words_make_none(held: Session) -> None:
    for words in ("One.", "One.\r\n", "One, two."):
        minutes = gatherings.write_minutes(held, text=words, by=BY)
    assert [(one.number, one.text) for one in minutes.versions.all()] == [(1, "One."), (2, "One, two.")]


def test_there_are_no_minutes_before_the_session_has_begun(session: Session) -> None:
    with pytest.raises(gatherings.NotNow, match="once the session has begun"):
        gatherings.write_minutes(session, text=WORDS, by=BY)


def test_everybody_who_was_there_is_told_by_their_own_channel(held: Session, came: Came, make: Make) -> None:
    came("Ada")
    came("Phil", reach_by="phone", phone="020 7946 0123")
    came("Lena", reach_by="post", address="2 Low Road")
    absent = Registration.objects.create(
        session=held, member=make("Abe"), coming=Coming.ONLINE, placed_at=clock.now()
    )
    Message.objects.all().delete()
    opened(held)
    told_by = {message.channel: message.text for message in Message.objects.all()}
    assert set(told_by) == {Channel.EMAIL, Channel.CALL, Channel.LETTER}
    assert f"/sessions/{held.pk}/minutes/check/" in told_by[Channel.EMAIL]
    for channel in (Channel.CALL, Channel.LETTER):
        assert WORDS in told_by[channel], "they hear or read the minutes themselves"
        assert "by phone or by post" in told_by[channel]
    assert not Message.objects.filter(to=absent.member.email).exists()


def test_a_correction_is_suggested_accepted_and_answered(
    held: Session, came: Came, coordinator: Member, browser_of: Browser
) -> None:
    ada = came("Ada")
    opened(held)
    page, run = f"/sessions/{held.pk}/minutes/check/", f"/sessions/{held.pk}/minutes/run/"
    assert "shorter visits" in text_of(browser_of(ada), page)
    browser_of(ada).post(f"{page}suggest/", {"words": "It was longer visits."})
    correction = Correction.objects.get()
    assert "We are reading it" in text_of(browser_of(ada), page)
    asked = text_of(browser_of(coordinator), f"{run}corrections/{correction.pk}/")
    assert "al-optional" not in asked, "a no needs a reason, and a yes the minutes"
    answer = {"accepted": "yes", "reason": "", "text": WORDS.replace("shorter", "longer")}
    browser_of(coordinator).post(f"{run}corrections/{correction.pk}/", answer)
    seen = text_of(browser_of(ada), page)
    assert "Taken out:" in seen
    assert "<ins>" in seen
    letter = Message.objects.get(about=f"gatherings.correction:{correction.pk}")
    assert "We changed the minutes as you suggested." in letter.text
    correction.refresh_from_db()
    assert correction.version == MinutesVersion.objects.get(number=2)
    assert "Version 2" in text_of(browser_of(ada), f"{page}versions/")


def test_no_needs_a_reason_and_yes_needs_a_change_or_a_reason(held: Session, came: Came) -> None:
    minutes = opened(held)
    correction = gatherings.suggest_correction(minutes, came("Ada"), words="No.", by=BY)
    with pytest.raises(gatherings.NotNow, match="Write why not"):
        gatherings.answer_correction(correction, accepted=False, text="Other", by=BY)
    with pytest.raises(gatherings.NotNow, match="Change the minutes below"):
        gatherings.answer_correction(correction, accepted=True, text=WORDS, by=BY)
    gatherings.answer_correction(correction, accepted=False, reason="The tape says so.", by=BY)
    assert (
        "Why: The tape says so." in Message.objects.get(about=f"gatherings.correction:{correction.pk}").text
    )
    with pytest.raises(gatherings.NotNow, match="has its answer already"):
        gatherings.answer_correction(correction, accepted=True, reason="…", by=BY)


def test_staff_write_down_a_correction_told_by_phone(
    held: Session, came: Came, coordinator: Member, browser_of: Browser
) -> None:
    phil = came("Phil", reach_by="phone", phone="020 7946 0123")
    opened(held)
    today = timezone.localdate()
    browser_of(coordinator).post(
        f"/sessions/{held.pk}/minutes/run/corrections/add/",
        {"who": phil.pk, "words": "I said forty, not fourteen.", "mode": "phone", "on_day": today.day,
         "on_month": today.month, "on_year": today.year, "read_back_and_agreed": "on"},
    )  # fmt: skip
    correction = Correction.objects.get()
    assert (correction.member, correction.how) == (phil, "phone")
    assert Recording.objects.get(what="minutes_correction").written_by == doing(coordinator).key
    gatherings.answer_correction(correction, accepted=False, reason="Sorry.", by=BY)
    assert Message.objects.get(about=f"gatherings.correction:{correction.pk}").channel == Channel.CALL


def test_a_letter_that_was_written_in_time_counts_when_it_arrives_late(held: Session, came: Came) -> None:
    lena = came("Lena", reach_by="post", address="2 Low Road")
    minutes, in_time = opened(held), clock.today() + timedelta(days=14)
    with after_the_window():
        with pytest.raises(gatherings.NotNow, match="not open"):
            gatherings.suggest_correction(minutes, lena, words="…", by=BY)
        with pytest.raises(gatherings.NotNow, match="not open"):
            gatherings.suggest_correction(
                minutes, lena, words="…", told=told("post", in_time + timedelta(days=1)), by=BY
            )
        gatherings.suggest_correction(minutes, lena, words="…", told=told("post", in_time), by=BY)


@pytest.mark.parametrize("days", ["2", "61"])
def test_opening_with_too_few_or_too_many_days_says_so_and_keeps_what_was_typed(
    held: Session, coordinator: Member, browser_of: Browser, days: str
) -> None:
    gatherings.write_minutes(held, text=WORDS, by=BY)
    page = browser_of(coordinator).post(f"/sessions/{held.pk}/minutes/run/open/", {"days": days})
    shown = page.content.decode()
    assert '<a href="#id_days">Leave people 3 days at least, and 60 at most.</a>' in shown
    assert f'value="{days}"' in shown
    assert "Open the minutes</button>" in shown
    assert Minutes.objects.get().opened_at is None


def test_the_way_back_from_writing_is_not_called_as_the_button(
    held: Session, coordinator: Member, browser_of: Browser
) -> None:
    page = text_of(browser_of(coordinator), f"/sessions/{held.pk}/minutes/run/write/")
    assert page.count("Keep the minutes") == 1


def test_nobody_told_a_correction_before_the_minutes_were_opened(
    held: Session, came: Came, coordinator: Member, browser_of: Browser
) -> None:
    phil, before = came("Phil"), clock.today() - timedelta(days=1)
    minutes = opened(held)
    with pytest.raises(people.CannotRecord, match="The minutes were opened on"):
        gatherings.suggest_correction(minutes, phil, words="…", told=told(on=before), by=BY)
    page = browser_of(coordinator).post(
        f"/sessions/{held.pk}/minutes/run/corrections/add/",
        {"who": phil.pk, "words": "Forty.", "mode": "phone", "on_day": before.day, "on_month": before.month,
         "on_year": before.year, "read_back_and_agreed": "on"},
    ).content.decode()  # fmt: skip
    assert f"The minutes were opened on {date_format(clock.today())}. Write that day or a later one." in page
    assert 'href="#id_on_day"' in page
    assert not Correction.objects.exists()
    assert not Recording.objects.exists()


def test_minutes_are_agreed_after_the_window_and_once_everybody_has_an_answer(
    held: Session, came: Came
) -> None:
    ada = came("Ada")
    minutes = gatherings.write_minutes(held, text=WORDS, by=BY)
    with pytest.raises(gatherings.NotNow, match="Open the minutes first"):
        gatherings.agree_minutes(minutes, by=BY)
    gatherings.open_minutes(minutes, by=BY)
    correction = gatherings.suggest_correction(minutes, ada, words="…", by=BY)
    with pytest.raises(gatherings.NotNow, match="can still suggest"):
        gatherings.agree_minutes(minutes, by=BY)
    with after_the_window():
        with pytest.raises(gatherings.NotNow, match="no answer yet"):
            gatherings.agree_minutes(minutes, by=BY)
        gatherings.answer_correction(correction, accepted=False, reason="…", by=BY)
        gatherings.agree_minutes(minutes, by=BY)
        with pytest.raises(gatherings.NotNow, match="agreed"):
            gatherings.write_minutes(held, text="Other words.", by=BY)


def test_only_those_who_were_there_or_run_it_see_the_draft(
    held: Session, came: Came, make: Make, coordinator: Member, browser_of: Browser, client: Client
) -> None:
    ada, other, scribe = came("Ada"), make("Other"), make("Sue")
    gatherings.add_helper(held, member=scribe, role=HelperRole.SCRIBE, by=BY)
    finance = make("Finn")
    people.appoint(finance, role=Role.FINANCE, by=BY)
    gatherings.write_minutes(held, text=WORDS, by=BY)
    start = f"/sessions/{held.pk}/minutes/"
    inside = [f"{start}check/", f"{start}check/versions/"]

    def seen(member: Member) -> list[int]:
        return [browser_of(member).get(path).status_code for path in inside]

    assert (seen(scribe), seen(coordinator)) == ([200, 200], [200, 200])
    assert seen(ada) == [404, 404], "not before the minutes are open"
    gatherings.open_minutes(Minutes.objects.get(), by=BY)
    assert seen(ada) == [200, 200]
    for member in (other, finance):
        assert seen(member) == [404, 404]
        assert browser_of(member).post(f"{start}check/suggest/", {"words": "…"}).status_code == 404
        assert browser_of(member).get(start).status_code == 404
        assert "shorter visits" not in text_of(browser_of(member), f"/sessions/{held.pk}/")
    assert client.get(start).status_code == 404
    assert client.get(inside[0]).status_code == 302
    assert browser_of(ada).get(f"{start}run/").status_code == 404


def test_everybody_reads_the_agreed_minutes_without_names_unless_their_owner_consents(
    held: Session, came: Came, make: Make, client: Client
) -> None:
    ada, _will, yan = came("Ada", full_name="Ada Byron"), came("Will"), came("Yan", age_guard="16-17")
    words = "Ada Byron spoke. Ada said yes. We will ask Will’s team; William too. Yan agreed."
    minutes = opened(held, words)
    gatherings.add_item(held, kind="action", words="Will writes a letter.", owner=_will, by=BY)
    page = f"/sessions/{held.pk}/minutes/"
    consent: dict[str, Any] = {
        "purpose": "credit",
        "channels": ["web"],
        "wording": "…",
        "how": "web",
        "by": BY,
    }
    with after_the_window():
        gatherings.agree_minutes(minutes, by=BY)
        text = text_of(client, page)
        assert (
            "A member spoke. A member said yes. We will ask a member’s team; William too. A member agreed."
            in text
        )
        assert "A member writes a letter." in text
        given = people.give_consent(ada, attribution="full_name", **consent)
        people.give_consent(yan, attribution="role", **consent)
        assert "Ada Byron spoke. Ada said yes." in text_of(client, page)
        assert "Yan" not in text_of(client, page)
        people.withdraw_consent(given, by=BY)
        assert "Ada" not in text_of(client, page)


def test_whoever_leaves_takes_their_names_and_words_along(held: Session, came: Came) -> None:
    ada, bo = came("Ada", full_name="Ada Byron"), came("Bo")
    minutes = opened(held, "Ada Byron asked. Bo answered.")
    gatherings.suggest_correction(minutes, ada, words="My own words.", by=BY)
    gatherings.suggest_correction(minutes, bo, words="Ada said it twice.", by=BY)
    gatherings.add_item(held, kind="action", words="Ada calls the council.", owner=ada, by=BY)
    people.leave(ada, by=BY)
    left = [*MinutesVersion.objects.values_list("text", flat=True), *Item.objects.values_list("words", flat=True),
            *Correction.objects.values_list("words", flat=True)]  # fmt: skip
    assert "Ada" not in " ".join(left)
    assert "My own words" not in " ".join(left)
    assert "Bo answered." in left[0]
    assert Item.objects.get().owner is None


def test_what_we_hold_about_minutes_is_in_my_data(held: Session, came: Came) -> None:
    from alongside.foundation import rights

    ada = came("Ada")
    gatherings.suggest_correction(opened(held), ada, words="My own words.", by=BY)
    gatherings.add_item(held, kind="action", words="Call.", owner=ada, by=BY)
    assert ada.account is not None
    held_about = rights.export(ada.account)["gatherings"]["minutes"]
    assert [one["suggested"] for one in held_about["corrections"]] == ["My own words."]
    assert [one["words"] for one in held_about["items"]] == ["Call."]


def test_the_pages_of_minutes_take_as_many_queries_for_thirty(
    held: Session, came: Came, coordinator: Member, browser_of: Browser
) -> None:
    minutes, counts = opened(held), []
    for many in (1, 29):
        for number in range(many):
            member = came(f"Member{many}{number}")
            gatherings.suggest_correction(minutes, member, words="…", by=BY)
            gatherings.add_item(held, kind="action", words="Call.", owner=member, by=BY)
        browser = browser_of(coordinator)
        run = f"/sessions/{held.pk}/minutes/run/"
        counts.append(
            [queries_of(browser, run), queries_of(browser, f"{run}items/"), queries_of(browser, "/desk/")]
        )
    assert counts[0] == counts[1]


def test_a_difference_is_told_word_by_word() -> None:
    before, after = "We met on Monday.\n\nAda spoke.", "We met on Tuesday.\n\nAda spoke twice."
    found = differing.pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "removed") == after
    assert "".join(piece.text for piece in found if piece.kind != "added") == before
    assert [piece for piece in found if piece.kind != "same"] == [
        ("removed", "Monday."), ("added", "Tuesday."), ("removed", "spoke."), ("added", "spoke twice."),
    ]  # fmt: skip


def test_helpers_may_correct_too_and_are_counted_before_they_are_told(
    held: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    sue = make("Sue")
    gatherings.add_helper(held, member=sue, role=HelperRole.SCRIBE, by=BY)
    assert Helper.objects.count() == 1
    gatherings.write_minutes(held, text=WORDS, by=BY)
    page = text_of(browser_of(coordinator), f"/sessions/{held.pk}/minutes/run/")
    assert "One person was there or helped." in page
    gatherings.suggest_correction(opened(held), sue, words="…", by=BY)
