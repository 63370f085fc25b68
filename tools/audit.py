"""What others made and we rely on: known weaknesses of the locked versions, and whether we may use them.

Advisories come from the JSON interface of the Python package index (`/pypi/NAME/VERSION/json`), whose list
`vulnerabilities` repeats the Python Packaging Advisory Database. A checker that cannot reach its list and says "nothing
found" is worse than none: so an old Django is asked first, of which many weaknesses are known. Where even that one
comes back clean, or nobody answers, the check ends with 77, "skipped", and says why.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCKED = [ROOT / "requirements" / "base.txt", ROOT / "requirements" / "postgres.txt"]
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
INDEX = "ADVISORIES_URL"
USUAL_INDEX = "https://pypi.org/pypi"
KNOWN_WEAK = ("django", "3.0")
SKIPPED = 77
SECONDS = 20

PERMISSIVE = (
    "mit", "bsd", "0bsd", "apache", "isc", "psf", "python software foundation", "zlib", "cc0", "lgpl",
    "lesser general public", "mozilla public", "mpl", "unlicense", "postgresql",
)  # fmt: skip
LOOKED_AT = {
    "pyrage": "MIT, in the file LICENSE that comes with it",
    "qrcode": "BSD-3-Clause; its second classifier is about the words “QR Code”, a trademark",
}

Ask = Callable[[str, str], Any]
"""From a name and a version to what the index says of it. Raises OSError and ValueError."""


class CannotTell(Exception):
    """Nothing can be said about advisories from here; the message says why."""


def locked(files: list[Path] | None = None) -> dict[str, str]:
    """The names and versions that the lock files hold."""
    return {
        name.lower(): version
        for path in files or LOCKED
        for name, version in PINNED.findall(path.read_text())
    }


def asked(name: str, version: str) -> Any:
    """What the index says of one version."""
    address = f"{os.environ.get(INDEX, USUAL_INDEX)}/{name}/{version}/json"
    if not address.startswith("https://"):
        raise ValueError(f"{INDEX} must begin with https://")
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - https, as the line above says
        return json.load(answer)


def advisories(wanted: dict[str, str], ask: Ask = asked) -> Iterator[str]:
    """A line for every known weakness of what is wanted. Raises CannotTell when the list could not have shown one."""
    try:
        if not list(_weaknesses(ask(*KNOWN_WEAK))):
            raise CannotTell(
                f"the index lists no weakness even of {' '.join(KNOWN_WEAK)}, so its list is empty"
            )
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda one: ask(*one), wanted.items()))
    except (OSError, ValueError) as problem:
        raise CannotTell(f"the index gives no advisories ({problem})") from problem
    for (name, version), answer in zip(wanted.items(), answers, strict=True):
        yield from (f"{name} {version}: {weakness}" for weakness in _weaknesses(answer))


def _weaknesses(answer: Any) -> Iterator[str]:
    if not isinstance(answer, dict) or not isinstance(answer.get("vulnerabilities"), list):
        raise ValueError("no list of vulnerabilities in its answer")
    for each in answer["vulnerabilities"]:
        if not each.get("withdrawn"):
            mended = ", ".join(each.get("fixed_in") or []) or "no version"
            yield f"{' '.join([each['id'], *each.get('aliases', [])])}, mended in {mended}"


def licences(wanted: dict[str, str], about: Callable[[str], Message] | None = None) -> Iterator[str]:
    """A line for everything whose licence is neither permissive nor the LGPL or MPL, or that says none."""
    for name in sorted(wanted):
        try:
            said = licence((about or importlib.metadata.metadata)(name))  # type: ignore[arg-type]  # both give headers
        except importlib.metadata.PackageNotFoundError:
            continue  # of another system
        if not may_be_used(said) and name not in LOOKED_AT:
            yield f"{name}: {said or 'says nothing'}"


def licence(about: Message) -> str:
    """What a package says of its licence: an SPDX expression, else its classifiers, else the start of a text."""
    classifiers = [
        line.rpartition("::")[2].strip()
        for line in about.get_all("Classifier", [])
        if line.startswith("License ::")
    ]
    named = [line for line in classifiers if line != "OSI Approved"]
    return str(about.get("License-Expression") or "; ".join(named) or (about.get("License") or "")[:80])


def may_be_used(said: str) -> bool:
    """Whether every part of a licence is one that we may use; of "A OR B", one part is enough."""
    parts = [part.strip("() ").lower() for part in re.split(r" AND |;", said)]
    return bool(said.strip()) and all(
        any(_is_permissive(choice) for choice in part.split(" or ")) for part in parts
    )


def _is_permissive(named: str) -> bool:
    strict = named.replace("lgpl", "").replace("lesser general public", "")
    return any(word in named for word in PERMISSIVE) and not re.search(r"gpl|affero|proprietary", strict)


def main(words: list[str]) -> int:
    """`licences` or `advisories`: 0 when all is well, 1 when not, 77 when nothing can be said."""
    wanted = locked()
    try:
        found = list(licences(wanted) if words == ["licences"] else advisories(wanted))
    except CannotTell as problem:
        print(f"Not audited: {problem}. Set {INDEX} to an index with advisories, such as {USUAL_INDEX}.")
        return SKIPPED
    print("\n".join(found) or f"{len(wanted)} packages, nothing found.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
