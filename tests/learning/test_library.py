"""Promise: one list of everything to learn with; any format can be asked for, by any way, and gets an answer."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.documents import actions as documents
from alongside.documents.models import Clause
from alongside.foundation import clock, rights
from alongside.foundation.models import Message
from alongside.learning import actions as learning
from alongside.learning.models import Download, FormatRequest, Resource
from alongside.learning.queries import library
from alongside.people import actions as people
from alongside.people.models import Member, Recording
from tests.learning.helpers import BY, Browser, Make, queries_of, text_of

LINK: dict[str, Any] = {
    "title": "How to ask",
    "kind": "guide",
    "licence": "cc_by",
    "url": "https://example.org/how",
}
PDF = b"%PDF-1.7\nwords\n%%EOF"


@pytest.fixture(autouse=True)
def a_folder_for_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def package_and_text() -> None:
    document = documents.start_document(kind="guidance", title="Ground rules", text="We listen.", by=BY)
    documents.open_document(document, by=BY)
    version = documents.freeze(document, by=BY)
    documents.add_format(version, kind="easy_read", language="en", text="Listen.", by=BY)
    package = learning.start_package(title="Working together", licence="cc0", by=BY)
    learning.add_module(package, kind="text", title="One", minutes=5, version=version, by=BY)
    learning.publish_package(package, by=BY)


def test_training_texts_and_resources_stand_in_one_list(our_centre: None, client: Client) -> None:
    assert "There is nothing in the library yet." in text_of(client, "/library/")
    package_and_text()
    documents.open_document(
        documents.start_document(kind="other", title="Not frozen", text="x", by=BY), by=BY
    )
    learning.add_resource(by=BY, **LINK)
    assert [one.title for one in library.entries()] == ["Ground rules", "How to ask", "Working together"]
    assert [one.title for one in library.entries(form="easy_read")] == ["Ground rules", "Working together"]
    assert [one.title for one in library.entries(kind="guide")] == ["How to ask"]
    assert [one.title for one in library.entries(words="ground RULES")] == ["Ground rules"]
    page = text_of(client, "/library/")
    for words in ("Ground rules", "How to ask", "Working together", "Ask for another format", "CC BY 4.0"):
        assert words in page
    assert "We find nothing like this" in text_of(client, "/library/?words=zebra")


def test_what_is_taken_away_is_counted_without_who(our_centre: None, client: Client) -> None:
    row = learning.add_resource(by=BY, **LINK)
    taken = client.get(f"/library/{row.pk}/take/")
    assert taken.headers["Location"] == LINK["url"]
    client.head(f"/library/{row.pk}/take/")
    assert Download.objects.filter(kind="resource", key=row.pk).count() == 1
    assert "Taken away 1 time" in text_of(client, f"/library/{row.pk}/")
    learning.remove_resource(row, by=BY)
    assert client.get(f"/library/{row.pk}/").status_code == 404


def test_a_file_is_judged_by_what_is_in_it_and_only_handed_over(
    coordinator: Member, browser_of: Browser, client: Client
) -> None:
    cora = browser_of(coordinator)
    sent = {"title": "Leaflet", "kind": "guide", "licence": "cc0", "language": "en"}
    wrong = SimpleUploadedFile("leaflet.pdf", b"<script>alert(1)</script>", "application/pdf")
    assert "the file is something else" in cora.post("/library/add/", sent | {"file": wrong}).content.decode()
    assert "one of the two" in cora.post("/library/add/", sent).content.decode()
    cora.post("/library/add/", sent | {"file": SimpleUploadedFile("leaflet.pdf", PDF, "text/html")})
    row = Resource.objects.get()
    assert (row.form, row.media_type, row.file_name) == ("pdf", "application/pdf", "leaflet.pdf")
    taken = client.get(f"/library/{row.pk}/take/")
    assert b"".join(taken.streaming_content) == PDF  # type: ignore[attr-defined]  # a file streams
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert taken.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//example.org", "example.org", "https://" + "x" * 600, ""]
)
def test_a_link_that_is_none_is_refused(our_centre: None, url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        learning.add_resource(by=BY, **(LINK | {"url": url}))
    assert list(refused.value.message_dict) == ["url"]


def test_another_format_is_asked_for_and_answered(
    make: Make, coordinator: Member, browser_of: Browser, client: Client
) -> None:
    row = learning.add_resource(by=BY, **LINK)
    ask = f"/library/formats/resource/{row.pk}/"
    assert client.get(ask).status_code == 302
    ada, cora = browser_of(make("Ada")), browser_of(coordinator)
    assert "Write which format is needed." in ada.post(ask, {"wanted": " "}).content.decode()
    assert "You get an answer by" in ada.post(ask, {"wanted": "Braille"}, follow=True).content.decode()
    asked = FormatRequest.objects.get()
    assert asked.due_on == clock.today() + timedelta(days=30)
    assert "Braille" in text_of(cora, "/library/formats/")
    cora.post(f"/library/formats/{asked.pk}/answer/", {"answer": "It comes by post on Friday."})
    assert "It comes by post on Friday." in Message.objects.get(subject="The format that you asked for").text
    assert "It comes by post on Friday." in text_of(ada, "/me/library/")
    assert client.get("/library/formats/nothing/1/").status_code == 302
    assert ada.get("/library/formats/nothing/1/").status_code == 404


def test_by_phone_a_format_has_the_same_standing(
    make: Make, coordinator: Member, browser_of: Browser
) -> None:
    row, grace = learning.add_resource(by=BY, **LINK), make("Grace", reach_by="phone", phone="020 7946 0102")
    today = clock.today()
    sent = {"who": grace.reference, "wanted": "Read it to me", "mode": "phone", "read_back_and_agreed": "on",
            "on_day": today.day, "on_month": today.month, "on_year": today.year}  # fmt: skip
    browser_of(coordinator).post(f"/library/formats/resource/{row.pk}/record/", sent)
    asked = FormatRequest.objects.get()
    assert (asked.member, asked.how) == (grace, "phone")
    assert Recording.objects.filter(member=grace, what="format").exists()


def test_my_data_holds_what_i_asked_for_and_leaving_takes_it_away(make: Make) -> None:
    row, ada = learning.add_resource(by=BY, **LINK), make("Ada")
    learning.ask_format(ada, kind="resource", key=str(row.pk), wanted="planted-quince", by=BY)
    assert ada.account is not None
    assert rights.export(ada.account)["learning"]["formats_asked"][0]["wanted"] == "planted-quince"
    people.leave(ada, by=BY)
    asked = FormatRequest.objects.get()
    assert (asked.wanted, asked.member) == ("", None)
    assert asked.withdrawn_at is not None


def test_the_library_takes_as_many_queries_for_three_as_for_thirty(our_centre: None, client: Client) -> None:
    package_and_text()
    learning.add_resource(by=BY, **LINK)
    few = queries_of(client, "/library/")
    for number in range(10):
        learning.add_resource(by=BY, **(LINK | {"title": f"More {number}"}))
        document = documents.start_document(kind="other", title=f"Text {number}", text="x", by=BY)
        documents.open_document(document, by=BY)
        version = documents.freeze(document, by=BY)
        package = learning.start_package(title=f"Training {number}", licence="cc0", by=BY)
        learning.add_module(package, kind="text", title="One", minutes=5, version=version, by=BY)
        learning.publish_package(package, by=BY)
    assert queries_of(client, "/library/") == few


def test_texts_are_counted_as_other_things_are_over_all_their_versions(
    our_centre: None, client: Client
) -> None:
    text = documents.start_document(kind="other", title="Ground rules", text="One\n\nTwo", by=BY)
    documents.open_document(text, by=BY)
    documents.freeze(text, by=BY)
    page = f"/texts/{text.slug}/versions/"
    for kind in ("pdf", "word", "text"):
        assert client.get(f"{page}1/file/{kind}/").status_code == 200
    documents.reword(Clause.objects.filter(document=text)[0], text="One, again", base=1, by=BY)
    documents.freeze(text, by=BY)
    client.get(f"{page}2/file/text/")
    client.head(f"{page}2/file/text/")
    client.get(f"{page}2/file/exe/")
    assert sorted(Download.objects.values_list("kind", "key", "form")) == [
        ("text", text.pk, form) for form in ("pdf", "text", "text", "word")
    ]
    (entry,) = library.entries(kind="text")
    assert (entry.title, entry.taken) == ("Ground rules", 4)
    assert "Taken away 4 times" in text_of(client, "/library/")
