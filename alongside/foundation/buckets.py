"""Uploads in storage that speaks S3, for a house on several hosts: each host sees the same files.

Four requests of the S3 API are all that is asked: PUT, GET, HEAD and DELETE of one object, signed as AWS describes it
("Signature Version 4", Authenticating Requests: Using the Authorization Header). The bucket stays closed to the public:
files are handed over by the house, behind its doors, and have no address of their own.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import shutil
import ssl
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils import timezone
from django.utils.deconstruct import deconstructible

SECONDS = 20
TRIES = 2
IN_MEMORY = 2 * 1024 * 1024
HOW = "Write it so: s3://KEY:SECRET@storage.example/BUCKET?region=REGION, with %2F for a slash in the secret."


class BucketTrouble(OSError):
    """The storage refused, or did not answer."""


@dataclass(frozen=True)
class Bucket:
    """Where files are kept, and with which key."""

    host: str
    name: str
    key: str
    secret: str
    region: str
    encrypted: bool

    @classmethod
    def at(cls, address: str) -> Bucket:
        """From an address such as s3://key:secret@host/bucket?region=eu-west-2. Raises ImproperlyConfigured.

        `s3+http://` is for storage on this machine alone.
        """
        parts = urlsplit(address)
        host, name = parts.netloc.rpartition("@")[2], parts.path.strip("/")
        if parts.scheme not in ("s3", "s3+http") or not (host and name and parts.username and parts.password):
            raise ImproperlyConfigured(f"ALONGSIDE_MEDIA_URL cannot be read. {HOW}")
        if parts.scheme == "s3+http" and not _is_this_machine(parts.hostname or ""):
            raise ImproperlyConfigured("ALONGSIDE_MEDIA_URL: files would travel unprotected. Write s3://.")
        region = parse_qs(parts.query).get("region", ["us-east-1"])[0]
        key, secret = unquote(parts.username), unquote(parts.password)
        return cls(host, name, key, secret, region, encrypted=parts.scheme == "s3")


@dataclass(frozen=True)
class Answer:
    """What the storage said: its status, and how many bytes the object has."""

    status: int
    length: int

    @property
    def is_missing(self) -> bool:
        return self.status == http.client.NOT_FOUND


@deconstructible
class BucketStorage(Storage):
    """Django's storage on a bucket."""

    def __init__(self, address: str) -> None:
        self.bucket = Bucket.at(address)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            raise ValueError("What is kept is never changed in place. Save it anew.")
        kept: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # whoever reads it closes it
        if self._ask("GET", name, into=kept).is_missing:
            raise FileNotFoundError(name)
        kept.seek(0)
        return File(kept, name)

    def _save(self, name: str, content: File[Any]) -> str:
        content.seek(0)
        body = content.read()
        self._ask("PUT", name, body.encode() if isinstance(body, str) else body)
        return name

    def delete(self, name: str) -> None:
        self._ask("DELETE", name)

    def exists(self, name: str) -> bool:
        return not self._ask("HEAD", name).is_missing

    def size(self, name: str) -> int:
        answer = self._ask("HEAD", name)
        if answer.is_missing:
            raise FileNotFoundError(name)
        return answer.length

    def url(self, name: str | None) -> str:
        raise ValueError("A file of the house has no address of its own: a view hands it over.")

    def _ask(self, method: str, name: str, body: bytes = b"", into: IO[bytes] | None = None) -> Answer:
        """What was answered; each of these requests may be sent twice. Raises BucketTrouble for all but success.

        404 is an answer, but not to PUT: then the bucket is missing, and what was handed in would be lost in silence.
        """
        said = ""
        for _try in range(TRIES):
            try:
                answer = self._once(method, name, body, into)
            except (OSError, http.client.HTTPException) as problem:
                said = str(problem)
                continue
            if answer.status < http.client.MULTIPLE_CHOICES or (answer.is_missing and method != "PUT"):
                return answer
            said = f"status {answer.status}"
            if answer.status < http.client.INTERNAL_SERVER_ERROR:
                break
        raise BucketTrouble(f"The storage {self.bucket.host} does not take {method}: {said}")

    def _once(self, method: str, name: str, body: bytes, into: IO[bytes] | None) -> Answer:
        path = quote(f"/{self.bucket.name}/{name}", safe="/-_.~")
        with closing(self._connection()) as connection:
            headers = signed(self.bucket, method, path, body, timezone.now())
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            if into is None or answer.status >= http.client.MULTIPLE_CHOICES:
                answer.read()
            else:
                into.seek(0)
                into.truncate()
                shutil.copyfileobj(answer, into)
            return Answer(answer.status, int(answer.headers.get("Content-Length") or 0))

    def _connection(self) -> http.client.HTTPConnection:
        if not self.bucket.encrypted:
            return http.client.HTTPConnection(self.bucket.host, timeout=SECONDS)
        safe = ssl.create_default_context()
        return http.client.HTTPSConnection(self.bucket.host, timeout=SECONDS, context=safe)


def signed(
    bucket: Bucket, method: str, path: str, body: bytes, now: datetime, more: dict[str, str] | None = None
) -> dict[str, str]:
    """The headers of a request, with its signature. `path` is percent-encoded, `?` and what follows included."""
    moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    headers = {
        **{name.lower(): value for name, value in (more or {}).items()},
        "host": bucket.host,
        "x-amz-content-sha256": hashlib.sha256(body).hexdigest(),
        "x-amz-date": moment,
    }
    names = ";".join(sorted(headers))
    plain, _mark, query = path.partition("?")
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    asked = "\n".join([method, plain, _sorted(query), lines, names, headers["x-amz-content-sha256"]])
    scope = f"{moment[:8]}/{bucket.region}/s3/aws4_request"
    text = "\n".join(["AWS4-HMAC-SHA256", moment, scope, hashlib.sha256(asked.encode()).hexdigest()])
    key = f"AWS4{bucket.secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    seal = hmac.digest(key, text.encode(), "sha256").hex()
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={bucket.key}/{scope}, SignedHeaders={names}, Signature={seal}"
    )
    return headers


def _sorted(query: str) -> str:
    pairs = (part.partition("=") for part in query.split("&") if part)
    return "&".join(sorted(f"{name}={value}" for name, _sign, value in pairs))


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
