"""Writing together: suggesting, being answered, comparing, signing off.

Given a text of 200 clauses
When Marek goes to clause 137 by keyboard, and suggests other words with a reason
Then his suggestion is kept, and he reads the answer when Ayo has accepted it.

Given two versions
When anybody compares them
Then what was added and taken out is marked, and said.

Given Ayo froze a version, and Marek is named to sign it
When Marek signs
Then the text is signed off, a change is refused with everything that was typed, and it opens again for a public reason.
"""

from typing import Any

import pytest

from alongside.documents import actions as documents
from alongside.documents.models import Clause, Document, Remark
from alongside.foundation import actors
from tests.journeys.conftest import Walk, member
from tests.journeys.reading import Reader

BY = actors.SYSTEM
SMALL = {"width": 320, "height": 640, "javascript": False}
DESK = {"width": 1280, "height": 800}
EVERYWHERE = pytest.mark.parametrize(
    ("language", "browser"),
    [
        pytest.param("en", SMALL, id="english-320px-without-scripts"),
        pytest.param("ar", DESK, id="arabic-desktop"),
    ],
)  # fmt: skip


def given_a_text(clauses: int, language: str) -> Document:
    words = "We listen first, and then we decide." if language == "en" else "نستمع أولا، ثم نقرر."
    document = documents.start_document(
        kind="principles", title="Principles to live by", slug="principles", language=language, by=BY,
        text="\n\n".join(f"{words} {number}" for number in range(1, clauses + 1)),
    )  # fmt: skip
    return documents.open_document(document, by=BY)


@EVERYWHERE
def test_suggesting_a_change_to_clause_137_of_200(
    centre: None, walk: Walk, language: str, browser: dict[str, Any]
) -> None:
    document = given_a_text(200, language)
    marek = Reader(walk("Marek", **browser), language)
    marek.go("/texts/principles/")
    number = marek.walker.page.get_by_label(marek.says("Go to clause number"))
    number.fill("137")
    marek.walker.enter(number)
    marek.walker.look()
    assert marek.walker.heading() == marek.says("Clause %(number)s", number=137)

    marek.follow("Suggest a change")
    marek.write("How should it read?", "We listen.")
    marek.press("Send my suggestion")
    assert marek.reads("Write why. A few words are enough.")
    assert marek.walker.page.get_by_label(marek.says("How should it read?")).input_value() == "We listen."
    marek.write("Why?", "It is shorter.")
    marek.press("Send my suggestion")

    assert marek.reads("Waits for an answer")
    assert marek.walker.reads("It is shorter.")
    row = Remark.objects.get()
    assert (row.clause, row.text) == (Clause.objects.get(document=document, place=137), "We listen.")

    ayo = Reader(walk("Ayo", **browser), language)
    ayo.go("/texts/principles/edit/")
    ayo.follow("Answer what people said")
    ayo.follow("Answer it")
    ayo.choose("Yes")
    ayo.write("Your words to the person who suggested it", "Thank you, Marek.")
    ayo.press("Give this answer")
    marek.go("/me/texts/")
    assert marek.reads("Accepted")
    assert marek.walker.reads("Thank you, Marek.")


@EVERYWHERE
def test_comparing_two_versions(centre: None, walk: Walk, language: str, browser: dict[str, Any]) -> None:
    document = given_a_text(3, language)
    documents.freeze(document, by=BY)
    one, two = Clause.objects.filter(document=document, place__lte=2).order_by("place")
    documents.reword(one, text="We listen well.", base=1, by=BY)
    documents.remove_clause(two, because="Twice", by=BY)
    documents.freeze(document, summary="Shorter", by=BY)
    visitor = Reader(walk(**browser), language)
    visitor.go("/texts/principles/")
    visitor.follow("Versions, and what changed")
    visitor.walker.page.get_by_label(visitor.says("Older version")).select_option("1")
    visitor.walker.page.get_by_label(visitor.says("Newer version")).select_option("2")
    visitor.press("Compare")
    added, removed = (visitor.walker.page.locator(f".al-diff {tag}") for tag in ("ins", "del"))
    assert added.count() >= 1
    assert removed.count() >= 2
    assert all(visitor.says("Added:") in text for text in added.all_text_contents())
    assert all(visitor.says("Taken out:") in text for text in removed.all_text_contents())


@EVERYWHERE
def test_signing_off_and_opening_again(
    centre: None, walk: Walk, language: str, browser: dict[str, Any]
) -> None:
    document = given_a_text(3, language)
    ayo, marek = (Reader(walk(who, **browser), language) for who in ("Ayo", "Marek"))
    ayo.go("/texts/principles/edit/")
    ayo.follow("Freeze a version")
    ayo.write("What changed?", "The first one.")
    ayo.press("Freeze it")
    ayo.go("/texts/principles/edit/signers/")
    ayo.write("In which role?", "Chair of the group")
    ayo.write("Who holds it?", member("Marek").reference)
    ayo.press("Write it down")
    ayo.press("Ask them to sign, by their own way")

    marek.go("/texts/principles/versions/1/")
    marek.follow("Sign as %(name)s", name="Chair of the group")
    marek.press("Sign it")
    assert marek.reads("Tick the box to sign.")
    marek.choose("I have read this version, and I sign it")
    marek.press("Sign it")
    assert marek.reads("Signed off", "Signed by")

    document.refresh_from_db()
    assert document.signed is not None
    one = Clause.objects.get(document=document, place=1)
    ayo.go(f"/texts/principles/clauses/{one.pk}/reword/")
    assert ayo.reads("The text stays as it is")
    assert ayo.walker.reads(document.signed.fingerprint)

    ayo.go("/texts/principles/edit/reopen/")
    ayo.write("Why is it opened again?", "The law changed.")
    ayo.write("Who decides this?", "The group")
    ayo.press("Open it again")
    marek.go("/texts/principles/")
    assert marek.walker.reads("The law changed.", "The group")


def test_two_editors_save_at_once_and_the_second_chooses(centre: None, walk: Walk) -> None:
    document = given_a_text(3, "en")
    documents.add_editor(document, member=member("Marek"), by=BY)
    one = Clause.objects.get(document=document, place=1)
    page = f"/texts/principles/clauses/{one.pk}/reword/"
    marek, ayo = walk("Marek", **SMALL), walk("Ayo", **DESK)
    marek.go(page)
    ayo.go(page)
    ayo.write("The words of the clause", "By Ayo.")
    ayo.press("Save")
    marek.write("The words of the clause", "By Marek.")
    marek.press("Save")
    assert marek.heading() == "Somebody changed this first"
    assert marek.reads("By Ayo.", "By Marek.", "Nothing is lost")
    marek.choose("Both, put together")
    marek.write("Words, if you put both together", "By Ayo and Marek.")
    marek.press("Save my choice")
    assert marek.reads("By Ayo and Marek.")
