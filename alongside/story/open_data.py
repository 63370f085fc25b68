"""The story as open data: `/story.json`, described by `story.schema.json`. Plain data in, plain data out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from .presenting import NONE, Amended, FigureView, Presenter
from .queries import Content

SCHEMA = Path(__file__).parent / "story.schema.json"
FORMAT = "2"


def definition_url(figure_id: str) -> str:
    """Where a figure is explained, as a whole address."""
    return settings.SITE_URL + reverse("story:figure", args=[figure_id])


def schema_url() -> str:
    """Where the description of the format is."""
    return settings.SITE_URL + reverse("story_data:schema")


def as_bytes(data: dict[str, Any]) -> bytes:
    """JSON as it is sent and kept: readable, in UTF-8, ending with a line break."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def story(
    content: Content, *, edition: dict[str, str] | None = None, amended: Amended = NONE
) -> dict[str, Any]:
    """The story in the active language: every figure, then what is told. Only quotes for the website."""
    presenter = Presenter(content, definition_url, channel="web", amended=amended)
    quotes = [quote for quote in content["quotes"] if "web" in quote["channels"]]
    return {
        "$schema": schema_url(),
        "format": FORMAT,
        "url": edition["url"] if edition else settings.SITE_URL + reverse("story:live"),
        "edition": edition,
        "as_of": content["as_of"],
        "language": presenter.language,
        "centre": dict(content["centre"]),
        "strands": [{"code": code, "label": label} for code, label in presenter.labels.items()],
        "figures": [figure(view, content["figures"][view.id]) for view in presenter.figures.values()],
        "claims": [_claim(data, presenter) for data in content["claims"]],
        "milestones": [
            *(_milestone(data, presenter) for data in content["milestones"]),
            *(_moment(data, presenter.language) for data in content.get("moments", [])),
        ],
        "since": [_since(data, presenter.language) for data in content.get("since", [])],
        "case_studies": [_case(data, presenter.language) for data in content.get("case_studies", [])],
        "quotes": [_quote(data, amended) for data in quotes if amended.get(data["id"], "") is not None],
        "quotes_withdrawn": sum(amended.get(data["id"], "") is None for data in quotes),
    }


def _told(data: dict[str, Any], presenter: Presenter) -> dict[str, Any]:
    sentence = presenter.sentence(data["text"])
    return {
        "text": sentence.text,
        "figures": [view.id for view in sentence.figures],
        "strands": data["strands"],
        "language": data["language"],
        "tellings": [
            {
                "language": one["language"], "easy_read": one["easy"], "heading": one["heading"],
                "text": presenter.sentence(one["text"]).text, "machine_drafted": one["unchecked"],
            }
            for one in data.get("tellings", [])
        ],
    }  # fmt: skip


def _claim(data: dict[str, Any], presenter: Presenter) -> dict[str, Any]:
    return {"heading": data["heading"], "did_not_work": data["did_not_work"]} | _told(data, presenter)


def _milestone(data: dict[str, Any], presenter: Presenter) -> dict[str, Any]:
    dated = {name: data[name] for name in ("title", "on", "precision")}
    source = (
        {"label": data["source_label"], "url": data["source_url"] or None} if data["source_label"] else None
    )
    return dated | {"source": source, "from_records": False} | _told(data, presenter)


def _moment(data: dict[str, Any], language: str) -> dict[str, Any]:
    said = data["texts"][language]
    source = {"label": str(_("Our records")), "url": settings.SITE_URL + said["url"]}
    dated = {"title": said["title"], "on": data["on"], "precision": data["precision"]}
    more = {"text": "", "figures": [], "strands": data["strands"], "language": language, "tellings": []}
    return dated | {"source": source, "from_records": True} | more


def _since(data: dict[str, Any], language: str) -> dict[str, Any]:
    names = ("project", "what", "kind", "on", "as_of", "confirmed", "language")
    return {name: data[name] for name in names} | {"url": settings.SITE_URL + data["texts"][language]["url"]}


def _case(data: dict[str, Any], language: str) -> dict[str, Any]:
    names = ("project", "summary", "language")
    return {name: data[name] for name in names} | {"url": settings.SITE_URL + data["texts"][language]["url"]}


def _quote(data: dict[str, Any], amended: Amended) -> dict[str, Any]:
    said = {name: data[name] for name in ("text", "attribution", "about", "strands", "language")}
    return said | {"attribution": amended.get(data["id"], data["attribution"])}


def figure(view: FigureView, data: dict[str, Any]) -> dict[str, Any]:
    """One figure. `value` and `base` are numbers or null; `display` is how it reads in any case."""
    return {
        "id": view.id,
        "label": view.label,
        "display": view.words,
        "value": data["value"] if view.shown else None,
        "unit": view.unit,
        "qualifier": data["qualifier"],
        "base": data["base"] if view.shown else None,
        "base_note": view.base_note,
        "as_of": data["as_of"],
        "status": data["status"],
        "definition": view.definition,
        "wording": view.wording,
        "rule": view.rule,
        "baseline": view.baseline,
        "definition_url": definition_url(view.id),
    }
