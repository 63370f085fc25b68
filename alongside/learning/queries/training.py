"""Training packages as people read them: modules with their words, formats, who made them, where they are taught."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from alongside.documents.models import Format, Version
from alongside.documents.queries import around
from alongside.foundation import clock, sources
from alongside.foundation.sources import Thing

from ..models import Author, Delivery, Download, TrainingPackage, TrainingVersion
from . import items

KIND, MOST = "training", 10


@dataclass(frozen=True)
class Page:
    """The words of one module: parts with a heading or without. `text` is the version they are from, if any."""

    module: dict[str, Any]
    parts: list[dict[str, str]]
    text: Version | None


def pages(version: TrainingVersion, numbers: Collection[int] | None = None) -> list[Page]:
    """Modules of a version with their words; all, or those with these numbers. One query."""
    wanted = [one for one in version.content if numbers is None or one["number"] in numbers]
    texts = Version.objects.select_related("document").in_bulk(
        [one["version"] for one in wanted if one["version"]]
    )
    return [_page(one, texts.get(one["version"])) for one in wanted]


def _page(module: dict[str, Any], text: Version | None) -> Page:
    if text is None:
        return Page(module, [{"heading": "", "text": module["text"]}], None)
    parts = [{"heading": one["heading"], "text": one["text"]} for one in text.content]
    return Page(module, parts, text)


def formats(version: TrainingVersion) -> list[around.Shown]:
    """Other formats of the texts that modules are made of: Easy Read, audio, signed films. One query."""
    texts = [one["version"] for one in version.content if one["version"]]
    rows = Format.objects.filter(version__in=texts).select_related("document", "version")
    return [around.Shown(row, out_of_date=False) for row in rows]


@dataclass(frozen=True)
class Credits:
    """Names in the order of the alphabet. `more` says that there are people who asked for no name, not how many."""

    names: list[str]
    more: bool


def credits(package: TrainingPackage) -> Credits:
    """Who made a package, as each is named today. One query."""
    rows = Author.objects.filter(package=package).select_related("member", "member__leaving")
    names = [items.name_of(row) for row in rows]
    return Credits(sorted({name for name in names if name}), not all(names))


@dataclass(frozen=True)
class Taught:
    """A delivery as it reads today."""

    row: Delivery
    where: Thing

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to come."""
        return self.row.on >= clock.today()


def taught(rows: Iterable[Delivery]) -> list[Taught]:
    """Deliveries with the things that rooms know, as they read today."""
    listed = list(rows)
    today = sources.read((row.kind, row.key) for row in listed if row.key)
    return [
        Taught(row, today.get((row.kind, row.key)) or Thing(row.kind, row.key, row.label, row.url))
        for row in listed
    ]


def downloads(kind: str, keys: Collection[int]) -> dict[int, int]:
    """How often each of these was taken away. One query."""
    rows = Download.objects.filter(kind=kind, key__in=keys).order_by().values_list("key")
    return dict(rows.annotate(Count("pk")))


def find(words: str) -> list[Thing]:
    """Open packages as things that learning can come from."""
    return [
        thing(row) for row in TrainingPackage.objects.shown().filter(title__icontains=words.strip())[:MOST]
    ]


def read(keys: Collection[str]) -> dict[str, Thing]:
    """Open packages by key. One query."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    return {str(row.pk): thing(row) for row in TrainingPackage.objects.shown().filter(pk__in=wanted)}


def thing(package: TrainingPackage) -> Thing:
    """A package as something that other rooms can name."""
    return Thing(KIND, str(package.pk), package.title, reverse("learning:package", args=[package.slug]))


def came_of(kind: str, key: str) -> list[Thing]:
    """Packages that were taught at a thing, such as a session."""
    rows = TrainingPackage.objects.shown().filter(deliveries__kind=kind, deliveries__key=key)
    return [thing(row) for row in rows.distinct()[:50]]
