"""DKIM (RFC 6376, relaxed/relaxed, rsa-sha256): signs what leaves, where the centre has given a key.

The List headers are signed too, as RFC 8058 asks, and From twice, so that nobody can add another.
"""

import re
import time
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from textwrap import wrap

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SIGNED = [
    b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type", b"content-language",
    b"content-transfer-encoding", b"reply-to", b"auto-submitted", b"list-id", b"list-help", b"list-archive",
    b"list-unsubscribe", b"list-unsubscribe-post",
]  # fmt: skip
FOLDED = "\r\n "
SPACE, SPACE_AT_THE_END, FOLD = (
    re.compile(rb"[ \t]+"),
    re.compile(rb"[ \t]+\r\n"),
    re.compile(rb"\r\n(?=[ \t])"),
)


def is_on() -> bool:
    """Whether there is a key to sign with."""
    return bool(settings.DKIM_KEY_FILE)


def signature(mail: bytes) -> bytes:
    """The DKIM-Signature header of a mail with CRLF line ends."""
    head, _gap, body = mail.partition(b"\r\n\r\n")
    found = dict(_relaxed(line) for line in FOLD.sub(b"", head).split(b"\r\n"))
    signed = [name for name in SIGNED if name in found]
    digest = b64encode(sha256(_relaxed_body(body)).digest()).decode()
    names = "\r\n :".join(":".join(some) for some in _in_lines([*signed, b"from"]))
    header = (
        f"v=1; a=rsa-sha256; c=relaxed/relaxed; d={settings.DKIM_DOMAIN};\r\n s={settings.DKIM_SELECTOR}; "
        f"t={int(time.time())};\r\n h={names};\r\n bh={digest};\r\n b="
    )
    name, value = _relaxed(b"DKIM-Signature: " + FOLD.sub(b"", header.encode("ascii")))
    text = b"".join(one + b":" + found[one] + b"\r\n" for one in signed) + name + b":" + value
    seal = b64encode(_key(settings.DKIM_KEY_FILE).sign(text, PKCS1v15(), SHA256())).decode()
    return f"DKIM-Signature: {header}{FOLDED.join(wrap(seal, 70))}\r\n".encode("ascii")


def _relaxed(line: bytes) -> tuple[bytes, bytes]:
    """A header's name in small letters, and its value with single spaces."""
    name, _colon, value = line.partition(b":")
    return name.strip().lower(), SPACE.sub(b" ", value).strip()


def _relaxed_body(body: bytes) -> bytes:
    if not body.endswith(b"\r\n"):
        body += b"\r\n"
    text = SPACE.sub(b" ", SPACE_AT_THE_END.sub(b"\r\n", body)).rstrip(b"\r\n")
    return text + b"\r\n" if text else b""


def _in_lines(names: list[bytes]) -> list[list[str]]:
    return [[name.decode() for name in names[at : at + 4]] for at in range(0, len(names), 4)]


@lru_cache(maxsize=2)
def _key(path: str) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(Path(path).read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as problem:
        raise ImproperlyConfigured(f"ALONGSIDE_DKIM_KEY_FILE: {path} cannot be read: {problem}") from problem
    if not isinstance(key, RSAPrivateKey):
        raise ImproperlyConfigured(f"ALONGSIDE_DKIM_KEY_FILE: {path} holds no RSA key.")
    return key
