"""Promise: every version can be taken away as plain text, Word and PDF, and each can be read by a screen reader."""

import hashlib
import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from django.test import Client

from alongside.documents import actions as documents
from alongside.documents import exports
from alongside.documents.models import Version
from alongside.foundation import judging_files
from tests.documents.helpers import BY, Start

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ENGLISH = (
    "# Listening\nWe listen & <hear>.\nOn two lines.\n\n*Not* #markup_ $here$ \\ [x]",
    "Second, in\n\nno heading.",
)
ARABIC = ("# الإصغاء\nنستمع أولا.", "نتقاسم السلطة.")


@pytest.fixture(params=["en", "ar"])
def version(request: pytest.FixtureRequest, start: Start) -> Version:
    english = request.param == "en"
    document = start(
        *(ENGLISH if english else ARABIC), language=request.param, title="Principles" if english else "مبادئ",
        slug="principles",
    )  # fmt: skip
    return documents.freeze(document, summary="To begin & end", by=BY)


def made(client: Client, version: Version, kind: str) -> bytes:
    response = client.get(f"/texts/principles/versions/{version.number}/file/{kind}/")
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    return response.content


def test_plain_text_has_the_fingerprint(client: Client, version: Version) -> None:
    assert hashlib.sha256(made(client, version, "text")).hexdigest() == version.fingerprint


def test_word_has_headings_a_title_a_language_and_every_word(client: Client, version: Version) -> None:
    file = made(client, version, "word")
    assert judging_files.judge(io.BytesIO(file), "a.docx").media_type == judging_files.DOCX
    with zipfile.ZipFile(io.BytesIO(file)) as folder:
        assert folder.testzip() is None
        body, styles = (ET.fromstring(folder.read(f"word/{name}.xml")) for name in ("document", "styles"))
        assert version.title in folder.read("docProps/core.xml").decode()
    used = [one.get(f"{W}val") for one in body.iter(f"{W}pStyle")]
    assert set(used) <= {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    assert used.count("Title") == 1
    assert used.count("Heading1") == len(version.content)
    words = "".join(one.text or "" for one in body.iter(f"{W}t"))
    for clause in version.content:
        assert all(line in words for line in clause["text"].split("\n"))
    lang = next(styles.iter(f"{W}lang"))
    assert lang.get(f"{W}val") == version.document.language
    assert bool(list(body.iter(f"{W}bidi"))) == (version.document.language == "ar")
    assert made(client, version, "word") == file, "the same bytes each time"


def test_pdf_is_tagged_for_screen_readers(client: Client, version: Version) -> None:
    file = made(client, version, "pdf")
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == version.document.language
        assert pdf.open_metadata().get("pdfuaid:part") == "1"
        assert pdf.docinfo.Title == version.title
        tags = list(tags_of(pdf.Root.StructTreeRoot))
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == len(version.content)
    assert "/P" in tags
    assert made(client, version, "pdf") == file


def tags_of(node: pikepdf.Object) -> list[str]:
    """The names of every structure element."""
    found = [str(node.S)] if "/S" in node else []
    kids: Any = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += tags_of(kid)
    return found


def test_there_is_no_other_file(client: Client, version: Version) -> None:
    assert list(exports.KINDS) == ["pdf", "word", "text"]
    assert client.get("/texts/principles/versions/1/file/exe/").status_code == 404
    assert client.get("/texts/principles/versions/9/file/pdf/").status_code == 404
