"""Promise: figures grow from records and give nobody away; everybody reads, changes and takes away what is theirs."""

import pytest
from django.test import RequestFactory

from alongside.documents import actions as documents
from alongside.documents.figures import CLAUSES, CONTRIBUTORS, SESSIONS, SIGNERS
from alongside.documents.models import Document, Remark, SetAside, Signature, SigningRole, Wording
from alongside.foundation import figures, rights, waiting
from alongside.people import actions as people
from alongside.people.models import Member
from tests.documents.helpers import BY, Browser, Make, clause, reads, text_of


def sign_off(document: Document, member: Member) -> None:
    version = documents.freeze(document, by=BY)
    documents.sign(version, documents.add_signing_role(document, name="Chair", member=member, by=BY), by=BY)


def test_figures_are_not_recorded_before_the_sign_off(document: Document) -> None:
    documents.freeze(document, by=BY)
    found = figures.read([CLAUSES, SIGNERS, CONTRIBUTORS, SESSIONS])
    assert {one.status for one in found.values()} == {"not_recorded"}


def test_figures_count_the_newest_signed_version(document: Document, make: Make) -> None:
    sign_off(document, make())
    found = figures.read([CLAUSES, SIGNERS, CONTRIBUTORS, SESSIONS])
    assert (found[CLAUSES].display, found[SIGNERS].display, found[SESSIONS].display) == ("3", "1", "0")
    assert found[CONTRIBUTORS].status == "too_few"
    document.refresh_from_db()
    documents.reopen(document, because="To add one", by_role="The group", by=BY)
    documents.add_clause(document, text="We thank.", by=BY)
    assert figures.read([CLAUSES])[CLAUSES].display == "3", (
        "the signed version counts while the text is open again"
    )


def test_contributors_are_rounded_and_have_their_base(document: Document, make: Make) -> None:
    for number in range(13):
        row = documents.comment(clause(document, 1), make(f"M{number}"), text="Yes", by=BY)
        documents.answer_comment(row, answer="Thank you", by=BY)
    sign_off(document, make())
    found = figures.read([CONTRIBUTORS])[CONTRIBUTORS]
    assert (found.display, found.base, found.qualifier) == ("10", 13, "about")
    documents.comment(clause(document, 1), make("Late"), text="Me too", by=BY)
    assert figures.read([CONTRIBUTORS])[CONTRIBUTORS] == found, "counted on the day of the sign-off"


def test_my_data_holds_it_all_and_leaving_takes_my_words_away(document: Document, make: Make) -> None:
    ada = make("Ada")
    documents.add_editor(document, member=ada, by=BY)
    kept = documents.accept(
        documents.suggest(clause(document, 1), ada, kind="replace", text="We hear.", reason="Short",
                          named="first_name", by=BY), by=BY,
    )  # fmt: skip
    with pytest.raises(documents.Clash):
        documents.reword(clause(document, 1), text="planted-quince", base=1, member=ada, by=BY)
    sign_off(document, ada)
    documents.reflect(clause(document, 1), ada, text="planted-medlar", by=BY)
    assert ada.account is not None
    held = rights.export(ada.account)["documents"]
    assert [row["words"][1] for row in held["remarks"]] == ["We hear."]
    assert held["edits"] == ["Principles to live by"]
    assert held["set_aside"] == ["planted-quince"]
    assert held["reflections"][0]["words"] == "planted-medlar"
    assert (held["signs_as"], held["signed"][0]["as"]) == (["Chair"], "Chair")

    people.leave(ada, by=BY)

    row = Remark.objects.get(pk=kept.pk)
    assert (row.text, row.reason, row.member, row.named) == ("", "", None, "none")
    assert row.withdrawn_at is not None
    assert (SetAside.objects.get().text, SigningRole.objects.get().member) == ("", None)
    assert Signature.objects.get().role_name == "Chair"
    assert reads(document)[0] == "We hear.", "what entered the text stays"
    assert Wording.objects.filter(remark=row).exists()


def test_i_change_how_i_am_named_and_take_my_words_back(
    document: Document, make: Make, browser_of: Browser
) -> None:
    ada = make("Ada")
    row = documents.comment(clause(document, 1), ada, text="Yes", by=BY)
    browser = browser_of(ada)
    assert "What I said about texts" in text_of(browser, "/me/texts/")
    browser.post(f"/me/texts/{row.pk}/name/", {"named": "first_name"})
    row.refresh_from_db()
    assert row.named == "first_name"
    browser.post(f"/me/texts/{row.pk}/take-back/")
    assert "Taken back" in text_of(browser, "/me/texts/")
    assert browser_of(make("Ben")).post(f"/me/texts/{row.pk}/take-back/").status_code == 404


def waits_for(member: Member) -> list[str]:
    request = RequestFactory().get("/")
    request.member, request.roles = member, frozenset({"member"})  # type: ignore[attr-defined]  # as middleware does
    return [str(one.title) for one in waiting._askers["documents"](request)]


def test_the_desk_says_what_waits(document: Document, make: Make) -> None:
    ada, ben = make("Ada"), make("Ben")
    documents.add_editor(document, member=ada, by=BY)
    row = documents.comment(clause(document, 1), ben, text="Yes", by=BY)
    assert waits_for(ada) == ["Answer what people said: Principles to live by"]
    assert waits_for(ben) == []
    documents.answer_comment(row, answer="Thank you", by=BY)
    assert waits_for(ada) == []
    assert waits_for(ben) == ["We answered what you said about a text"]
    documents.add_signing_role(document, name="Chair", member=ada, by=BY)
    documents.freeze(document, by=BY)
    documents.reflect(clause(document, 1), None, text="x", by=BY)
    assert waits_for(ada) == [
        "Sign “Principles to live by”",
        "Look at how people lived principles: Principles to live by",
    ]


def test_the_desk_leads_back_to_words_that_were_set_aside(document: Document, make: Make) -> None:
    ada = make("Ada")
    documents.reword(clause(document, 1), text="By Ben.", base=1, by=BY)
    with pytest.raises(documents.Clash) as clash:
        documents.reword(clause(document, 1), text="By Ada.", base=1, member=ada, by=BY)
    assert waits_for(ada) == ["Somebody saved other words while you wrote: Principles to live by"]
    documents.settle(clash.value.aside, choice="theirs", by=BY)
    assert waits_for(ada) == []
