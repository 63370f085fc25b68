"""Promise: everything on plain pages; what was typed is never lost; long texts stay light, however much is said."""

import random
from datetime import timedelta

import pytest
from django.test import Client

from alongside.documents import actions as documents
from alongside.documents.models import Clause, Document, Remark, SetAside, Wording
from alongside.documents.queries import reading
from alongside.foundation import clock, once
from alongside.people.models import Member
from tests.documents.helpers import BY, Browser, Make, Start, clause, queries_of, text_of

LIGHT = 100 * 1024


def url(document: Document, number: int, rest: str = "") -> str:
    return f"/texts/{document.slug}/clauses/{clause(document, number).pk}/{rest}"


def test_a_member_suggests_a_change_on_one_page(document: Document, make: Make, browser_of: Browser) -> None:
    ada = browser_of(make("Ada"))
    page = text_of(ada, url(document, 1, "say/replace/"))
    assert "We listen.</textarea>" in page
    sent = {"revision": "1", "text": "", "reason": "", "named": "none"}
    refused = ada.post(url(document, 1, "say/replace/"), sent)
    assert refused.status_code == 200
    assert "Write the words that you suggest." in refused.content.decode()
    done = ada.post(
        url(document, 1, "say/replace/"), sent | {"text": "We hear.", "reason": "Short"}, follow=True
    )
    assert "You get an answer by" in done.content.decode()
    assert "Added:" in done.content.decode(), "what would change is said to a screen reader"
    assert Remark.objects.get().text == "We hear."


def test_visitors_read_the_text_and_not_what_members_say(document: Document, client: Client) -> None:
    documents.comment(clause(document, 1), None, text="Only for members", by=BY)
    page = text_of(client, url(document, 1))
    assert "We listen." in page
    assert "Only for members" not in page
    assert client.get(url(document, 1, "say/comment/")).status_code == 302


def test_a_text_that_is_not_open_is_missing_but_for_those_who_edit_it(
    start: Start, make: Make, browser_of: Browser, client: Client
) -> None:
    document = documents.start_document(kind="other", title="Not yet", text="Words", by=BY)
    ada = make("Ada")
    assert client.get("/texts/not-yet/").status_code == 404
    assert browser_of(ada).get("/texts/not-yet/").status_code == 404
    documents.add_editor(document, member=ada, by=BY)
    assert browser_of(ada).get("/texts/not-yet/").status_code == 200


def test_the_second_writer_sees_both_texts_and_chooses(
    document: Document, make: Make, browser_of: Browser
) -> None:
    for name in ("Ada", "Ben"):
        documents.add_editor(document, member=make(name), by=BY)
    ada, ben = (browser_of(Member.objects.get(called=name)) for name in ("Ada", "Ben"))
    page = url(document, 1, "reword/")
    assert ada.post(page, {"base": "1", "text": "By Ada."}).status_code == 302

    clash = ben.post(page, {"base": "1", "text": "By Ben."})

    assert clash.status_code == 409
    assert "By Ada." in clash.content.decode()
    assert "By Ben." in clash.content.decode()
    aside = SetAside.objects.get()
    settle = f"/texts/{document.slug}/edit/aside/{aside.pk}/"
    assert "By Ben." in text_of(ben, f"/texts/{document.slug}/edit/"), "also after a dropped link"
    assert "Choose which words" in ben.post(settle, {}).content.decode()
    ben.post(settle, {"choice": "merged", "text": "By Ada and Ben."})
    assert [one.text for one in Wording.objects.filter(clause=aside.clause)] == [
        "We listen.",
        "By Ada.",
        "By Ada and Ben.",
    ]
    aside.refresh_from_db()
    assert (aside.settled, aside.text) == ("merged", "By Ben.")


@pytest.mark.parametrize(
    ("way", "typed"),
    [("split/", {"first": "By", "second": "Ben."}), ("join/", {"other": "2", "text": "By Ben."})],
)
def test_words_set_aside_by_a_form_that_counts_once_are_kept(
    document: Document, make: Make, browser_of: Browser, way: str, typed: dict[str, str]
) -> None:
    documents.add_editor(document, member=make("Ben"), by=BY)
    documents.reword(clause(document, 1), text="By Ada.", base=1, by=BY)
    ben, sent = (
        browser_of(Member.objects.get(called="Ben")),
        {"base": "1", once.FIELD: once.new_key()} | typed,
    )

    clash = ben.post(url(document, 1, way), sent)

    assert clash.status_code == 409
    settle = f"/texts/{document.slug}/edit/aside/{SetAside.objects.get().pk}/"
    assert ben.post(settle, {"choice": "mine"}).status_code == 302
    assert reading.wording_of(clause(document, 1)).text.split() == ["By", "Ben."]


def test_a_signed_text_answers_409_with_what_was_typed(
    document: Document, make: Make, browser_of: Browser
) -> None:
    ada = make("Ada")
    documents.add_editor(document, member=ada, by=BY)
    version = documents.freeze(document, by=BY)
    role = documents.add_signing_role(document, name="Chair", member=ada, by=BY)
    browser = browser_of(ada)
    assert "Sign as Chair" in text_of(browser, f"/texts/principles/versions/{version.number}/")
    sign = f"/texts/principles/versions/{version.number}/sign/{role.pk}/"
    assert "Tick the box to sign." in browser.post(sign, {}).content.decode()
    assert browser.post(sign, {"agreed": "on"}).status_code == 302

    answer = browser.post(url(document, 1, "reword/"), {"base": "1", "text": "My long new words."})

    assert answer.status_code == 409
    assert "My long new words." in answer.content.decode()
    assert version.fingerprint in answer.content.decode()
    for rest in ("split/", "join/", "move/", "remove/"):
        assert browser.post(url(document, 1, rest), {"base": "1"}).status_code == 409
    assert browser.post("/texts/principles/edit/add/1/", {"text": "More"}).status_code == 409
    assert "Signed off" in text_of(browser, url(document, 1))


@pytest.mark.parametrize("rest", ["say/replace/", "say/comment/"])
def test_what_was_typed_waits_while_somebody_signs_in_again(
    document: Document, make: Make, client: Client, rest: str
) -> None:
    ada = make("Ada")
    page = url(document, 1, rest)
    sent = client.post(
        page, {"revision": "1", "text": "Long words, typed on a bus.", "reason": "Why", "named": "role"}
    )
    assert sent.status_code == 302
    assert "sign-in" in sent.headers["Location"]
    assert ada.account is not None
    client.force_login(ada.account)
    again = text_of(client, page)
    assert "Long words, typed on a bus.</textarea>" in again
    assert "We kept what you typed" in again
    assert "Long words" not in text_of(client, page), "once"
    assert not Remark.objects.exists()


def test_what_was_typed_is_kept_for_an_hour_and_for_its_own_page(
    document: Document, make: Make, client: Client
) -> None:
    ada = make("Ada")
    client.post(url(document, 1, "say/comment/"), {"text": "Mine"})
    assert ada.account is not None
    client.force_login(ada.account)
    assert "Mine</textarea>" not in text_of(client, url(document, 2, "say/comment/"))
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert "Mine</textarea>" not in text_of(client, url(document, 1, "say/comment/"))


def test_a_coordinator_starts_opens_and_answers(coordinator: Member, browser_of: Browser) -> None:
    cora = browser_of(coordinator)
    given = {
        "kind": "guidance",
        "title": "How we meet",
        "language": "en",
        "text": "# Time\nWe begin on time.\n\nWe have breaks.",
    }
    assert cora.post("/texts/new/start/", given).headers["Location"] == "/texts/how-we-meet/edit/"
    assert "text of this name" in cora.post("/texts/new/start/", given).content.decode()
    cora.post("/texts/how-we-meet/edit/open/")
    document = Document.objects.get()
    row = documents.suggest(
        clause(document, 1), None, kind="replace", text="We start on time.", reason="Plain", by=BY
    )
    answer = f"/texts/how-we-meet/edit/said/{row.pk}/answer/"
    assert "al-optional" not in text_of(cora, answer), "a yes needs the words"
    assert "Write why." in cora.post(answer, {"choice": "no", "base": "1", "text": "x"}).content.decode()
    cora.post(answer, {"choice": "yes", "base": "1", "text": "We start on time.", "answer": "Thanks"})
    row.refresh_from_db()
    assert row.outcome == "accepted"
    assert "We start on time." in text_of(cora, "/texts/how-we-meet/")


def a_long_text(clauses: int, suggestions: int, comments: int) -> Document:
    """200 clauses of a paragraph each; suggestions all over the text, comments on one clause. Written in bulk."""
    words = (
        "We listen first, and we make sure that everybody is heard before we decide anything together. " * 3
    )
    document = documents.start_document(
        kind="principles", title="A long text", slug="long", by=BY,
        text="\n\n".join(f"{words} {number}" for number in range(1, clauses + 1)),
    )  # fmt: skip
    documents.open_document(document, by=BY)
    version, rows = reading.working(document), list(Clause.objects.standing().filter(document=document))
    about = {"document": document, "version": version, "revision": 1, "due_on": clock.today()}
    said = [
        Remark(
            clause=one,
            number_then=one.place or 0,
            kind="replace",
            text=f"{words} Other {at}.",
            reason="Why",
            **about,
        )
        for at, one in ((at, rows[at % len(rows)]) for at in range(suggestions))
    ]
    said += [
        Remark(clause=rows[0], number_then=1, kind=kind, text=f"{words} {at}", **about)
        for at, kind in ((at, "comment" if at % 5 else "replace") for at in range(comments))
    ]
    random.Random(200).shuffle(said)
    Remark.objects.bulk_create(said)
    return document


def pages_of(document: Document) -> list[str]:
    of_text = ["", "?page=3", "edit/said/", "edit/said/?page=7", "edit/"]
    of_clause = [url(document, 1), url(document, 1, "?page=9")]
    return [*(f"/texts/long/{rest}" for rest in of_text), *of_clause, "/texts/", "/me/"]


def test_pages_stay_light_and_ask_the_same_however_much_is_said(
    coordinator: Member, browser_of: Browser
) -> None:
    cora = browser_of(coordinator)
    small = a_long_text(200, 60, 60)
    before = [queries_of(cora, page) for page in pages_of(small)]
    Remark.objects.all().delete()
    Wording.objects.all().delete()
    Clause.objects.all().delete()
    Document.objects.all().delete()
    large = a_long_text(200, 2000, 1000)
    assert [queries_of(cora, page) for page in pages_of(large)] == before
    heavy = {page: len(text_of(cora, page)) for page in pages_of(large)}
    assert all(weight < LIGHT for weight in heavy.values()), heavy


def test_even_the_longest_clauses_in_arabic_make_no_heavy_page(start: Start, client: Client) -> None:
    document = start(*("نستمع أولا " * 360 for _at in range(30)), language="ar")
    for page in range(1, 9):
        assert len(client.get(f"/texts/{document.slug}/?page={page}").content) < LIGHT


def test_every_clause_is_on_exactly_one_page() -> None:
    found = reading.shares([10, 38_000, 5, 5, 50_000, *([1] * 60)])
    assert [(one.first, one.last) for one in found] == [
        (1, 2),
        (3, 4),
        (5, 5),
        (6, 30),
        (31, 55),
        (56, 65),
    ]


def test_a_number_leads_to_its_clause_and_a_wrong_one_to_a_sentence(
    document: Document, client: Client
) -> None:
    assert client.get("/texts/principles/go/?number=2").headers["Location"] == url(document, 2)
    for wrong in ("9", "0", "", "x", "٢٢", "9" * 40):
        answer = client.get("/texts/principles/go/", {"number": wrong}, follow=True)
        assert "There is no clause of this number. The last one is 3." in answer.content.decode()


def test_a_signed_text_asks_for_no_change_and_still_takes_what_people_say(
    document: Document, make: Make, browser_of: Browser
) -> None:
    ada = make("Ada")
    me, text = browser_of(ada), f"/texts/{document.slug}/"
    one = f"{text}clauses/{clause(document, 1).pk}/"
    assert all("Suggest a change" in text_of(me, page) for page in (text, one))
    role = documents.add_signing_role(document, name="Chair", member=ada, by=BY)
    documents.sign(documents.freeze(document, by=BY), role, by=BY)
    assert not any("Suggest a change" in text_of(me, page) for page in (text, one))
    assert "For when the text is opened again" in text_of(me, one)
    assert f"{one}say/comment/" in text_of(me, one)
    documents.reopen(document, because="The law changed.", by_role="The group", by=BY)
    assert all("Suggest a change" in text_of(me, page) for page in (text, one))
