"""Asking on the web counts once the owner of the address said so; nobody learns who is on the list."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from alongside.foundation import actors, clock
from alongside.foundation.models import Centre, Message
from alongside.outreach import actions as outreach
from alongside.outreach.models import (
    Basis,
    ConsentEvent,
    Purpose,
    SignUp,
    Subscriber,
    Suppression,
    SuppressionReason,
    Topic,
)
from alongside.outreach.queries import links, reaching
from alongside.outreach.queries.recipients import fingerprint, recipients, sendable
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Consent
from alongside.people.models import Purpose as Agreed
from tests.outreach.conftest import WORDS, Browser, Listed, Make, last_line, told

pytestmark = pytest.mark.django_db
FORM = {"email": "Ann@Example.org", "called": "Ann", "language": "en", "easy_read": "on", "agreed": "on"}


def who_gets_it(basis: str = Basis.CONSENT) -> set[str]:
    return {
        reach.to for one in sendable(recipients(Purpose.NEWSLETTER, basis)) if (reach := reaching.of(one))
    }


def ways() -> list[str]:
    rows: list[Any] = list(recipients(Purpose.NEWSLETTER, Basis.CONSENT).with_reach())
    return [row.reached_by for row in rows]


def link_in(message: Message) -> str:
    found = re.search(r"http\S+(/newsletter/\S+)", message.text)
    assert found, message.text
    return found[1]


def test_asking_confirming_and_getting_it(our_centre: Centre, topic: Topic) -> None:
    visitor = Client()
    answer = visitor.post("/newsletter/subscribe/", FORM | {"topics": ["sessions"]})
    assert answer.status_code == 302
    assert who_gets_it() == set()
    assert Subscriber.objects.count() == 0, "an address that nobody confirmed is on no list"
    asked = Message.objects.get()
    assert (asked.to, asked.forget, asked.headers["Auto-Submitted"]) == (
        "ann@example.org",
        True,
        "auto-generated",
    )
    assert "Ann" not in asked.text + asked.to_name, "what somebody typed does not reach a stranger's address"
    path = link_in(asked)
    page = visitor.get(path)
    assert WORDS in page.content.decode()
    assert who_gets_it() == set(), "looking changes nothing"
    assert visitor.post(path).status_code == 302
    assert who_gets_it() == {"ann@example.org"}
    ann = Subscriber.objects.get()
    assert (ann.called, ann.easy_read, [one.slug for one in ann.topics.all()]) == ("Ann", True, ["sessions"])
    line = ConsentEvent.objects.get()
    assert (line.wording, line.how, line.basis, line.granted) == (WORDS, "web", Basis.CONSENT, True)
    when = date_format(timezone.localtime(SignUp.objects.get().asked_at), "DATETIME_FORMAT")
    assert line.note == f"Asked on {when}, confirmed by the link sent to the address."
    visitor.post(path)
    assert ConsentEvent.objects.count() == 1, "confirming twice changes nothing"


def test_words_not_agreed_to_leave_what_was_typed(our_centre: Centre) -> None:
    page = Client().post(
        "/newsletter/subscribe/", {"email": "ann@example", "called": "Ann", "language": "en"}
    )
    said = page.content.decode()
    assert "Write an email address like name@example.org." in said
    assert "Tick the box if you would like the newsletter." in said
    assert 'value="Ann"' in said
    assert SignUp.objects.count() == 0


def test_the_answer_is_the_same_for_every_address(listed: Listed) -> None:
    listed("known@example.org")
    outreach.suppress("never@example.org", reason=SuppressionReason.ASKED, by=actors.SYSTEM)
    Message.objects.all().delete()
    answers = set()
    for address in ("known@example.org", "new@example.org", "never@example.org"):
        visitor = Client()
        response = visitor.post("/newsletter/subscribe/", FORM | {"email": address})
        answers.add(
            (
                response.status_code,
                response.headers["Location"],
                visitor.get(response.headers["Location"]).content,
            )
        )
    assert len(answers) == 1
    assert {message.to: "already" in message.subject for message in Message.objects.all()} == {
        "known@example.org": True, "new@example.org": False,
    }  # fmt: skip


def test_asking_again_does_not_flood(our_centre: Centre) -> None:
    def ask() -> None:
        outreach.subscribe(email="ann@example.org", wording=WORDS, by=actors.VISITOR)

    for _again in range(5):
        ask()
    assert Message.objects.count() == 1
    assert SignUp.objects.count() == 1
    for hours in (2, 4, 6, 8):
        with clock.at(clock.now() + timedelta(hours=hours)):
            ask()
    assert Message.objects.count() == 3, "not more than three a day"


def test_a_link_is_over_after_two_weeks_and_what_was_typed_is_forgotten(our_centre: Centre) -> None:
    outreach.subscribe(email="ann@example.org", wording=WORDS, by=actors.VISITOR)
    path = link_in(Message.objects.get())
    sign_up = SignUp.objects.get()
    with clock.at(clock.now() + timedelta(days=15)):
        with pytest.raises(outreach.CannotSubscribe, match="too old"):
            outreach.confirm(sign_up, by=actors.VISITOR)
        assert outreach.forget_sign_ups(by=actors.SYSTEM) == 1
    page = Client().post(path)
    assert page.status_code == 404
    assert "Ask for the newsletter again." in page.content.decode()
    assert who_gets_it() == set()


def test_an_address_of_a_member_becomes_the_member_on_the_list(make: Make) -> None:
    ada = make("Ada")
    outreach.confirm(
        outreach.subscribe(email="ada@example.org", wording=WORDS, by=actors.VISITOR), by=actors.VISITOR
    )
    subscriber = Subscriber.objects.get()
    assert (subscriber.member, subscriber.email) == (ada, "")
    assert who_gets_it() == {"ada@example.org"}
    assert Consent.objects.in_force(clock.today()).filter(member=ada, purpose=Agreed.NEWSLETTER).count() == 1


def test_a_members_way_and_address_follow_the_member(make: Make) -> None:
    ada = make("Ada", phone="020 7946 0999")
    outreach.subscribe_member(ada, wording=WORDS, how="web", by=actors.SYSTEM)
    assert who_gets_it() == {"ada@example.org"}
    people.change_reach(ada, reach_by="phone", phone="020 7946 0111", by=actors.SYSTEM)
    (found,) = recipients(Purpose.NEWSLETTER, Basis.CONSENT)
    assert reaching.of(found) == reaching.Reach("phone", "020 7946 0111", "Ada")
    assert ways() == ["phone"]
    people.change_reach(
        ada, reach_by="supporter", supporter={"name": "Bo", "email": "bo@example.org"}, by=actors.SYSTEM
    )
    assert who_gets_it() == {"bo@example.org"}
    assert ways() == ["email"]
    (found,) = recipients(Purpose.NEWSLETTER, Basis.CONSENT)
    assert reaching.of(found) == reaching.Reach("email", "bo@example.org", "Bo", "Ada")


def test_saving_a_profile_fifty_ways_leaves_consent_as_it_was(make: Make) -> None:
    ada, eve = make("Ada"), make("Eve")
    outreach.subscribe_member(ada, wording=WORDS, how="web", by=actors.SYSTEM)
    before = list(ConsentEvent.objects.values())
    for number in range(25):
        for member in (ada, eve):
            people.correct(
                member, called=f"Name {number}", language=("en", "ar")[number % 2], languages=["English"],
                interests=str(number), by=actors.SYSTEM,
            )  # fmt: skip
            people.change_reach(
                member, reach_by=("email", "phone")[number % 2], phone="020 7946 0111", by=actors.SYSTEM
            )
            people.change_brings(member, kinds=["carer"][: number % 2], own_words="", by=actors.SYSTEM)
    assert list(ConsentEvent.objects.values()) == before
    assert {one.member_id for one in recipients(Purpose.NEWSLETTER, Basis.CONSENT)} == {ada.pk}
    assert Subscriber.objects.get(member=ada).language == "en", "nor does it change what they chose"


def test_told_by_phone_counts_at_once_and_says_where_to_stop_it(listed: Listed) -> None:
    listed("ann@example.org", called="Ann")
    assert who_gets_it() == {"ann@example.org"}
    line = ConsentEvent.objects.get()
    assert (line.how, line.wording, line.note) == ("phone", WORDS, "Read back and agreed.")
    assert "/newsletter/stop/" in Message.objects.get().text


def test_by_post_and_by_phone_have_the_same_standing(listed: Listed) -> None:
    listed(way="post", address="1 High Street", called="Po")
    listed(way="phone", phone="020 7946 0001", called="Pam")
    assert who_gets_it() == {"1 High Street", "020 7946 0001"}


def test_what_was_said_before_a_stop_does_not_count(listed: Listed) -> None:
    ann = listed("ann@example.org")
    outreach.take_back(ann, purpose=Purpose.NEWSLETTER, how="web", by=actors.VISITOR)
    said = f"They said on {date_format(clock.today())} that they do not want it"
    with pytest.raises(outreach.CannotSubscribe, match=said):
        listed("ann@example.org", told=told(on=clock.today() - timedelta(days=1)))
    assert who_gets_it() == set()
    listed("ann@example.org")
    assert who_gets_it() == {"ann@example.org"}


class TestTheTwoTruths:
    """A member's consents and the ledger never say different things."""

    def test_a_consent_among_consents_is_in_the_ledger(self, make: Make) -> None:
        ada = make("Ada")
        consent = people.give_consent(ada, purpose=Agreed.NEWSLETTER, wording=WORDS, by=actors.SYSTEM)
        assert who_gets_it() == {"ada@example.org"}
        assert ConsentEvent.objects.get().wording == WORDS
        people.withdraw_consent(consent, by=actors.SYSTEM)
        assert who_gets_it() == set()
        assert [line.granted for line in ConsentEvent.objects.all()] == [True, False]

    def test_stopping_takes_every_consent_back(self, make: Make) -> None:
        ada = make("Ada")
        for _twice in range(2):
            people.give_consent(ada, purpose=Agreed.NEWSLETTER, wording=WORDS, by=actors.SYSTEM)
        outreach.unsubscribe(Subscriber.objects.get(), by=actors.VISITOR)
        assert not Consent.objects.filter(withdrawn_at=None, purpose=Agreed.NEWSLETTER).exists()
        assert [line.granted for line in ConsentEvent.objects.all()] == [True, True, False]

    def test_other_consents_are_left_alone(self, make: Make) -> None:
        ada = make("Ada", contact_wording="You may contact me.")
        assert Subscriber.objects.count() == 0
        outreach.subscribe_member(ada, wording=WORDS, how="web", by=actors.SYSTEM)
        outreach.unsubscribe(Subscriber.objects.get(), by=actors.VISITOR)
        assert Consent.objects.get(purpose=Agreed.CONTACT).withdrawn_at is None

    def test_a_consent_for_a_time_ends_in_the_ledger_too(self, make: Make) -> None:
        people.give_consent(make("Ada"), purpose=Agreed.NEWSLETTER, wording=WORDS, by=actors.SYSTEM,
                            expires_on=clock.today() + timedelta(days=1))  # fmt: skip
        assert outreach.end_consents(by=actors.SYSTEM) == 0
        with clock.at(clock.now() + timedelta(days=2)):
            assert outreach.end_consents(by=actors.SYSTEM) == 1
        assert who_gets_it() == set()

    def test_under_16_nothing_comes_before_a_guardian_agreed(self, make: Make) -> None:
        guardian = {"name": "Pat", "email": "pat@example.org"}
        kit = make("Kit", age_guard=AgeGuard.UNDER_16, guardian=guardian, reach_by="supporter")
        with pytest.raises(people.CannotConsent):
            outreach.subscribe_member(kit, wording=WORDS, how="web", by=actors.SYSTEM)
        assert Subscriber.objects.count() == 0
        people.record_guardian_agreement(kit.guardian, how="phone", wording="Yes.", by=actors.SYSTEM)
        outreach.subscribe_member(kit, wording=WORDS, how="web", by=actors.SYSTEM)
        assert who_gets_it() == {"pat@example.org"}


def test_a_member_who_leaves_is_off_the_list_and_kept_out(make: Make) -> None:
    ada = make("Ada")
    make("Cora", role="coordinator")
    outreach.subscribe_member(ada, wording=WORDS, how="web", by=actors.SYSTEM)
    people.leave(ada, by=actors.SYSTEM)
    subscriber = Subscriber.objects.get()
    assert who_gets_it() == set()
    assert subscriber.erased_at is not None
    assert (
        Suppression.objects.get(fingerprint=fingerprint("ada@example.org")).reason == SuppressionReason.ERASED
    )
    assert ConsentEvent.objects.count() == 1, "that we were allowed to write stays on record"


def test_somebody_who_was_forgotten_comes_back_as_a_member(listed: Listed, make: Make) -> None:
    outreach.forget(listed("ada@example.org"), by=actors.SYSTEM)
    outreach.subscribe_member(make("Ada"), wording=WORDS, how="web", by=actors.SYSTEM)
    assert who_gets_it() == {"ada@example.org"}


def test_a_place_under_the_address_of_a_member_becomes_the_members(listed: Listed, make: Make) -> None:
    listed("ada@example.org")
    ada = make("Ada")
    people.give_consent(ada, purpose=Agreed.NEWSLETTER, wording=WORDS, by=actors.SYSTEM)
    assert [one.member for one in recipients(Purpose.NEWSLETTER, Basis.CONSENT)] == [ada]


def test_my_data_has_the_subscription_and_the_ledger(make: Make, browser_of: Browser) -> None:
    ada = make("Ada")
    assert ada.account is not None
    assert outreach.OutreachRights().export(ada.account) == {}
    outreach.subscribe_member(ada, wording=WORDS, how="web", by=actors.SYSTEM)
    held = outreach.OutreachRights().export(ada.account)
    assert held["ledger"][0]["wording"] == WORDS
    page = browser_of(ada).get("/me/data/").content.decode()
    assert "On which basis" in page
    assert "They agreed" in page


def test_a_member_starts_and_stops_it_among_their_details(make: Make, browser_of: Browser) -> None:
    ada = make("Ada")
    browser = browser_of(ada)
    assert "What was agreed" in browser.get("/me/newsletter/").content.decode()
    browser.post("/me/newsletter/", {"language": "en", "agreed": "on"})
    assert who_gets_it() == {"ada@example.org"}
    assert last_line().wording == WORDS
    browser.post("/me/newsletter/", {"language": "ar", "easy_read": "on"})
    assert (Subscriber.objects.get().language, Subscriber.objects.get().easy_read) == ("ar", True)
    browser.post("/me/newsletter/stop/")
    assert who_gets_it() == set()


def test_choices_by_link(listed: Listed, topic: Topic) -> None:
    ann = listed("ann@example.org")
    path = links.preferences_url(ann).partition("//")[2].partition("/")[2]
    visitor = Client()
    page = visitor.get(f"/{path}").content.decode()
    assert WORDS in page
    assert "ann@example.org" not in page, "a link that is passed on shows no address"
    visitor.post(f"/{path}", {"language": "ar", "topics": ["sessions"]})
    ann.refresh_from_db()
    assert (ann.language, [one.slug for one in ann.topics.all()]) == ("ar", ["sessions"])
    visitor.post(f"/{path}way/", {"way": "post"})
    assert "ann@example.org" in who_gets_it(), "by post needs an address"
    visitor.post(f"/{path}way/", {"way": "post", "address": "1 High Street"})
    assert who_gets_it() == {"1 High Street"}
    assert ConsentEvent.objects.count() == 1


def test_somebody_has_themselves_forgotten_by_link(listed: Listed) -> None:
    ann = listed("ann@example.org", called="Ann")
    outreach.subscribe(email="ann@example.org", wording=WORDS, by=actors.VISITOR)
    path = f"/newsletter/choices/{links.choose_token(ann)}/"
    visitor = Client()
    assert visitor.get(f"{path}forget/").status_code == 200
    assert who_gets_it() == {"ann@example.org"}, "looking changes nothing"
    assert visitor.post(f"{path}forget/").status_code == 302
    assert who_gets_it() == set()
    assert visitor.get(path).status_code == 404
    stop = visitor.post(f"/newsletter/stop/{links.stop_token(ann, 'x')}/")
    assert "It was stopped before already" in stop.content.decode()
    held = [str(list(rows.values())) for rows in (Subscriber.objects, SignUp.objects, Message.objects)]
    assert not any("ann@example" in words.lower() for words in held), "no row holds the address"
