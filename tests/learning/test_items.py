"""Promise: what was learnt is written by any way, also what did not work; named as chosen, public once looked at."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from alongside.documents import actions as documents
from alongside.foundation import figures, rights, sources
from alongside.foundation.forms.saying import ONLY_FROM_18
from alongside.foundation.models import Message
from alongside.learning import actions as learning
from alongside.learning.figures import CHANGES, DID_NOT, ITEMS
from alongside.learning.models import LearningItem
from alongside.learning.queries import items
from alongside.people import actions as people
from alongside.people.models import AgeGuard, Member, Recording
from tests.learning.helpers import BY, Browser, Learn, Make, by_phone, queries_of, text_of

SENT = {"what": "Nobody read the long form.", "how_it_went": "did_not", "strand": "learning", "named": "first_name",
        "thing": "-"}  # fmt: skip


def test_a_member_writes_an_item_and_everybody_reads_it_once_it_was_looked_at(
    make: Make, coordinator: Member, browser_of: Browser, client: Client
) -> None:
    ada = browser_of(make("Ada"))
    refused = ada.post("/learning/write/", SENT | {"what": "", "how_it_went": "", "strand": ""})
    for sentence in ("Write what happened.", "Choose how it went.", "Choose what it is about."):
        assert sentence in refused.content.decode()
    assert "Somebody looks at it first" in ada.post("/learning/write/", SENT, follow=True).content.decode()
    row = LearningItem.objects.get()
    assert SENT["what"] not in text_of(client, "/learning/")
    assert client.get(f"/learning/{row.pk}/").status_code == 404

    browser_of(coordinator).post(f"/learning/{row.pk}/check/")

    page = text_of(client, "/learning/?went=did_not")
    assert SENT["what"] in page
    assert "Ada" in page
    assert "Not written yet." in text_of(client, f"/learning/{row.pk}/")


def test_what_did_not_work_is_listed_and_empty_shows_as_empty(learn: Learn, client: Client) -> None:
    learn(how_it_went="worked")
    page = text_of(client, "/learning/?went=did_not")
    assert "It did not work (0)" in page
    assert "Nothing is written down yet that did not work." in page


def test_by_phone_it_has_the_same_standing(make: Make, coordinator: Member, browser_of: Browser) -> None:
    grace = make("Grace", reach_by="phone", phone="020 7946 0102")
    cora = browser_of(coordinator)
    today = by_phone().on
    sent = SENT | {"who": grace.reference, "mode": "phone", "read_back_and_agreed": "on",
                   "on_day": today.day, "on_month": today.month, "on_year": today.year}  # fmt: skip
    kit = make("Kit", age_guard="16-17")
    assert str(ONLY_FROM_18) in cora.post("/learning/record/", sent | {"who": kit.reference}).content.decode()
    response = cora.post("/learning/record/", sent, follow=True)
    assert "It has the same standing" in response.content.decode(), response.content.decode()
    row = LearningItem.objects.get()
    assert (row.member, row.how, items.name_of(row)) == (grace, "phone", "Grace")
    assert Recording.objects.filter(member=grace, what="learning").count() == 1
    cora.post(f"/learning/{row.pk}/hold-back/", {"because": "It names your nurse."})
    assert "It names your nurse." in Message.objects.get(subject="About what you learnt").text


def test_a_young_person_and_nobody_else_against_their_wish_is_named(make: Make, learn: Learn) -> None:
    young = make("Zed", age_guard=AgeGuard.SIXTEEN)
    row = learn(young, named="first_name")
    assert items.name_of(row) == "Young community member"
    assert items.name_of(learn(make("Ben"))) == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        LearningItem.objects.create(what="x", how_it_went="worked", strand="learning", named="full_name")


BAD: list[tuple[dict[str, Any], str]] = [
    ({"what": " \u202e "}, "what"), ({"how_it_went": "so-so"}, "how_it_went"), ({"strand": ""}, "strand"),
    ({"what": "x" * 50_000}, "what"), ({"url": "javascript:alert(1)"}, "url"),
    ({"kind": "session", "key": "999999"}, "thing"), ({"kind": "nothing", "key": "1"}, "thing"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "field"), BAD)
def test_bad_input_is_named(our_centre: None, given: dict[str, Any], field: str) -> None:
    good = {"what": "Words", "how_it_went": "worked", "strand": "learning"}
    with pytest.raises(ValidationError) as refused:
        learning.write_item(None, by=BY, **(good | given))
    assert list(refused.value.message_dict) == [field]
    assert not LearningItem.objects.exists()


def test_what_is_pasted_becomes_harmless_words(learn: Learn, client: Client) -> None:
    row = learn(what="<script>alert(1)</script>\u202eevil\u200b \ufeffWord\r\ntext")
    assert row.what == "<script>alert(1)</script>evil Word\ntext"
    assert "<script>alert(1)" not in text_of(client, f"/learning/{row.pk}/")


def test_an_item_comes_from_a_text_and_the_text_leads_to_it(learn: Learn) -> None:
    document = documents.start_document(kind="other", title="Plan", text="One.", by=BY)
    documents.open_document(document, by=BY)
    version = documents.freeze(document, by=BY)
    row = learn(kind="version", key=str(version.pk))
    assert (row.label, row.url) == ("Plan, version 1", "/texts/plan/versions/1/")
    (thing,) = sources.came_of("version", str(version.pk))
    assert thing.url == f"/learning/{row.pk}/"
    assert sources.read([("learning", str(row.pk))])
    learning.take_item_back(row, by=BY)
    assert sources.came_of("version", str(version.pk)) == []
    assert sources.read([("learning", str(row.pk))]) == {}


def test_my_data_holds_it_and_leaving_takes_my_words_away(
    make: Make, learn: Learn, browser_of: Browser
) -> None:
    ada = make("Ada")
    row = learn(ada, named="first_name", what="planted-quince")
    change = learning.propose_change([row], what="Longer rounds", label="The next round", by=BY)
    learning.decide(change, verdict="adopted", by_role="The review team", by=BY)
    browser = browser_of(ada)
    assert "planted-quince" in text_of(browser, "/me/learning/")
    browser.post(f"/me/learning/{row.pk}/name/", {"named": "role", "role_text": "Carer"})
    row.refresh_from_db()
    assert items.name_of(row) == "Carer"
    assert browser_of(make("Ben")).post(f"/me/learning/{row.pk}/take-back/").status_code == 404
    assert ada.account is not None
    assert rights.export(ada.account)["learning"]["items"][0]["what"] == "planted-quince"
    people.leave(ada, by=BY)
    row.refresh_from_db()
    assert (row.what, row.member, row.named, row.role_text) == ("", None, "none", "")
    assert row.withdrawn_at is not None
    change.refresh_from_db()
    assert change.verdict == "adopted", "what was changed stays"
    assert "words that are not shown" in text_of(Client(), f"/learning/changes/{change.pk}/")


def test_i_take_my_words_back(make: Make, learn: Learn, browser_of: Browser, client: Client) -> None:
    row = learn(make("Ada"))
    browser_of(Member.objects.get(called="Ada")).post(f"/me/learning/{row.pk}/take-back/")
    assert row.what not in text_of(client, "/learning/")
    assert client.get(f"/learning/{row.pk}/").status_code == 404


def test_figures_count_what_everybody_can_read(learn: Learn) -> None:
    learn()
    learn(how_it_went="worked")
    learning.write_item(None, what="Not looked at", how_it_went="did_not", strand="learning", by=BY)
    found = figures.read([ITEMS, DID_NOT, CHANGES])
    assert [(found[one].display, found[one].base) for one in (ITEMS, DID_NOT)] == [("2", None), ("1", 2)]
    assert found[CHANGES].display == "0"


@pytest.mark.parametrize("url", ["/learning/", "/learning/?words=short&went=did_not", "/learning/run/"])
def test_lists_take_as_many_queries_for_two_as_for_twenty(
    learn: Learn, make: Make, coordinator: Member, browser_of: Browser, url: str
) -> None:
    browser = browser_of(coordinator)
    for number in range(2):
        learn(make(f"A{number}"), named="first_name")
    few = queries_of(browser, url)
    for number in range(18):
        learn(make(f"B{number}"), named="first_name")
    assert queries_of(browser, url) == few
