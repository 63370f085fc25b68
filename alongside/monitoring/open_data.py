"""Who takes part as open data: `/open-data/equality.json`. Each thing that leaves is named here, one by one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from . import queries

SCHEMA = Path(__file__).parent / "equality.schema.json"
FORMAT = "1"
SAME = ("id", "date", "scope", "n", "months", "rules_version", "baseline_area")
OF_QUESTION = ("id", "hint", "standard", "n", "status")
OF_TABLE = ("level", "lead", "sums_to_100")
OF_CATEGORY = ("answer", "label", "status", "about", "derived", "low", "high", "compared")
OF_BASELINE = ("percent", "area", "date", "source", "wording_note")
OF_SHOWN = ("count_rounded", "percent", "in_ten")


def as_bytes(data: dict[str, Any]) -> bytes:
    """JSON as it is sent: in UTF-8, ending with a line break."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def everything() -> dict[str, Any]:
    """Every snapshot that was ever published, newest first, in the words in which its questions were asked."""
    published = queries.snapshots().values_list("slug", "data")
    return {
        "$schema": settings.SITE_URL + reverse("monitoring_data:schema"),
        "format": FORMAT,
        "snapshots": [_snapshot(slug, data) for slug, data in published],
    }


def _snapshot(slug: str, data: dict[str, Any]) -> dict[str, Any]:
    with translation.override(settings.LANGUAGE_CODE):
        url = settings.SITE_URL + reverse("monitoring:who_took_part", args=[slug])
    return {
        **_only(data, SAME),
        "url": url,
        "response": _only(data["response"], ("asked", "answered")),
        "questions": [_question(question) for question in data["questions"]],
    }


def _question(data: dict[str, Any]) -> dict[str, Any]:
    return _only(data, OF_QUESTION) | {
        "wording": data["text"],
        "tables": [_table(table) for table in data["tables"]],
    }


def _table(data: dict[str, Any]) -> dict[str, Any]:
    return _only(data, OF_TABLE) | {"categories": [_category(cell) for cell in data["cells"]]}


def _category(cell: dict[str, Any]) -> dict[str, Any]:
    """A number that may not be shown is null here, whatever else a snapshot held."""
    shown = _only(cell, OF_SHOWN) if cell["status"] == "shown" else dict.fromkeys(OF_SHOWN)
    beside = cell["baseline"]
    return _only(cell, OF_CATEGORY) | shown | {"baseline": _only(beside, OF_BASELINE) if beside else None}


def _only(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: data[name] for name in names}
