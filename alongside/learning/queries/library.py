"""The library as one list: training, texts and resources, found by words, kind and format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.documents.models import Document, Format, Version
from alongside.foundation.sources import Thing

from ..models import Form, Resource, ResourceKind, TrainingPackage
from . import training

RESOURCE, TEXT, MOST = "resource", "version", 10
TEXTS = "text"
"""Texts that we wrote together, whatever their version."""


@dataclass(frozen=True)
class Entry:
    """One thing in the library. `taken` is how often it was taken away; None where that is not counted."""

    kind: str
    key: int
    title: str
    url: str
    about: str
    what: str
    language: str
    forms: frozenset[str]
    licence: str = ""
    taken: int | None = field(default=None, compare=False)

    @property
    def form_labels(self) -> list[str]:
        """The names of its formats."""
        return [str(one.label) for one in Form if one.value in self.forms]


def entries(words: str = "", kind: str = "", form: str = "") -> list[Entry]:
    """What is in the library, in the order of the alphabet. A constant number of queries.

    `kind` is "training", "text" or a kind of resource; `form` is a format that it has.
    """
    found: list[Entry] = []
    if kind in ("", training.KIND):
        found += _packages(words)
    if kind in ("", TEXTS):
        found += _texts(words)
    if kind not in (training.KIND, TEXTS):
        found += _resources(words, kind)
    wanted = [one for one in found if not form or form in one.forms]
    return sorted(wanted, key=lambda one: (one.title.casefold(), one.kind, one.key))


def _matching(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    for word in words.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(about__icontains=word))
    return rows


def _packages(words: str) -> list[Entry]:
    rows = list(_matching(TrainingPackage.objects.shown(), words))
    taken = training.downloads(training.KIND, [row.pk for row in rows])
    forms: dict[int, set[str]] = defaultdict(set)
    named = Format.objects.filter(version__modules__package__in=rows, version__modules__removed_at=None)
    for package, kind in named.values_list("version__modules__package", "kind"):
        forms[package].add(kind)
    return [
        Entry(
            training.KIND, row.pk, row.title, reverse("learning:package", args=[row.slug]), row.about,
            _("Training"), row.language, frozenset({"web", "pdf", "text"} | forms[row.pk]),
            str(row.get_licence_display()), taken.get(row.pk, 0),
        )
        for row in rows
    ]  # fmt: skip


def _texts(words: str) -> list[Entry]:
    """Texts that everybody may read and that have a frozen version: the newest one."""
    newest = Version.objects.frozen().filter(document=OuterRef("pk")).order_by("-number")
    rows = _matching(Document.objects.shown(), words).annotate(
        frozen=Subquery(newest.values("pk")[:1]), frozen_number=Subquery(newest.values("number")[:1])
    )
    listed = list(rows.exclude(frozen=None))
    taken = training.downloads(TEXTS, [row.pk for row in listed])
    forms: dict[int, set[str]] = defaultdict(set)
    for version, kind in Format.objects.filter(version__in=[row.frozen for row in listed]).values_list(
        "version", "kind"
    ):
        forms[version].add(kind)
    return [
        Entry(
            TEXT, row.frozen, row.title, reverse("documents:version", args=[row.slug, row.frozen_number]),
            row.about, str(row.get_kind_display()), row.language,
            frozenset({"web", "pdf", "word", "text"} | forms[row.frozen]), taken=taken.get(row.pk, 0),
        )
        for row in listed
    ]  # fmt: skip


def _resources(words: str, kind: str) -> list[Entry]:
    rows = _matching(Resource.objects.shown(), words)
    if kind in ResourceKind.values:
        rows = rows.filter(kind=kind)
    listed = list(rows)
    taken = training.downloads(RESOURCE, [row.pk for row in listed])
    return [
        Entry(
            RESOURCE, row.pk, row.title, reverse("learning:resource", args=[row.pk]), row.about,
            str(row.get_kind_display()), row.language, frozenset({row.form}), str(row.get_licence_display()),
            taken.get(row.pk, 0),
        )
        for row in listed
    ]  # fmt: skip


def kinds() -> list[tuple[str, str]]:
    """The kinds that somebody can look for, with their names."""
    own = [(str(value), str(label)) for value, label in ResourceKind.choices]
    return [(training.KIND, _("Training")), (TEXTS, _("Texts that we wrote together")), *own]


def find(words: str) -> list[Thing]:
    """Resources as things that learning can come from."""
    return [thing(row) for row in _matching(Resource.objects.shown(), words)[:MOST]]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Resources by key. One query."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    return {str(row.pk): thing(row) for row in Resource.objects.shown().filter(pk__in=wanted)}


def thing(resource: Resource) -> Thing:
    """A resource as something that other rooms can name."""
    return Thing(RESOURCE, str(resource.pk), resource.title, reverse("learning:resource", args=[resource.pk]))
