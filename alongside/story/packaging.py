"""Everything that is open, in one list, and as a Frictionless data package (Data Package v1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.models import Centre, Event
from alongside.funding.queries import publishing

LICENCE = {
    "name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}  # fmt: skip
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "string", "constraints": {"required": True, "unique": True},
     "description": "The name of the figure; it stays."},
    {"name": "label", "type": "string", "description": "What it counts, in words."},
    {"name": "display", "type": "string", "constraints": {"required": True},
     "description": "How it reads, or why there is no number."},
    {"name": "value", "type": "number", "description": "The number; empty unless status is shown."},
    {"name": "unit", "type": "string", "description": "The unit, such as %."},
    {"name": "base", "type": "integer", "description": "Of how many; empty where there is no base."},
    {"name": "as_of", "type": "date", "description": "The day of which it tells."},
    {"name": "status", "type": "string",
     "constraints": {"required": True, "enum": ["shown", "too_few", "held", "not_recorded"]},
     "description": "Whether there is a number to show, and if not, why."},
    {"name": "definition", "type": "string", "description": "What it means."},
    {"name": "rule", "type": "string", "description": "How it was counted, rounded and protected."},
]  # fmt: skip
"""The dictionary of `figures.csv`, as a Table Schema."""


@dataclass(frozen=True)
class Resource:
    """Something open: its name, where it is, what it is, and its description for machines if it has one."""

    name: str
    path: str
    title: str | Promise
    about: str | Promise
    type: str
    described: str = ""

    @property
    def kind(self) -> str:
        """The end of its name, as data packages say it: json, csv."""
        return self.path.rpartition(".")[2]


RESOURCES = (
    ("figures", "story_data:figures", _("Every public figure"),
     _("One row for each figure, with its definition, base and date."), "text/csv", ""),
    ("story", "story_data:story", _("The story so far"),
     _("Every figure, and what is told with it: claims, moments, quotes while their consent lives."),
     "application/json", "story_data:schema"),
    ("equality", "monitoring_data:equality", _("Who takes part"),
     _("Every equality table ever published, rounded so that nobody can be known."), "application/json",
     "monitoring_data:schema"),
    ("grants", "funding_open_data:awards_json", _("Awards"), _("Awards to projects, as 360Giving data."),
     "application/json", ""),
)  # fmt: skip


def resources() -> list[Resource]:
    """Everything that is open here. Awards are among it once they were published."""
    found = []
    for name, where, title, about, kind, described in RESOURCES:
        if name != "grants" or publishing.latest() is not None:
            found.append(Resource(name, _address(where), title, about, kind, _address(described)))
    return found


def _address(name: str) -> str:
    return settings.SITE_URL + reverse(name) if name else ""


def package() -> dict[str, Any]:
    """The data package: resources with licence, description and, for the table, its schema."""
    centre = Centre.current()
    name = centre.name if centre else "A centre for co-production"
    return {
        "profile": "data-package",
        "name": "alongside-open-data",
        "title": f"{name}: open data",
        "description": "Everything that this centre publishes as data.",
        "homepage": settings.SITE_URL + reverse("story:open_data"),
        "created": _last_change().isoformat(timespec="seconds"),
        "licenses": [LICENCE],
        "sources": [{"title": name, "path": settings.SITE_URL}],
        "resources": [_resource(one) for one in resources()],
    }


def _last_change() -> datetime:
    """When something last happened in the house: until then, the package is the same to the letter."""
    return Event.objects.order_by("-pk").values_list("at", flat=True).first() or clock.now()


def _resource(one: Resource) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": one.name, "path": one.path, "title": str(one.title), "description": str(one.about),
        "format": one.kind, "mediatype": one.type, "encoding": "utf-8", "licenses": [LICENCE],
    }  # fmt: skip
    if one.name == "figures":
        said |= {"profile": "tabular-data-resource", "schema": {"fields": FIELDS, "primaryKey": "id"}}
    elif one.described:
        said["describedBy"] = one.described
    return said
