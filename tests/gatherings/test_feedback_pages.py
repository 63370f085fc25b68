"""Promise: the pages of feedback and of what people said are honest, open to the right people, and forgiving."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.formats import date_format

from alongside.foundation import clock
from alongside.foundation.forms.saying import ONLY_FROM_18
from alongside.foundation.models import Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import Contribution, Feedback, HelperRole, PaperKind, Session
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from tests.gatherings.helpers import Browser, Make, queries_of, text_of
from tests.gatherings.voices import BY, asked, by_phone, link, took_place

TOLD = {"mode": "phone", "read_back_and_agreed": "on", "note": ""}


def today() -> dict[str, str]:
    day = clock.today()
    return {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)} | TOLD


def test_an_expired_link_says_so_and_sends_a_new_one(client: Client, session: Session, make: Make) -> None:
    ada = make("Ada")
    path = link(asked(took_place(session, ada), ada))
    assert client.get(path).status_code == 200
    with clock.at(clock.now() + timedelta(days=61)):
        over = client.get(path)
        assert over.status_code == 410
        assert "This link is over" in over.content.decode()
        before = Message.objects.count()
        assert "A new link is on its way" in client.post(f"{path}new-link/").content.decode()
        assert Message.objects.count() == before + 1
        assert "We sent no new link" in client.post(f"{path}new-link/").content.decode()
    page = client.get("/feedback/nonsense/")
    assert page.status_code == 404
    assert "This link is not complete." in page.content.decode()


def test_a_completed_session_closes_the_link_with_another_way(
    client: Client, session: Session, make: Make
) -> None:
    ada = make("Ada")
    path = link(asked(took_place(session, ada), ada))
    gatherings.complete(session, by=BY)
    page = client.get(path)
    assert page.status_code == 410
    assert "Say something to this session" in page.content.decode()


def test_answers_can_be_changed_by_the_link_and_are_all_optional(
    client: Client, session: Session, make: Make
) -> None:
    ada = make("Ada")
    path = link(asked(took_place(session, ada), ada))
    empty = client.post(path, {"keep_name": "name"}).content.decode()
    assert "Answer at least one question" in empty
    assert client.post(path, {"keep_name": "name", "heard": "yes"}).status_code == 302
    assert "You have answered already" in text_of(client, path)
    client.post(path, {"keep_name": "no_name", "heard": "mostly"})
    row = Feedback.objects.get()
    assert (row.member, row.heard) == (None, "mostly")


def test_a_young_person_is_not_asked_for_a_name_to_print(
    client: Client, session: Session, make: Make
) -> None:
    zara = make("Zara", age_guard="16-17")
    page = text_of(client, link(asked(took_place(session, zara), zara)))
    assert "Until you are 18 we do not print your name" in page
    assert "My full name" not in page


def test_nobody_told_how_it_was_before_the_session(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    grace = make("Grace")
    held, cora = took_place(session, grace), browser_of(coordinator)
    with clock.at(held.starts_at - timedelta(days=1)):
        before = today() | {"who": grace.reference, "good": "Tea."}
        told = by_phone()
    page = cora.post(f"/sessions/{held.pk}/feedback/record/", before).content.decode()
    said = f"The session was on {date_format(held.day)}. Write that day or a later one."
    assert said in page
    paper = gatherings.print_forms(held, kind=PaperKind.FEEDBACK, blank=1, by=BY).forms.get()
    keyed = {name.replace("on_", "came_on_"): value for name, value in before.items()} | {"came_by": "post"}
    assert said in cora.post(f"/paper/{paper.code}/", keyed).content.decode()
    with pytest.raises(people.CannotRecord, match="The session was on"):
        gatherings.record_feedback(held, member=grace, answers={"good": "Tea."}, told=told, by=BY)
    assert not Feedback.objects.exists()


def test_staff_do_not_name_somebody_under_18(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    zara = make("Zara", age_guard="16-17")
    took_place(session, zara)
    cora, home = browser_of(coordinator), f"/sessions/{session.pk}/"
    words = today() | {"who": zara.reference, "kind": "idea", "text": "Ramps.", "named": "first_name"}
    assert str(ONLY_FROM_18) in cora.post(f"{home}said/record/", words).content.decode()
    quote = today() | {"who": zara.reference, "quote": "Ramps.", "quote_attribution": "full_name"}
    assert str(ONLY_FROM_18) in cora.post(f"{home}feedback/record/", quote).content.decode()
    assert cora.post(f"{home}said/record/", words | {"named": "none"}).status_code == 302
    row = Contribution.objects.get()
    rename = f"{home}said/{row.pk}/name/"
    assert "The name I am called by" not in cora.get(rename).content.decode()
    cora.post(rename, today() | {"named": "first_name"})
    row.refresh_from_db()
    assert row.named == "none"


def test_staff_write_down_feedback_and_words_by_phone(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    grace = make("Grace", reach_by="phone", phone="020 7946 0101")
    took_place(session, grace)
    cora, home = browser_of(coordinator), f"/sessions/{session.pk}/"
    given = today() | {"who": grace.reference}
    assert cora.post(f"{home}feedback/record/", given | {"good": "Tea."}).status_code == 302
    words = given | {"kind": "idea", "text": "Ramps.", "named": "first_name"}
    assert cora.post(f"{home}said/record/", words).status_code == 302
    assert Feedback.objects.get().member == grace
    assert Contribution.objects.get().member == grace
    assert Recording.objects.filter(member=grace).count() == 2


def test_a_helper_runs_the_words_of_their_session_and_nobody_else(
    session: Session, make: Make, browser_of: Browser
) -> None:
    scribe, ada = make("Sol"), make("Ada")
    gatherings.add_helper(session, member=scribe, role=HelperRole.SCRIBE, by=BY)
    for page in ("feedback", "said", "said/answer", "paper"):
        assert browser_of(scribe).get(f"/sessions/{session.pk}/{page}/").status_code == 200
        assert browser_of(ada).get(f"/sessions/{session.pk}/{page}/").status_code == 404


def test_words_of_others_are_not_mine(session: Session, make: Make, browser_of: Browser) -> None:
    row = gatherings.say(session, make("Ada"), text="Mine.", kind="idea", by=BY)
    tom = browser_of(make("Tom"))
    assert tom.post(f"/me/said/{row.pk}/take-back/").status_code == 404
    assert "Mine." not in text_of(tom, "/me/said/")


def test_the_desk_lists_what_is_due_in_order_and_says_what_is_overdue(
    session: Session, make: Make, coordinator: Member, browser_of: Browser
) -> None:
    ada = make("Ada")
    row = gatherings.say(session, ada, text="Ramps?", kind="idea", by=BY)
    cora = browser_of(coordinator)
    assert "Look at what people said: Care at home" in text_of(cora, "/desk/")
    gatherings.check([row], by=BY)
    gatherings.print_forms(session, kind="contribution", blank=2, by=BY)
    took_place(session, ada)
    with clock.at(clock.now() + timedelta(days=31)):
        desk = text_of(cora, "/desk/")
    assert all(
        words in desk for words in ("Answer what people said", "Overdue", "still out", "Ask how it was")
    )
    asked(session, ada)
    assert "Tell us how it was: Care at home" in text_of(browser_of(ada), "/desk/")
    gatherings.answer([row], state="did", text="Yes.", by_role="Team", by=BY)
    assert "We answered what you said" in text_of(browser_of(ada), "/desk/")


@pytest.mark.parametrize("page", ["you-said/", "", "said/"])
def test_pages_of_words_take_the_same_queries_however_much_was_said(
    session: Session, make: Make, coordinator: Member, browser_of: Browser, page: str
) -> None:
    cora, ada, counts = browser_of(coordinator), make("Ada"), []
    for more in (1, 9, 40):
        rows = [
            gatherings.say(session, ada, text=f"{n}", kind="idea", named="first_name", by=BY)
            for n in range(more)
        ]
        gatherings.check(rows, by=BY)
        gatherings.answer(rows[:1], state="did", text="Yes.", by_role="Team", by=BY)
        counts.append(queries_of(cora, f"/sessions/{session.pk}/{page}"))
    assert len(set(counts)) == 1, counts
