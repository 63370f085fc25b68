"""The description of the API as a page: what stands in it for machines, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

SHOWN_TYPES = {"integer": "integer", "number": "number", "string": "string", "boolean": "true or false"}


@dataclass(frozen=True)
class Named:
    """A parameter or a field: its name, its type in a word, and what it means. The words are English."""

    name: str
    type: str
    about: str


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked."""

    key: str
    method: str
    path: str
    summary: str
    about: str
    scope: str
    parameters: list[Named]
    sends: list[Named]
    fields: list[Named]


@dataclass(frozen=True)
class Part:
    """What belongs together: a heading and what can be asked under it."""

    heading: str
    operations: list[Operation]


def parts(schema: dict[str, Any]) -> list[Part]:
    """The parts of an OpenAPI description in its own order; headings and summaries in the language of the page."""
    found: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, said in methods.items():
            found.setdefault(said["tags"][0], []).append(_operation(schema, path, method.upper(), said))
    return [Part(_(tag), operations) for tag, operations in found.items()]


def _operation(schema: dict[str, Any], path: str, method: str, said: dict[str, Any]) -> Operation:
    answer: dict[str, Any] = next(
        (said["responses"][status] for status in (200, 201) if status in said["responses"]), {}
    )
    return Operation(
        key=said["operationId"], method=method, path=settings.SITE_URL + path, summary=_(said["summary"]),
        about=said.get("description", ""), scope=said.get("x-scope", ""),
        parameters=[
            Named(one["name"], _type(schema, one["schema"]), one.get("description", ""))
            for one in said["parameters"]
        ],
        sends=list(_fields(schema, _content(said.get("requestBody", {})))),
        fields=list(_fields(schema, _row(schema, _content(answer)))),
    )  # fmt: skip


def _content(body: dict[str, Any]) -> dict[str, Any]:
    """The schema of a body; empty where there is none."""
    content = body.get("content", {})
    return next(iter(content.values()))["schema"] if content else {}


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    reference = part.get("$ref", "")
    return schema["components"]["schemas"][reference.rpartition("/")[2]] if reference else part


def _row(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """The rows of a page, or the one thing that is given."""
    properties = _resolved(schema, part).get("properties", {})
    return properties["items"]["items"] if set(properties) == {"items", "next"} else part


def _fields(schema: dict[str, Any], part: dict[str, Any], before: str = "") -> Iterator[Named]:
    """The fields of an object, those of an inner one after it as `response.text`."""
    for name, said in _resolved(schema, part).get("properties", {}).items():
        yield Named(before + name, _type(schema, said), said.get("description", ""))
        inner = _inner(said)
        if inner:
            yield from _fields(schema, inner, f"{before}{name}.")


def _inner(said: dict[str, Any]) -> dict[str, Any]:
    """The object in a list, or the object that may be null."""
    choices = [said, said.get("items", {}), *said.get("anyOf", [])]
    return next((choice for choice in choices if "$ref" in choice), {})


def _type(schema: dict[str, Any], said: dict[str, Any]) -> str:
    if "anyOf" in said:
        return " or ".join(_type(schema, one) for one in said["anyOf"])
    if "enum" in said:
        return " | ".join(f"“{one}”" for one in said["enum"])
    if said.get("type") == "array":
        return f"list of {_type(schema, said['items'])}"
    if "$ref" in said:
        return "object"
    kind = str(said.get("format") or said.get("type", ""))
    return SHOWN_TYPES.get(kind, kind)
