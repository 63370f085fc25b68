"""Coordinators find everybody on the list, read each ledger, and write down what people tell them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.foundation import actors, clock, kept
from alongside.outreach import actions as outreach
from alongside.outreach.actions import SheetRow
from alongside.outreach.models import Basis, Charity, ConsentEvent, Purpose, Subscriber, Suppression, Topic
from alongside.outreach.queries import counting, finding, links
from alongside.outreach.queries.recipients import is_suppressed, recipients, sendable
from alongside.people import actions as people
from alongside.people.models import Member
from tests.outreach.conftest import WORDS, Browser, Listed, Make, last_line, told

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {"mode": "phone", "read_back_and_agreed": "on"}


def today() -> dict[str, str]:
    day = clock.today()
    return {"on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)}


@pytest.fixture
def cora(coordinator: Member, browser_of: Browser) -> Client:
    """A browser in which a coordinator is signed in."""
    return browser_of(coordinator)


def on_the_list() -> set[str]:
    return {one.called or str(one.email) for one in recipients(Purpose.NEWSLETTER, Basis.CONSENT)}


def test_the_list_asks_no_more_for_many_than_for_one(listed: Listed, make: Make, cora: Client) -> None:
    def asked() -> int:
        kept.forget_parts()
        with CaptureQueriesContext(connection) as queries:
            assert cora.get("/subscribers/").status_code == 200
        return len(queries)

    listed("first@example.org")
    asked()
    for_one = asked()
    for number in range(20):
        listed(f"reader{number}@example.org", called=f"Reader {number}")
        outreach.subscribe_member(make(f"Member{number}"), wording=WORDS, how="web", by=actors.SYSTEM)
    assert asked() == for_one


def test_finding_by_name_address_way_and_state(listed: Listed, make: Make) -> None:
    ann = listed("ann@example.org", called="Ann")
    listed(way="post", address="1 High Street", called="Po", language="ar")
    outreach.subscribe_member(make("Ada"), wording=WORDS, how="web", by=actors.SYSTEM)
    outreach.take_back(ann, purpose=Purpose.NEWSLETTER, how="web", by=actors.SYSTEM)

    def found(**by: str) -> list[str]:
        rows: list[Any] = list(finding.find(**by))
        return [row.name for row in rows]

    assert found() == ["Ada", "Ann", "Po"]
    assert found(words="ada@example") == ["Ada"]
    assert found(words="high street") == ["Po"]
    assert found(words=ann.reference.lower().replace("-", "")) == ["Ann"]
    assert found(way="post") == ["Po"]
    assert found(language="ar") == ["Po"]
    assert (found(state="on"), found(state="off")) == (["Ada", "Po"], ["Ann"])
    assert counting.by_way() == {"email": 1, "post": 1, "phone": 0}


def test_adding_somebody_who_called(cora: Client) -> None:
    given = {"called": "Pam", "way": "phone", "language": "en"} | TOLD | today()
    page = cora.post("/subscribers/add/", given).content.decode()
    assert "Write their phone number, or choose another way." in page
    assert 'value="Pam"' in page, "nothing typed is lost"
    answer = cora.post("/subscribers/add/", given | {"phone": "020 7946 0001"})
    pam = Subscriber.objects.get()
    assert answer.headers["Location"] == f"/subscribers/{pam.reference}/"
    assert WORDS in cora.get(answer.headers["Location"]).content.decode()
    assert last_line().recorded_by.startswith("account:")


def test_adding_somebody_who_called_before_asks_whether_it_is_they(listed: Listed, cora: Client) -> None:
    pam = listed(called="Pam", way="phone", phone="020 7946 0001")
    given = {"called": "Pam", "way": "phone", "phone": "(020) 7946 0001", "language": "en", **TOLD, **today()}
    page = cora.post("/subscribers/add/", given).content.decode()
    assert "Say whether this is the same person." in page
    cora.post("/subscribers/add/", given | {"same": f"s-{pam.reference}"})
    assert list(Subscriber.objects.all()) == [pam]
    cora.post("/subscribers/add/", given | {"same": "another"})
    assert Subscriber.objects.count() == 2


def test_adding_a_member_asks_for_no_address(cora: Client, make: Make) -> None:
    ada = make("Ada")
    cora.post("/subscribers/add/", {"member": ada.reference, "language": "en"} | TOLD | today())
    assert Subscriber.objects.get().member == ada
    page = cora.post("/subscribers/add/", {"member": "nobody", "language": "en"} | TOLD | today())
    assert "We found nobody, or several" in page.content.decode()


def test_a_change_and_a_stop_by_phone(listed: Listed, cora: Client, topic: Topic) -> None:
    ann = listed("ann@example.org", called="Ann")
    given = {
        "way": "post",
        "email": "ann@example.org",
        "address": "1 High Street",
        "language": "ar",
        "topics": ["sessions"],
    }
    cora.post(f"/subscribers/{ann.reference}/change/", given | TOLD | today())
    ann.refresh_from_db()
    assert (ann.way, ann.address, ann.language) == ("post", "1 High Street", "ar")
    assert on_the_list() == {"Ann"}, "what comes is not whether it comes"
    cora.post(f"/subscribers/{ann.reference}/stop/", TOLD | today())
    assert on_the_list() == set()
    assert (last_line().how, last_line().granted) == ("phone", False)


def test_somebody_who_is_forgotten_leaves_no_address(listed: Listed, cora: Client) -> None:
    ann = listed("ann@example.org", called="Ann")
    cora.post(f"/subscribers/{ann.reference}/forget/", TOLD | today())
    ann.refresh_from_db()
    assert (ann.called, ann.email, ann.erased_at is not None) == ("", "", True)
    assert is_suppressed("ANN@example.org")
    assert [line.granted for line in ConsentEvent.objects.all()] == [True, False]
    assert cora.get(f"/subscribers/{ann.reference}/").status_code == 404
    listed("ann@example.org", called="Ann")
    assert on_the_list() == {"Ann"}, "by their own word they may come back"
    assert not is_suppressed("ann@example.org")


class TestPaperSheets:
    """A sheet that people signed is keyed in row by row."""

    def test_rows_of_every_way(self, cora: Client) -> None:
        given = {"language": "en", "signed": "on", **today()}
        rows = {
            "called_1": "Ann", "place_1": "ann@example.org", "called_2": "Pam", "place_2": "020 7946 0001",
            "called_4": "Po", "place_4": "1 High Street, London",
        }  # fmt: skip
        assert cora.post("/subscribers/sheet/key-in/", given | rows).status_code == 302
        ways = dict(Subscriber.objects.values_list("called", "way"))
        assert ways == {"Ann": "email", "Pam": "phone", "Po": "post"}
        assert {(line.how, line.wording, line.note) for line in ConsentEvent.objects.all()} == {
            ("in_person", WORDS, "Signed on a paper sheet."),
        }

    def test_whoever_signs_a_second_sheet_is_recognised_and_stays_one(
        self, listed: Listed, make: Make, cora: Client
    ) -> None:
        pam = listed(called="Pam", way="phone", phone="020 7946 0001", easy_read=True)
        po = make("Po", reach_by="post", address="1 High Street\nLondon")
        given = {"language": "en", "signed": "on", **today()}
        rows = {
            "called_1": "Pamela", "place_1": "+44 20 79460001", "called_2": "Po", "place_2": "1, High Street, London",
            "called_3": "Sam", "place_3": "+44 20 7946 0001",
        }  # fmt: skip
        page = cora.post("/subscribers/sheet/key-in/", given | rows).content.decode()
        assert page.count("Is this somebody who is here already?") >= 3
        assert pam.reference in page
        assert po.reference in page
        for row in (1, 2, 3):
            assert f"Row {row}: say whether this is the same person." in page
        assert Subscriber.objects.count() == 1, "nothing before it is clear"
        same = {"same_1": f"s-{pam.reference}", "same_2": f"m-{po.reference}", "same_3": "another"}
        assert cora.post("/subscribers/sheet/key-in/", given | rows | same).status_code == 302
        assert set(Subscriber.objects.values_list("called", "member__called")) == {
            ("Pamela", None), ("", "Po"), ("Sam", None)
        }  # fmt: skip
        pam.refresh_from_db()
        assert pam.easy_read, "the sheet does not ask about it, so it stays"

    def test_an_address_of_two_lines_is_read_in_one(self, listed: Listed, cora: Client) -> None:
        listed(called="Gwen", way="post", address="1 Sheet Lane\r\nLondon N1 1AA")
        rows = {"called_1": "Gwen", "place_1": "1 Sheet Lane, London N1 1AA"}
        given = {"language": "en", "signed": "on", **today()}
        page = cora.post("/subscribers/sheet/key-in/", given | rows).content.decode()
        assert "Gwen, 1 Sheet Lane, London N1 1AA, " in page

    def test_the_same_person_in_two_rows_is_said_and_not_counted_twice(
        self, listed: Listed, cora: Client
    ) -> None:
        pam = listed(called="Pam", way="phone", phone="020 7946 0001")
        given = {"language": "en", "signed": "on", **today()}
        rows = {
            "called_1": "Ann", "place_1": "ann@example.org", "called_2": "Anne", "place_2": "Ann@example.org",
            "called_3": "Po", "place_3": "1 High Street, London", "called_4": "po ", "place_4": "1, High Street London",
            "called_5": "Sam", "place_5": "1 High Street, London", "called_6": "Pam", "place_6": "020 7946 0001",
            "called_7": "P.", "place_7": "+44 20 7946 0001",
            "same_6": f"s-{pam.reference}", "same_7": f"s-{pam.reference}",
        }  # fmt: skip
        page = cora.post("/subscribers/sheet/key-in/", given | rows).content.decode()
        for earlier, place in ((1, "Ann@example.org"), (3, "1, High Street London"), (6, "+44 20 7946 0001")):
            assert f"This is the person of row {earlier} again. Empty one of the two rows." in page
            assert place in page
        assert Subscriber.objects.count() == 1, "all or nobody"
        for number in (2, 4, 7):
            rows |= {f"called_{number}": "", f"place_{number}": ""}
        assert cora.post("/subscribers/sheet/key-in/", given | rows).status_code == 302
        assert Subscriber.objects.count() == 4, "two of one house are two"

    def test_a_row_that_cannot_be_read_keeps_all_of_them_on_the_page(self, cora: Client) -> None:
        given = {"language": "en", "signed": "on", **today()}
        rows = {"called_1": "Ann", "place_1": "ann@example.org", "called_2": "Pam", "place_2": "ann@"}
        page = cora.post("/subscribers/sheet/key-in/", given | rows).content.decode()
        assert "ann@example.org" in page
        assert "Write an email address like name@example.org." in page
        assert Subscriber.objects.count() == 0

    def test_a_place_is_none_of_the_three(self, our_centre: object) -> None:
        for place in ("x", "12", "@", "a@b", "?????????????"):
            with pytest.raises(ValidationError):
                outreach.key_in_sheet([SheetRow(1, "Ann", place)], on=clock.today(), language="en", words=WORDS,
                                      by=actors.SYSTEM)  # fmt: skip

    def test_it_is_printed_with_the_words(self, cora: Client) -> None:
        assert WORDS in cora.get("/subscribers/sheet/").content.decode()
        assert "al-sheet--large" in cora.get("/subscribers/sheet/?large").content.decode()


class TestNotWrittenTo:
    """An address that asked us never to write is out of every list, and no list brings it back."""

    def test_each_field_has_a_label_of_its_own(self, cora: Client) -> None:
        ids = re.findall(r' id="([^"]+)"', cora.get("/subscribers/not-written-to/").content.decode())
        assert len(ids) == len(set(ids)), "a label leads to the first field with its id"

    def test_never_write_to_me(self, listed: Listed, cora: Client) -> None:
        listed("ann@example.org", called="Ann")
        cora.post("/subscribers/not-written-to/", {"address": " Ann@Example.org ", "detail": "called us"})
        assert on_the_list() == set()
        assert "ann@example" not in str(list(Suppression.objects.values()))
        with pytest.raises(outreach.CannotSubscribe, match="never to write"):
            listed("ann@example.org")
        found = cora.post(
            "/subscribers/not-written-to/look/", {"address": "ann@example.org"}
        ).content.decode()
        assert "Its owner asked us never to write" in found
        held = Suppression.objects.get()
        assert f'href="/subscribers/not-written-to/{held.pk}/"' in found
        assert (
            "Its owner asked us never to write"
            in cora.get(f"/subscribers/not-written-to/{held.pk}/").content.decode()
        )
        assert cora.post(f"/subscribers/not-written-to/{held.pk}/", {"reason": ""}).status_code == 200
        assert is_suppressed("ann@example.org"), "lifting needs a reason"
        cora.post(f"/subscribers/not-written-to/{held.pk}/", {"reason": "she wrote to us"})
        assert not is_suppressed("ann@example.org")
        assert on_the_list() == set(), "lifting puts nobody on the list"

    def test_a_bounced_address_is_taken_out_of_a_sending(self, listed: Listed) -> None:
        listed("ann@example.org")
        outreach.suppress("ann@example.org", reason="bounced", detail="5.1.1", by=actors.SYSTEM)
        assert sendable(recipients(Purpose.NEWSLETTER, Basis.CONSENT)) == []

    def test_a_phone_of_somebody_forgotten_may_be_anothers(self, listed: Listed) -> None:
        gone = listed(way="phone", phone="020 7946 0001", called="Gone")
        listed(way="phone", phone="020 7946 0001", called="Here")
        outreach.forget(gone, by=actors.SYSTEM)
        assert [one.called for one in sendable(recipients(Purpose.NEWSLETTER, Basis.CONSENT))] == ["Here"]


class TestCharity:
    """Writing without consent is for charities, and for contacts since 5 February 2026."""

    def grant(self, subscriber: Subscriber, days_ago: int = 0) -> None:
        at = clock.now() - timedelta(days=days_ago)
        outreach.grant(subscriber, purpose=Purpose.NEWSLETTER, basis=Basis.SOFT_OPT_IN, wording="You can say no.",
                       how="in_person", at=at, by=actors.SYSTEM)  # fmt: skip

    def test_only_where_the_centre_says_that_it_is_one(self, listed: Listed, cora: Client) -> None:
        ann = listed("ann@example.org", called="Ann")
        with pytest.raises(outreach.CannotGrant, match="Only a charity"):
            self.grant(ann)
        cora.post("/subscribers/charity/", {"number": "1234567", "sure": "on"})
        self.grant(ann)
        assert on_the_list() == set(), "soft opt-in and consent never share a sending"
        assert [one.called for one in recipients(Purpose.NEWSLETTER, Basis.SOFT_OPT_IN)] == ["Ann"]
        cora.post("/subscribers/charity/end/")
        assert not recipients(Purpose.NEWSLETTER, Basis.SOFT_OPT_IN).exists()
        assert Charity.objects.get().ended_at is not None

    def test_who_did_not_agree_reads_as_not_written_to_once_it_is_none(
        self, listed: Listed, cora: Client
    ) -> None:
        outreach.say_charity(number="1234567", by=actors.SYSTEM)
        ann = listed("ann@example.org", called="Ann")
        listed("po@example.org", called="Po")
        self.grant(ann)
        rows: Any = finding.find(state="on")
        assert [row.name for row in rows] == ["Ann", "Po"]
        cora.post("/subscribers/charity/end/")
        rows = finding.listed()
        assert [(row.name, row.state) for row in rows] == [("Ann", "held"), ("Po", "on")]
        assert "Not written to now" in cora.get("/subscribers/?state=held").content.decode()
        page = cora.get(f"/subscribers/{ann.reference}/").content.decode()
        assert "this centre is no charity any more" in page
        assert "Gets it" not in page
        assert "they do not want it any more" in page, "they can still say no"

    def test_who_did_not_agree_reads_the_same_and_can_still_say_no(self, listed: Listed) -> None:
        outreach.say_charity(number="1234567", by=actors.SYSTEM)
        ann = listed("ann@example.org", called="Ann")
        self.grant(ann)
        outreach.end_charity(by=actors.SYSTEM)
        page = Client().get(f"/newsletter/choices/{links.choose_token(ann)}/").content.decode()
        assert "Nothing comes now. We write only to people who agreed to it." in page
        assert "It comes by email." not in page
        stop = f"/newsletter/stop/{links.stop_token(ann, 'choices')}/"
        assert "Stop the newsletter?" in Client().get(stop).content.decode()
        Client().post(stop)
        assert not last_line().granted

    def test_never_for_older_contacts(self, listed: Listed) -> None:
        outreach.say_charity(number="1234567", by=actors.SYSTEM)
        with pytest.raises(outreach.CannotGrant, match="5 February 2026"):
            self.grant(listed("ann@example.org"), days_ago=366)


def test_topics_are_named_once_and_can_rest(cora: Client) -> None:
    cora.post("/subscribers/topics/", {"name": "Research news"})
    page = cora.post("/subscribers/topics/", {"name": "research News"}).content.decode()
    assert "There is a topic with this name already." in page
    topic = Topic.objects.get()
    cora.post(f"/subscribers/topics/{topic.pk}/retire/")
    assert "Research news" not in Client().get("/newsletter/subscribe/").content.decode()
    cora.post(f"/subscribers/topics/{topic.pk}/again/")
    cora.post(f"/subscribers/topics/{topic.pk}/", {"name": "Our research"})
    assert "Our research" in Client().get("/newsletter/subscribe/").content.decode()


def test_a_topic_reaches_who_chose_it_and_who_chose_none(listed: Listed, topic: Topic) -> None:
    other = outreach.add_topic(name="Research news", by=actors.SYSTEM)
    listed("both@example.org", topics=[topic, other])
    listed("other@example.org", topics=[other])
    listed("none@example.org")
    found = recipients(Purpose.NEWSLETTER, Basis.CONSENT, topics=["sessions"])
    assert [one.email for one in found] == ["both@example.org", "none@example.org"]
    both = recipients(Purpose.NEWSLETTER, Basis.CONSENT, topics=["sessions", other.slug])
    assert both.count() == 3, "nobody twice"


def test_a_member_sees_no_list(make: Make, browser_of: Browser) -> None:
    browser = browser_of(make("Ada"))
    for path in ("", "add/", "sheet/key-in/", "not-written-to/", "charity/"):
        assert browser.get(f"/subscribers/{path}").status_code == 403


def test_told_needs_a_way_a_day_and_a_reason(listed: Listed) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    for wrong in (told(mode="web"), told(on=tomorrow), people.Told("phone", clock.today(), False)):
        with pytest.raises(ValidationError):
            listed("ann@example.org", told=wrong)
    assert Subscriber.objects.count() == 0
