"""The rules of the 360Giving Data Standard 1.4 that touch what we publish, written anew from its specification.

Stricter than the standard: no field that we do not fill is let through. The official JSON Schema is no part of this
repository; where a folder holds it, `TEST_360GIVING_SCHEMA=FOLDER ./run test tests/funding/money` runs it as well.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012, specification_with

ITEM, WHOLE = "360-giving-schema.json", "360-giving-package-schema.json"
HOW_TO_GIVE_IT = (
    f"The official schema is not here. Put {ITEM} and {WHOLE} of the 360Giving standard in a folder, and name it: "
    "TEST_360GIVING_SCHEMA=/path/to/folder"
)
DAY = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$"}
WORDS = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://"}
SUM = {"type": "number", "minimum": 0}
OWN_ID = {"type": "string", "pattern": "^360G-[A-Za-z0-9._-]+$"}


def _closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _some(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": items}


NAMED = _closed(["id", "name"], id=WORDS, name=WORDS)
EVENT = _closed(
    ["startDate", "endDate", "duration"], startDate=DAY, endDate=DAY, duration={"type": "integer"}
)
GRANT = _closed(
    ["id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization"],
    id=OWN_ID,
    title={"type": "string", "minLength": 1, "maxLength": 140},
    description=WORDS,
    currency={"enum": ["GBP", "EUR", "USD", "CHF", "AUD", "CAD", "NZD", "INR", "KES", "ZAR"]},
    amountAppliedFor=SUM,
    amountAwarded={"type": "number", "exclusiveMinimum": 0},
    amountDisbursed=SUM,
    awardDate=DAY,
    plannedDates=_some(EVENT),
    actualDates=_some(EVENT),
    fundingOrganization=_some(NAMED) | {"maxItems": 1},
    recipientOrganization=_some(NAMED),
    recipientIndividual=_closed(["id", "name"], id=OWN_ID, name={"const": "Individual Recipient"}),
    toIndividualsDetails=_closed(
        ["primaryGrantReason", "grantPurpose"],
        primaryGrantReason={"enum": [f"GTIR{number:03d}" for number in range(10, 130, 10)]},
        grantPurpose=_some({"enum": [f"GTIP{number:03d}" for number in range(10, 180, 10)]}),
    ),
    grantProgramme=_some(_closed(["code", "title", "url"], code=WORDS, title=WORDS, url=URL)),
    fromOpenCall={"enum": ["Yes", "No"]},
    relatedActivity=_some(OWN_ID),
    dataSource=URL,
    dateModified={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"},
) | {"oneOf": [{"required": ["recipientOrganization"]}, {"required": ["recipientIndividual"]}]}
PACKAGE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_closed(
        ["version", "grants"],
        version={"type": "string", "pattern": r"^(\d+\.)(\d+)$"},
        title=WORDS,
        description=WORDS,
        issued=DAY,
        identifier=WORDS,
        publisher=_closed(["name"], name=WORDS, identifier=WORDS, website=URL),
        downloadURL=URL,
        license=URL,
        grants=_some(GRANT) | {"uniqueItems": True},
    ),
}


def problems(data: dict[str, Any]) -> list[str]:
    """What breaks the rules: a path and a sentence each. Also: no two ids alike, one funder, titles say their own."""
    found = [
        f"{error.json_path}: {error.message}" for error in Draft202012Validator(PACKAGE).iter_errors(data)
    ]
    ids = [grant.get("id") for grant in data["grants"]]
    found += [f"{key} twice" for key in sorted({key for key in ids if ids.count(key) > 1})]
    found += [
        f"{grant['id']}: the description repeats the title"
        for grant in data["grants"]
        if grant["title"] == grant["description"]
    ]
    funders = {grant["fundingOrganization"][0]["id"] for grant in data["grants"]}
    return found + ([f"more than one funder: {funders}"] if len(funders) > 1 else [])


def official_folder() -> Path | None:
    """Where somebody put the official schema, if anywhere."""
    named = os.environ.get("TEST_360GIVING_SCHEMA", "")
    return Path(named) if named and (Path(named) / WHOLE).is_file() else None


def _moment(words: str) -> bool:
    return "T" in words.upper() and datetime.fromisoformat(words.upper()).tzinfo is not None


def _address(words: str) -> bool:
    parts = urlsplit(words)
    return bool(parts.scheme and parts.netloc) and not set(words) & set(' <>"{}|\\^`')


def official_problems(data: dict[str, Any], folder: Path) -> list[str]:
    """What the official schema says of a package, in the draft it is written in; whatever address it calls the item by.

    Moments and addresses are checked: where they are not, the schema takes every day for a moment too, and refuses it.
    """
    whole, item = (json.loads((folder / name).read_text()) for name in (WHOLE, ITEM))
    kind = validator_for(whole, default=Draft202012Validator)
    for one in (whole, item):
        validator_for(one, default=kind).check_schema(one)
    address = whole["properties"]["grants"]["items"]["$ref"]
    drawn = specification_with(whole.get("$schema", ""), default=DRAFT202012)
    registry: Any = Registry().with_resource(address, Resource.from_contents(item, drawn))
    formats = FormatChecker()
    formats.checks("date-time", raises=ValueError)(lambda value: not isinstance(value, str) or _moment(value))
    formats.checks("uri", raises=ValueError)(lambda value: not isinstance(value, str) or _address(value))
    checker = kind(whole, registry=registry, format_checker=formats)
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(data)]


NUMBERS = {"amountAppliedFor", "amountAwarded", "amountDisbursed", "duration"}
LISTS = {"grantPurpose", "relatedActivity"}


def from_line(line: dict[str, str]) -> dict[str, Any]:
    """A grant from one line of the spreadsheet, each heading read as the way to its value."""
    grant: dict[str, Any] = {}
    for heading, cell in line.items():
        if not cell:
            continue
        *ways, last = [step for step in heading.split("/") if not step.isdigit()]
        value: Any = json.loads(cell) if last in NUMBERS else cell.split(";") if last in LISTS else cell
        here = grant
        for way in ways:
            listed = f"{way}/0/" in heading
            here = here.setdefault(way, [{}] if listed else {})
            here = here[0] if isinstance(here, list) else here
        here[last] = value
    return grant


def from_tool(grant: dict[str, Any]) -> dict[str, Any]:
    """A grant as `flatten-tool unflatten` gives it without a schema: numbers and lists are still words in it."""
    typed = dict(grant)
    for name in NUMBERS & typed.keys():
        typed[name] = json.loads(typed[name])
    for name in ("plannedDates", "actualDates"):
        if name in typed:
            typed[name] = [one | {"duration": int(one["duration"])} for one in typed[name]]
    if "relatedActivity" in typed:
        typed["relatedActivity"] = typed["relatedActivity"].split(";")
    if details := typed.get("toIndividualsDetails"):
        typed["toIndividualsDetails"] = dict(details) | {"grantPurpose": details["grantPurpose"].split(";")}
    return typed
