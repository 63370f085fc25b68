"""The pack comes in two formats or more, before the day; files are judged by what is in them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.foundation import actors, clock
from alongside.foundation.models import Channel, Message
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import (
    Coming,
    HelperRole,
    PackFormat,
    PackItem,
    PackPublication,
    Registration,
    Session,
)
from alongside.gatherings.queries import readiness
from alongside.people.models import Member
from tests.gatherings.helpers import Browser, Make, text_of

BY = actors.SYSTEM
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def document(*names: str, mimetype: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for name in names:
            folder.writestr(name, mimetype if name == "mimetype" else "<x/>")
    return made.getvalue()


DOCX = document("[Content_Types].xml", "word/document.xml")
ODT = document("mimetype", mimetype="application/vnd.oasis.opendocument.text")


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def two_formats(session: Session, title: str = "The plan", **more: Any) -> PackItem:
    item = gatherings.add_pack_item(session, title=title, by=BY, **more)
    gatherings.add_words(item, text="First we talk.\n\nThen a break.", by=BY)
    gatherings.add_file(item, file=upload(PDF, "plan.pdf"), by=BY)
    return item


def place(session: Session, member: Member) -> Registration:
    return Registration.objects.create(
        session=session, member=member, coming=Coming.IN_PERSON, placed_at=clock.now()
    )


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "plan.pdf", "application/pdf"), (DOCX, "plan.docx", DOCX_TYPE),
        (ODT, "plan.odt", "application/vnd.oasis.opendocument.text"), ("Zażółć\n".encode(), "plan.TXT", "text/plain"),
        (b"ID3\x04" + b"\0" * 9, "plan.mp3", "audio/mpeg"), (b"\xff\xfb\x90\x00" * 3, "plan.mp3", "audio/mpeg"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 9, "room.jpeg", "image/jpeg"), (PNG, "room.png", "image/png"),
    ],
)  # fmt: skip
def test_files_of_these_kinds_are_taken(session: Session, content: bytes, name: str, media_type: str) -> None:
    item = gatherings.add_pack_item(session, title="The plan", by=BY)
    made = gatherings.add_file(item, file=upload(content, name), by=BY)
    assert made.media_type == media_type
    assert made.file.read() == content


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<html><script>alert(1)</script>", "plan.pdf", "The name ends in “.pdf”, but the file is something else"),
        (PDF, "plan.docx", "The name ends in “.docx”"), (PNG, "room.jpg", "The name ends in “.jpg”"),
        (PDF, "plan", "Choose a file that ends in"),
        (b"MZ\x90\0\x03\0", "plan.txt", "We cannot tell what this file is."),
        (b"\xff\xfe\xfd", "plan.txt", "We cannot tell"), (b"  \n", "plan.txt", "We cannot tell"),
        (document("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docx", "We cannot tell"),
        (document("virus.exe"), "plan.docx", "We cannot tell"), (b"PK\x03\x04broken", "plan.docx", "We cannot tell"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_gets_a_clear_sentence(
    session: Session, coordinator: Member, browser_of: Browser, content: bytes, name: str, sentence: str
) -> None:
    item = gatherings.add_pack_item(session, title="The plan", by=BY)
    url = f"/sessions/{session.pk}/pack/arrange/{item.pk}/file/"
    page = browser_of(coordinator).post(url, {"file": upload(content, name), "variant": "standard"})
    assert (page.status_code, PackFormat.objects.count()) == (200, 0)
    assert sentence in page.content.decode()
    with pytest.raises(gatherings.NotNow, match=r"The name ends in|We cannot tell"):
        gatherings.add_file(item, file=upload(content, name), by=BY)


def test_a_file_that_is_too_big_is_not_taken(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    item = gatherings.add_pack_item(session, title="The plan", by=BY)
    big = upload(PDF, "plan.pdf")
    big.size = 20 * 1024 * 1024 + 1
    with pytest.raises(gatherings.NotNow, match="20 MB at most"):
        gatherings.add_file(item, file=big, by=BY)


def test_a_session_is_not_ready_while_an_item_comes_in_one_format(session: Session) -> None:
    assert not any("pack" in sentence for sentence in readiness.blockers(session))
    item = gatherings.add_pack_item(session, title="The plan", by=BY)
    gatherings.add_words(item, text="First we talk.", by=BY)
    assert "“The plan” in the pack needs a second format." in " ".join(readiness.blockers(session))
    with pytest.raises(gatherings.NotNow, match="needs a second format"):
        gatherings.send_pack(session, by=BY)
    gatherings.change_pack_item(item, on_request=True, by=BY)
    assert [sentence for sentence in readiness.blockers(session) if "pack" in sentence] == [
        "The pack is not out yet. Send it to the people who registered."
    ]
    gatherings.send_pack(session, by=BY)
    assert not any("pack" in sentence for sentence in readiness.blockers(session))


def test_on_request_alone_is_no_format(session: Session) -> None:
    gatherings.add_pack_item(session, title="The plan", on_request=True, by=BY)
    assert any("needs a second format" in sentence for sentence in readiness.blockers(session))


def test_everybody_with_a_place_is_told_by_their_own_channel_and_paper_is_counted(
    session: Session, make: Make
) -> None:
    two_formats(session)
    place(session, make("Ada"))
    place(session, make("Phil", reach_by="phone", phone="020 7946 0123"))
    place(session, make("Lena", reach_by="post", address="2 Low Road"))
    Registration.objects.create(session=session, member=make("Wen"), coming=Coming.ONLINE)
    Message.objects.all().delete()
    sent = gatherings.send_pack(session, by=BY)
    assert (sent.told, sent.paper_copies) == (3, 1)
    words = {message.channel: message.text for message in Message.objects.all()}
    assert f"/sessions/{session.pk}/pack/" in words[Channel.EMAIL]
    assert "The pack is enclosed, on paper:\n– The plan" in words[Channel.LETTER]
    assert "read it to you" in words[Channel.CALL]


def test_who_may_open_what(session: Session, make: Make, browser_of: Browser, client: Client) -> None:
    inner, public = two_formats(session, "For us"), two_formats(session, "For all", is_public=True)
    ada, other = make("Ada"), make("Other")
    helper = make("Hal")
    gatherings.add_helper(session, member=helper, role=HelperRole.SCRIBE, by=BY)
    place(session, ada)
    urls = {
        item: [f"/sessions/{session.pk}/pack/{one.pk}/" for one in item.formats.all()] for item in (inner, public)
    }  # fmt: skip

    def seen(browser: Client) -> list[list[int]]:
        return [[browser.get(url).status_code for url in urls[item]] for item in (inner, public)]

    assert seen(browser_of(ada)) == [[404, 404], [404, 404]], "not before it is out"
    assert seen(browser_of(helper)) == [[200, 200], [200, 200]]
    gatherings.send_pack(session, by=BY)
    assert seen(browser_of(ada)) == [[200, 200], [200, 200]]
    assert seen(browser_of(other)) == [[404, 404], [200, 200]]
    assert seen(client) == [[404, 404], [200, 200]]
    assert "For us" in text_of(browser_of(ada), f"/sessions/{session.pk}/")
    page = text_of(client, f"/sessions/{session.pk}/pack/")
    assert "For all" in page
    assert "For us" not in page


def test_a_file_is_handed_over_and_never_run(session: Session, make: Make, browser_of: Browser) -> None:
    item = gatherings.add_pack_item(session, title="The plan", on_request=True, by=BY)
    made = gatherings.add_file(item, file=upload(b"<script>alert(1)</script>", 'a"b\r\n.txt'), by=BY)
    gatherings.send_pack(session, by=BY)
    ada = make("Ada")
    place(session, ada)
    answer = browser_of(ada).get(f"/sessions/{session.pk}/pack/{made.pk}/")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_words_stand_on_a_page_and_nothing_typed_becomes_code(
    session: Session, make: Make, browser_of: Browser
) -> None:
    item = gatherings.add_pack_item(session, title="The plan", on_request=True, by=BY)
    made = gatherings.add_words(item, text="Hello <b>all</b>\n\nمرحبا", by=BY)
    gatherings.send_pack(session, by=BY)
    ada = make("Ada")
    place(session, ada)
    page = text_of(browser_of(ada), f"/sessions/{session.pk}/pack/{made.pk}/")
    assert "<p>Hello &lt;b&gt;all&lt;/b&gt;</p>" in page
    assert "al-sheet--large" in text_of(browser_of(ada), f"/sessions/{session.pk}/pack/{made.pk}/?large")


@pytest.mark.django_db(transaction=True)
def test_a_removed_format_takes_its_file_along(session: Session, tmp_path: Path) -> None:
    item = two_formats(session)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    gatherings.remove_pack_item(item, by=BY)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert PackFormat.objects.count() == 0


def test_a_coordinator_arranges_and_sends_the_pack(
    session: Session, coordinator: Member, browser_of: Browser
) -> None:
    browser, start = browser_of(coordinator), f"/sessions/{session.pk}/pack/arrange/"
    browser.post(f"{start}add/", {"title": "The plan", "is_public": "no", "on_request": "no"})
    item = PackItem.objects.get()
    assert "Needs another format" in text_of(browser, start)
    browser.post(f"{start}{item.pk}/words/", {"text": "First we talk.", "variant": "easy_read"})
    browser.post(f"{start}{item.pk}/file/", {"file": upload(PDF, "plan.pdf"), "variant": "large_print"})
    page = text_of(browser, start)
    assert "Easy Read: To read on the web" in page
    assert "Large print: PDF" in page
    browser.post(f"{start}send/")
    assert PackPublication.objects.count() == 1
    assert "The pack is out" in text_of(browser, start)


def test_it_says_that_the_pack_is_changed_only_when_it_is(
    session: Session, coordinator: Member, browser_of: Browser
) -> None:
    item, browser = gatherings.add_pack_item(session, title="The plan", by=BY), browser_of(coordinator)
    page = f"/sessions/{session.pk}/pack/arrange/{item.pk}/change/"
    kept = {name: "yes" if getattr(item, name) else "no" for name in ("is_public", "on_request")}
    same = {"title": "The plan"} | kept
    assert "Nothing was changed." in browser.post(page, same, follow=True).content.decode()
    changed = browser.post(page, same | {"title": "The way"}, follow=True).content.decode()
    assert "The pack is changed." in changed


def test_whoever_does_not_run_the_session_arranges_nothing(
    session: Session, make: Make, browser_of: Browser
) -> None:
    item, browser = two_formats(session), browser_of(make("Ada"))
    start = f"/sessions/{session.pk}/pack/arrange/"
    for path in ("", "add/", "send/", f"{item.pk}/words/", f"{item.pk}/file/", f"{item.pk}/remove/"):
        assert browser.post(start + path).status_code == 404
    assert PackItem.objects.count() == 1
