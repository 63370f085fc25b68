"""Grants in the words of the 360Giving Data Standard, version 1.4 (https://standard.threesixtygiving.org/).

Sums come in pence and go out as numbers of whole currency units. A person who gets money has no name here: a neutral
label, a neutral identifier, a neutral title, and codes for why ("Social action") and for what ("Community projects").
The days of such an award could lead to the project: the month of the award alone goes out, as its first day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.foundation import spreadsheet

VERSION = "1.4"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ONE_PERSON = "Individual Recipient"
SOCIAL_ACTION, COMMUNITY_PROJECTS = "GTIR120", "GTIP160"
"""Codes of the lists grantToIndividualsReason and grantToIndividualsPurpose."""


@dataclass(frozen=True)
class Funder:
    """Who publishes: `prefix` was given by 360Giving; `website` is the address of the centre."""

    prefix: str
    organisation_id: str
    name: str
    website: str
    file_url: str


@dataclass(frozen=True)
class Recipient:
    """Who gets the money: `key` is the centre's own reference for an organisation or group. A person has only that."""

    is_person: bool
    key: str
    name: str = ""


@dataclass(frozen=True)
class Event:
    """First and last day, and whole months between them, at least one."""

    starts_on: date
    ends_on: date

    @property
    def months(self) -> int:
        """Months, rounded to whole ones."""
        return max(1, round((self.ends_on - self.starts_on).days / 30.4375))


@dataclass(frozen=True)
class Grant:
    """One award as everybody may know it. Sums are in pence; `modified` is a moment in ISO 8601 with its zone, or "".

    Of a person's award only the month is known: `awarded_on` is its first day, and there is no other day.
    """

    reference: str
    title: str
    description: str
    currency: str
    applied_pence: int
    awarded_pence: int
    paid_pence: int
    awarded_on: date
    planned: Event | None
    actual: Event | None
    programme_code: str
    programme_title: str
    programme_url: str
    recipient: Recipient
    page_url: str
    modified: str
    builds_on: Sequence[str] = ()


def package(grants: Iterable[Grant], funder: Funder, *, issued: date) -> dict[str, Any]:
    """A package of grants, ready to be written as JSON."""
    return {
        "version": VERSION,
        "title": f"{funder.name}: awards",
        "description": "Awards that were agreed, from the records of the centre.",
        "issued": issued.isoformat(),
        "identifier": f"{funder.prefix}-awards",
        "publisher": {"name": funder.name, "identifier": funder.organisation_id, "website": funder.website},
        "downloadURL": funder.file_url,
        "license": LICENCE,
        "grants": [grant_as_data(grant, funder) for grant in grants],
    }


def grant_as_data(grant: Grant, funder: Funder) -> dict[str, Any]:
    """One grant with the fields of the standard that we fill; nothing empty, nothing additional."""
    data: dict[str, Any] = {
        "id": _own_id(funder, grant.reference),
        "title": grant.title,
        "description": grant.description,
        "currency": grant.currency,
        "amountAppliedFor": _units(grant.applied_pence),
        "amountAwarded": _units(grant.awarded_pence),
        "amountDisbursed": _units(grant.paid_pence),
        "awardDate": grant.awarded_on.isoformat(),
        "fundingOrganization": [{"id": funder.organisation_id, "name": funder.name}],
        "grantProgramme": [
            {"code": grant.programme_code, "title": grant.programme_title, "url": grant.programme_url}
        ],
        "fromOpenCall": "Yes",
        "dataSource": funder.file_url if grant.recipient.is_person else grant.page_url,
    }
    if grant.modified:
        data["dateModified"] = grant.modified
    if grant.planned:
        data["plannedDates"] = [_event(grant.planned)]
    if grant.actual:
        data["actualDates"] = [_event(grant.actual)]
    if grant.recipient.is_person:
        data["recipientIndividual"] = {"id": _own_id(funder, grant.recipient.key), "name": ONE_PERSON}
        data["toIndividualsDetails"] = {
            "primaryGrantReason": SOCIAL_ACTION, "grantPurpose": [COMMUNITY_PROJECTS],
        }  # fmt: skip
    else:
        data["recipientOrganization"] = [
            {"id": _own_id(funder, grant.recipient.key), "name": grant.recipient.name}
        ]
    if grant.builds_on and not grant.recipient.is_person:
        data["relatedActivity"] = [_own_id(funder, reference) for reference in grant.builds_on]
    return data


def _own_id(funder: Funder, key: str) -> str:
    return f"{funder.prefix}-{key}"


def _units(pence: int) -> int | float:
    """4000 for £4,000 and 12.5 for £12.50: a JSON number, whole where it can be."""
    return pence // 100 if pence % 100 == 0 else pence / 100


def _event(event: Event) -> dict[str, Any]:
    return {
        "startDate": event.starts_on.isoformat(), "endDate": event.ends_on.isoformat(), "duration": event.months,
    }  # fmt: skip


def as_json(data: dict[str, Any]) -> str:
    """The file, the same bytes for the same data."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


COLUMNS = [
    "id", "title", "description", "currency", "amountAppliedFor", "amountAwarded", "amountDisbursed", "awardDate",
    "plannedDates/0/startDate", "plannedDates/0/endDate", "plannedDates/0/duration",
    "actualDates/0/startDate", "actualDates/0/endDate", "actualDates/0/duration",
    "recipientOrganization/0/id", "recipientOrganization/0/name",
    "recipientIndividual/id", "recipientIndividual/name",
    "toIndividualsDetails/primaryGrantReason", "toIndividualsDetails/grantPurpose",
    "fundingOrganization/0/id", "fundingOrganization/0/name",
    "grantProgramme/0/code", "grantProgramme/0/title", "grantProgramme/0/url",
    "fromOpenCall", "relatedActivity", "dataSource", "dateModified",
]  # fmt: skip
"""Headings of the spreadsheet: each is the way to its value in the JSON file, as `flatten-tool unflatten` reads it."""


def as_sheet(data: dict[str, Any]) -> str:
    """The same grants as CSV, one line each; several values of one cell are parted by ";". Safe in spreadsheets."""
    content = spreadsheet.as_csv(COLUMNS, [list(_cells(grant)) for grant in data["grants"]])
    return content.decode("utf-8-sig")


def _cells(grant: dict[str, Any]) -> Iterator[str]:
    for column in COLUMNS:
        value: Any = grant
        for step in column.split("/"):
            if step.isdigit():
                value = value[int(step)] if value else {}
            else:
                value = value.get(step, "") if value else ""
        yield ";".join(value) if isinstance(value, list) else str(value)
