"""What stands around a text: formats and whether they are out of date, signatures, reflections, reopening."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.foundation import languages

from ..models import Clause, Document, Format, Reflection, Reopening, Signature, Version
from . import reading, remarks


@dataclass(frozen=True)
class Shown:
    """A format, and whether the text moved on since the version that it is of."""

    row: Format
    out_of_date: bool

    @property
    def language(self) -> str:
        """The name of its language."""
        return str(languages.name(self.row.language))


def formats(document: Document) -> list[Shown]:
    """Every format of a text. It is out of date when a newer version reads otherwise, or the text was changed since."""
    rows = list(Format.objects.filter(document=document).select_related("version"))
    if not rows:
        return []
    newest = reading.newest_frozen(document)
    moved = newest is not None and document.signed_id is None and reading.differs(document, newest)
    now = _words(newest) if newest else []
    return [Shown(row, moved or _words(row.version) != now) for row in rows]


def _words(version: Version) -> list[tuple[str, str]]:
    return [(one["heading"], one["text"]) for one in version.content]


def signatures(version: Version | None) -> list[Signature]:
    """Who signed a version, by role."""
    return list(version.signatures.all()) if version else []


def reopening(document: Document) -> Reopening | None:
    """Why a text is open again; None when it is signed, or never was."""
    if document.signed_id:
        return None
    return document.reopenings.select_related("version").first()


@dataclass(frozen=True)
class Lived:
    """A reflection as people read it."""

    row: Reflection
    by: str


def reflections_of(clause: Clause, most: int = 20) -> list[Lived]:
    """How people lived a principle, newest first."""
    rows = Reflection.objects.public().filter(clause=clause)
    return lived(rows.select_related("member", "member__leaving", "version")[:most])


def lived(rows: Iterable[Reflection]) -> list[Lived]:
    """Reflections with the names that stand on them today."""
    return [Lived(row, remarks.name_of(row)) for row in rows]
