"""Where a clause came from, step by step; and backwards, what came of a session, a suggestion or a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import sources
from alongside.foundation.sources import Thing

from ..models import Clause, Document, Reflection, Source, Version, Wording
from . import family, remarks

NEWEST = F("clause__revision")
SUGGESTION, VERSION = "suggestion", "version"
MOST = 50


@dataclass(frozen=True)
class Step:
    """One answer to "where did this come from?": what it was, where to read it, and the version in which it came in."""

    kind: str
    label: str
    url: str
    version: int
    at: datetime
    note: str = ""
    through: int | None = None


def came_from(clause: Clause) -> list[Step]:
    """Sources, suggestions and versions that made a clause what it is, oldest first; of clauses that gave it words too.

    A constant number of queries. `through` names the clause that gave the words.
    """
    ids = [clause.pk, *family.ancestors(clause)]
    steps = [*_sources(ids), *_wordings(clause.document, ids), *_signed(clause)]
    return sorted(steps, key=lambda step: step.at)


def _sources(ids: list[int]) -> Iterable[Step]:
    rows = list(Source.objects.filter(clause__in=ids).select_related("version")[:MOST])
    today = sources.read((row.kind, row.key) for row in rows if row.key)
    for row in rows:
        thing = today.get((row.kind, row.key))
        kind = sources.kind(row.kind)
        yield Step(
            str(kind.label) if kind else "", thing.label if thing else row.label, thing.url if thing else row.url,
            row.version.number, row.created_at, row.note, _through(row.clause_id, ids),
        )  # fmt: skip


def _wordings(document: Document, ids: list[int]) -> Iterable[Step]:
    """The first wording of each clause, and every suggestion that brought words in, once."""
    rows = Wording.objects.filter(clause__in=ids).filter(revision=1) | Wording.objects.filter(
        clause__in=ids, remark__isnull=False
    )
    found = rows.select_related("version", "remark__member", "remark__member__leaving").order_by("pk")[:MOST]
    told: set[int | None] = set()
    for row in sorted(found, key=lambda row: row.clause_id != ids[0]):
        if row.remark_id in told:  # of one suggestion to split, both clauses have words
            continue
        history = reverse("documents:clause_history", args=[document.slug, row.clause_id])
        if row.remark is None:
            yield Step("", _("Written by those who edit the text"), history, row.version.number, row.created_at,
                       row.because, _through(row.clause_id, ids))  # fmt: skip
            continue
        told.add(row.remark_id)
        by = remarks.name_of(row.remark)
        label = (
            _("Suggested by %(name)s") % {"name": by} if by else _("Suggested by somebody who wants no name")
        )
        yield Step(
            row.remark.get_kind_display(), label, history, row.version.number, row.created_at, row.because,
            _through(row.clause_id, ids),
        )  # fmt: skip


def _signed(clause: Clause) -> Iterable[Step]:
    for version in Version.objects.filter(document=clause.document).exclude(signed_at=None):
        if version.words_of(clause.pk) and version.signed_at:
            yield Step(
                _("Decision"), _("Signed off in version %(number)d") % {"number": version.number},
                reverse("documents:version", args=[clause.document.slug, version.number]), version.number,
                version.signed_at,
            )  # fmt: skip


def _through(clause: int, ids: list[int]) -> int | None:
    return None if clause == ids[0] else clause


def came_of(kind: str, key: str) -> list[Thing]:
    """Clauses that name this as their source, clauses that a suggestion changed, and how people lived principles there.

    Only of texts that everybody may read.
    """
    found = [_clause_thing(row.clause) for row in _naming(kind, key)]
    if kind == SUGGESTION and key.isdecimal():
        rows = Wording.objects.filter(remark=int(key), clause__document__opened_at__isnull=False)
        found += [_clause_thing(row.clause) for row in rows.select_related("clause__document")]
    lived = Reflection.objects.public().filter(kind=kind, key=key, document__opened_at__isnull=False)
    for row in lived.select_related("clause__document", "version"):
        found.append(_clause_thing(row.clause, _("How it was lived")))
    return list(dict.fromkeys(found))


def _naming(kind: str, key: str) -> Iterable[Source]:
    rows = Source.objects.filter(kind=kind, key=key, clause__document__opened_at__isnull=False)
    return rows.select_related("clause__document").order_by("clause__document", "clause__place", "pk")


def naming(kind: str, keys: Collection[str]) -> dict[str, list[Thing]]:
    """Which clauses name each of these as their source, by key. One query."""
    found: dict[str, list[Thing]] = {}
    rows = Source.objects.filter(kind=kind, key__in=keys, clause__document__opened_at__isnull=False)
    for row in rows.select_related("clause__document").order_by("clause__document", "clause__place", "pk"):
        found.setdefault(row.key, []).append(_clause_thing(row.clause))
    return found


def _clause_thing(clause: Clause, what: str = "") -> Thing:
    title = clause.document.title
    label = (
        _("%(title)s, clause %(number)d") % {"title": title, "number": clause.place}
        if clause.place
        else _("%(title)s, a clause that was taken out") % {"title": title}
    )
    url = reverse("documents:clause", args=[clause.document.slug, clause.pk])
    return Thing("clause", str(clause.pk), f"{what}: {label}" if what else label, url)


def find_versions(words: str) -> list[Thing]:
    """Frozen versions of texts that match some words, newest first."""
    rows = Version.objects.frozen().filter(document__opened_at__isnull=False, title__icontains=words.strip())
    return [_version_thing(row) for row in rows.select_related("document").order_by("-frozen_at")[:10]]


def read_versions(keys: Iterable[str]) -> dict[str, Thing]:
    """Frozen versions by key."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    rows = Version.objects.frozen().filter(pk__in=wanted, document__opened_at__isnull=False)
    return {str(row.pk): _version_thing(row) for row in rows.select_related("document")}


def _version_thing(version: Version) -> Thing:
    label = _("%(title)s, version %(number)d") % {"title": version.title, "number": version.number}
    url = reverse("documents:version", args=[version.document.slug, version.number])
    return Thing(VERSION, str(version.pk), label, url)
