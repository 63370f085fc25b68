"""Nothing secret is in the repository, and markup that is not escaped stands in few places, each with a reason."""

import re
import subprocess
from collections.abc import Iterator

import pytest

from tests.architecture.sources import HOUSE, files

ROOT = HOUSE.parent
KEYS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}",
    "a key of a cloud": r"\b(?:AKIA|ASIA)(?![0-9A-Z]*EXAMPLE)[0-9A-Z]{16}\b",
    "a token of a code host": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|glpat-[A-Za-z0-9_-]{20})\b",
    "a token of a chat": r"\bxox[abprs]-[A-Za-z0-9-]{10,}",
    "a key of a payment service": r"\b[rs]k_live_[A-Za-z0-9]{16,}",
    "a web token": r"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{10,}",
    "a password in an address": r"\b(?:postgres|postgresql|smtp|smtps|redis|amqp)://[^\s:/@\"']+:(?!(?i:password)@)[^\s@\"'{}<>]{8,}@(?!localhost|127\.)",
    "a secret setting": r"(?m)^(?:ALONGSIDE_)?(?:SECRET|MONITORING)_KEY=[A-Za-z0-9_=-]{20,}",
}
MARKUP = re.compile(
    r"\b(?:mark_safe|SafeString|SafeText)\((?!\"\"\))|\|\s*safe\b|\bautoescape off\b|\|\s*safeseq\b"
)
UNESCAPED = {
    "conversations/views/ballots.py": "a QR code that segno draws; our own link is its only text",
    "foundation/forms/rendering.py": "a hidden field, which Django has escaped already",
    "gatherings/views/paper.py": "a QR code that segno draws",
    "gatherings/views/qr.py": "a QR code that segno draws",
    "people/views/signing_in.py": "a QR code that segno draws",
    "story/pictures.py": "a drawing of ours, into which numbers and escaped words are put",
}


def secrets_in(text: str) -> Iterator[str]:
    """What looks like a secret."""
    yield from (name for name, shape in KEYS.items() if re.search(shape, text))


def test_no_secret_is_in_the_repository() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    if not listed:
        pytest.skip("this copy has no git, which knows what belongs to it")
    found = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and path.stat().st_size < 2_000_000:
            found += [f"{name}: {what}" for what in secrets_in(path.read_bytes().decode("utf-8", "replace"))]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        "-----BEGIN " + "PRIVATE KEY-----\n" + "A" * 64, "AKIA" + "A" * 16, "ghp_" + "a" * 36, "sk_live_" + "a" * 20,
        "postgres" + "://centre:correct-horse@db.example/x", "ALONGSIDE_SECRET_KEY=" + "a1" * 30, "xoxb-" + "1" * 12,
    ],
)  # fmt: skip
def test_a_secret_that_was_left_would_be_found(planted: str) -> None:
    assert len(list(secrets_in(f"x = 1\n{planted}\n"))) == 1


def test_markup_that_is_not_escaped_stands_only_where_it_was_looked_at() -> None:
    python = {path for _room, path in files() if MARKUP.search(path.read_text())}
    templates = {
        path for path in HOUSE.rglob("templates/**/*") if path.is_file() and MARKUP.search(path.read_text())
    }
    assert {str(path.relative_to(HOUSE)) for path in python | templates} == set(UNESCAPED)


@pytest.mark.parametrize(
    "planted", ["mark_safe(words)", "SafeString(words)", "{{ words|safe }}", "{% autoescape off %}"]
)
def test_planted_markup_is_caught(planted: str) -> None:
    assert MARKUP.search(planted)
