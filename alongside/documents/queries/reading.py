"""Reading a text: its clauses as they stand, in pages that old phones can hold, and its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.db.models.functions import Length
from django.utils import timezone

from .. import plain
from ..models import Clause, Document, Version, Wording

PAGE_BYTES = 40_000
PAGE_CLAUSES = 25
AROUND = 700
"""Bytes that a page needs around the words of one clause."""


def working(document: Document) -> Version:
    """The version that is being worked on."""
    return Version.objects.get(document=document, frozen_at=None)


def newest_frozen(document: Document) -> Version | None:
    """The newest version that stays as it is."""
    return Version.objects.frozen().filter(document=document).first()


def newest_of(documents: Iterable[Document]) -> dict[int, Version]:
    """The newest frozen version of each document, by its key. One query."""
    rows = Version.objects.frozen().filter(document__in=documents).order_by("number")
    return {version.document_id: version for version in rows}


def signed_now() -> QuerySet[Document]:
    """Texts that everybody may read and that are signed off, each with its signed version."""
    return Document.objects.shown().filter(signed__signed_at__isnull=False).select_related("signed")


def wordings(document: Document) -> QuerySet[Wording]:
    """The words of every clause in the text now, in order, each with its clause."""
    now = Wording.objects.filter(clause__document=document, clause__removed_at=None)
    return now.filter(revision=F("clause__revision")).select_related("clause").order_by("clause__place")


def wording_of(clause: Clause) -> Wording:
    """The words of one clause now, or when it was taken out."""
    return Wording.objects.get(clause=clause, revision=clause.revision)


def content(document: Document) -> list[dict[str, Any]]:
    """The text now, as a version freezes it."""
    return [
        {
            "clause": one.clause_id, "revision": one.revision, "number": one.clause.place,
            "heading": one.heading, "text": one.text,
        }
        for one in wordings(document)
    ]  # fmt: skip


def differs(document: Document, version: Version) -> bool:
    """Whether the text now is another than that of a frozen version."""
    now = wordings(document).values_list("clause_id", "revision")
    return list(now) != [(one["clause"], one["revision"]) for one in version.content]


def changed_since(versions: Iterable[Version]) -> set[int]:
    """The documents whose text now is another than that of these frozen versions, one of each. One query."""
    frozen = {version.document_id: version for version in versions}
    now = Wording.objects.filter(
        clause__document__in=frozen, clause__removed_at=None, revision=F("clause__revision")
    ).order_by("clause__place")
    standing: dict[int, list[tuple[int, int]]] = {document: [] for document in frozen}
    for document, clause, revision in now.values_list("clause__document", "clause", "revision"):
        standing[document].append((clause, revision))
    return {
        document
        for document, version in frozen.items()
        if standing[document] != [(one["clause"], one["revision"]) for one in version.content]
    }


def plain_text(version: Version) -> str:
    """A frozen version as the plain text that its fingerprint is taken from."""
    assert version.frozen_at is not None
    day = timezone.localtime(version.frozen_at).date()
    return plain.text_of(version.title, version.number, day, version.content)


class Share(NamedTuple):
    """What stands on one page: from one number to another, both included."""

    first: int
    last: int


def shares(sizes: Iterable[int]) -> list[Share]:
    """How texts of these sizes in bytes, in order, are shared out over pages: each page light, none empty."""
    found: list[Share] = []
    first, held, count = 1, 0, 0
    for number, size in enumerate(sizes, 1):
        if count and (held + size + AROUND > PAGE_BYTES or count == PAGE_CLAUSES):
            found.append(Share(first, number - 1))
            first, held, count = number, 0, 0
        held, count = held + size + AROUND, count + 1
    return [*found, Share(first, first + count - 1)] if count else found


@dataclass(frozen=True)
class TextPage:
    """One page of a text: its clauses, and how all of them are shared out over pages."""

    number: int
    shares: list[Share]
    wordings: list[Wording]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, len(self.shares))

    @property
    def last(self) -> int:
        """The number of the last clause of the whole text."""
        return self.shares[-1].last if self.shares else 0


def text_page(document: Document, asked: str | None) -> TextPage:
    """The page that was asked for, or the nearest. Two queries, however long the text is."""
    found = _shares_of(document)
    number = nearest(asked, len(found))
    share = share_of(found, asked)
    rows = wordings(document).filter(clause__place__range=(share.first, share.last))
    return TextPage(number, found, list(rows))


def nearest(asked: str | None, pages: int) -> int:
    """The number of a page that is there."""
    wanted = int(asked) if asked and asked.isdecimal() and len(asked) < 9 else 1
    return min(max(wanted, 1), max(pages, 1))


def share_of(found: list[Share], asked: str | None) -> Share:
    """What stands on the page that was asked for, or the nearest."""
    return found[nearest(asked, len(found)) - 1] if found else Share(1, 0)


def page_of(document: Document, number: int) -> int:
    """On which page a clause with this number stands."""
    return next(
        (at for at, share in enumerate(_shares_of(document), 1) if share.first <= number <= share.last), 1
    )


def _shares_of(document: Document) -> list[Share]:
    """Letters may take two bytes each."""
    sizes = wordings(document).annotate(size=Length("text") + Length("heading"))
    return shares(size * 2 for size in sizes.values_list("size", flat=True))
