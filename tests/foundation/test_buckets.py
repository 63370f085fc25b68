"""Uploads in S3: signed as AWS's own examples say, kept in a small server on this machine, and never public."""

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import HttpResponse
from django.test import Client, override_settings

from alongside.config import environment
from alongside.foundation import actors, once
from alongside.foundation.buckets import Bucket, BucketStorage, BucketTrouble, signed
from alongside.foundation.doctoring import stores
from alongside.foundation.models import Centre
from alongside.learning import actions as learning
from alongside.learning.models import Resource
from alongside.people.models import Member
from tests.furniture import Browser, browser_of, coordinator, make, our_centre, without_staff_passkeys

__all__ = ["browser_of", "coordinator", "make", "our_centre", "without_staff_passkeys"]

PDF = b"%PDF-1.7\n% words\n%%EOF\n"
MAY_BE_LOST = "It is not your fault. What you sent may not have been saved."

# The key pair and requests of "Authenticating Requests: Using the Authorization Header", as AWS publishes them.
EXAMPLE = Bucket(
    "examplebucket.s3.amazonaws.com", "examplebucket", "AKIAIOSFODNN7EXAMPLE",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1", encrypted=True,
)  # fmt: skip
THEN = datetime(2013, 5, 24, tzinfo=UTC)
PUBLISHED = [
    ("GET", "/test.txt", b"", {"Range": "bytes=0-9"},
     "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
    ("PUT", "/test%24file.text", b"Welcome to Amazon S3.",
     {"Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"},
     "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
    ("GET", "/?lifecycle", b"", {}, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
    ("GET", "/?max-keys=2&prefix=J", b"", {}, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "body", "headers", "seal"), PUBLISHED)
def test_requests_are_signed_as_published(
    method: str, path: str, body: bytes, headers: dict[str, str], seal: str
) -> None:
    made = signed(EXAMPLE, method, path, body, THEN, headers)
    assert made["authorization"].endswith(f"Signature={seal}")


class Shelf(ThreadingHTTPServer):
    """A small S3 on this machine: one bucket, one key pair, and a list of answers to give first."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.kept: dict[str, bytes] = {}
        self.first: list[int] = []
        self.asked = 0
        self.secret = "of/this+machine"

    @property
    def address(self) -> str:
        return f"s3+http://us:of%2Fthis%2Bmachine@127.0.0.1:{self.server_port}/files?region=eu-west-2"


class Answering(BaseHTTPRequestHandler):
    server: Shelf

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, said = self.judge(body)
        self.send_response(status)
        self.send_header("Content-Length", str(0 if status == 204 else len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)

    do_GET = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815  # the names that the library looks for

    def judge(self, body: bytes) -> tuple[int, bytes]:
        self.server.asked += 1
        host = f"127.0.0.1:{self.server.server_port}"
        bucket = Bucket(host, "files", "us", self.server.secret, "eu-west-2", encrypted=False)
        now = datetime.strptime(self.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        if self.server.first:
            return self.server.first.pop(0), b"<Error/>"
        if (
            self.headers["authorization"]
            != signed(bucket, self.command, self.path, body, now)["authorization"]
        ):
            return 403, b"<Error/>"
        if self.headers["x-amz-content-sha256"] != hashlib.sha256(body).hexdigest():
            return 400, b"<Error/>"
        name = unquote(self.path).removeprefix("/files/")
        if self.command == "PUT":
            self.server.kept[name] = body
            return 200, b""
        if self.command == "DELETE":
            self.server.kept.pop(name, None)
            return 204, b""
        return (200, self.server.kept[name]) if name in self.server.kept else (404, b"<Error/>")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    server = Shelf()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def storage(shelf: Shelf) -> BucketStorage:
    return BucketStorage(shelf.address)


def test_a_file_is_kept_read_and_removed(shelf: Shelf, storage: BucketStorage) -> None:
    large = bytes(range(256)) * 20_000
    name = storage.save("packs/2026/What helps – ‎نوم & more.pdf", ContentFile(large))
    assert shelf.kept == {name: large}
    assert storage.exists(name)
    assert storage.size(name) == len(large)
    with storage.open(name) as file:
        assert file.read() == large
    storage.delete(name)
    assert (shelf.kept, storage.exists(name)) == ({}, False)


def test_two_files_of_one_name_are_two(shelf: Shelf, storage: BucketStorage) -> None:
    first, second = (storage.save("a.txt", ContentFile(words)) for words in (b"one", b"two"))
    assert first != second
    assert sorted(shelf.kept.values()) == [b"one", b"two"]


def test_a_file_that_is_not_there_is_told(storage: BucketStorage) -> None:
    with pytest.raises(FileNotFoundError):
        storage.open("gone.pdf")


def test_a_passing_fault_is_tried_again(shelf: Shelf, storage: BucketStorage) -> None:
    shelf.first = [503]
    storage.save("a.txt", ContentFile(b"one"))
    assert list(shelf.kept.values()) == [b"one"]


def test_a_lasting_fault_and_a_wrong_key_lose_nothing_in_silence(
    shelf: Shelf, storage: BucketStorage
) -> None:
    shelf.first = [503, 503]
    with pytest.raises(BucketTrouble, match="does not take"):
        storage.delete("a.txt")
    shelf.secret = "another"
    with pytest.raises(BucketTrouble, match="status 403"):
        storage.save("a.txt", ContentFile(b"one"))


@pytest.mark.parametrize("status", [404, 301], ids=["no such bucket", "the bucket is elsewhere"])
def test_a_file_that_was_not_taken_is_never_taken_for_kept(
    shelf: Shelf, storage: BucketStorage, status: int
) -> None:
    shelf.first = [404, status]  # no file of this name yet, and then
    with pytest.raises(BucketTrouble, match=f"status {status}"):
        storage.save("a.txt", ContentFile(b"one"))


def test_storage_that_is_not_there_is_told(shelf: Shelf) -> None:
    gone = BucketStorage("s3+http://us:secret@127.0.0.1:9/files")
    with pytest.raises(BucketTrouble):
        gone.exists("a.txt")
    assert [one.well for one in stores.files(gone)] == [False]
    assert [one.well for one in stores.files(BucketStorage(shelf.address))] == [True]


@pytest.mark.parametrize(
    "address",
    ["", "s3://storage.example/files", "s3://key:secret@storage.example", "https://key:secret@storage.example/files",
     "s3+http://key:secret@storage.example/files"],
)  # fmt: skip
def test_an_address_that_cannot_be_meant_is_refused(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="ALONGSIDE_MEDIA_URL"):
        Bucket.at(address)


def test_files_have_no_public_address(storage: BucketStorage) -> None:
    with pytest.raises(ValueError, match="no address"):
        storage.url("a.txt")
    with pytest.raises(NotImplementedError):
        storage.path("a.txt")


def test_the_setting_chooses_where_files_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.media() == {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    monkeypatch.setenv("ALONGSIDE_MEDIA_URL", "s3://key:secret@storage.example/files")
    assert environment.media()["OPTIONS"] == {"address": "s3://key:secret@storage.example/files"}


@pytest.mark.django_db
def test_what_is_put_into_the_library_is_handed_over_by_the_house(our_centre: Centre, shelf: Shelf) -> None:
    """The whole way, with nothing on a disk: a file handed in, kept in the bucket, and taken away by a visitor."""
    with override_settings(STORAGES=_files_in(shelf)):
        pdf = ContentFile(PDF, name="what helps.pdf")
        made = learning.add_resource(
            by=actors.SYSTEM, title="What helps", kind="guide", licence="cc_by", file=pdf
        )
        assert [body[:4] for body in shelf.kept.values()] == [b"%PDF"]
        answer = Client().get(f"/library/{made.pk}/take/")
        assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
        assert answer["Content-Disposition"].startswith("attachment")
    assert not (Path(django_settings.MEDIA_ROOT) / str(Resource.objects.get().file.name)).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "title"), [("", "We cannot reach"), ("/ar", "لا يمكننا الوصول إلى")])
def test_who_takes_a_file_while_the_storage_is_away_reads_so(
    our_centre: Centre, shelf: Shelf, before: str, title: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(raise_request_exception=False)
    with override_settings(STORAGES=_files_in(shelf)):
        pdf = ContentFile(PDF, name="what helps.pdf")
        made = learning.add_resource(
            by=actors.SYSTEM, title="What helps", kind="guide", licence="cc_by", file=pdf
        )
        shelf.first = [503, 503]
        answer = client.get(f"{before}/library/{made.pk}/take/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert f">{title}" in page
    assert MAY_BE_LOST not in page
    assert "tel:02079460000" in page
    (line,) = [row for row in caplog.records if row.name == "django.request"]
    assert (line.levelname, line.exc_info and line.exc_info[0]) == ("ERROR", BucketTrouble)


@pytest.mark.django_db
def test_who_hands_in_a_file_while_the_storage_is_away_reads_what_became_of_it(
    our_centre: Centre, shelf: Shelf, browser_of: Browser, coordinator: Member
) -> None:
    client, key = browser_of(coordinator), once.new_key()
    client.raise_request_exception = False

    def sent() -> HttpResponse:
        said = {"title": "What helps", "kind": "guide", "licence": "cc_by", "language": "en", "once": key}
        file = ContentFile(PDF, name="what helps.pdf")
        return client.post("/library/add/", said | {"file": file})  # type: ignore[return-value]  # a test's response

    with override_settings(STORAGES=_files_in(shelf)):
        shelf.first = [503, 503]
        answer = sent()
        assert (answer.status_code, MAY_BE_LOST in answer.content.decode()) == (503, True)
        assert not Resource.objects.exists()
        assert sent().status_code == 302
    assert Resource.objects.get().title == "What helps"


def _files_in(shelf: Shelf) -> dict[str, Any]:
    chosen = {"BACKEND": "alongside.foundation.buckets.BucketStorage", "OPTIONS": {"address": shelf.address}}
    return {**storages.backends, "default": chosen}
