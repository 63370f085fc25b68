"""Awards as they would be published: plain data for `open_data`, from the records of today."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import translation

from alongside.foundation import clock
from alongside.foundation.letters import absolute

from .. import open_data
from ..models import Award, EntryKind, LedgerEntry, Publication, Publisher, RecipientKind
from ..models.ledger import PAID
from . import awards

JSON_PATH, CSV_PATH = "/open-data/360giving.json", "/open-data/360giving.csv"
LANGUAGE = "en"
"""The file says the same whoever publishes it, so labels of ours in it are in one language."""


@dataclass(frozen=True)
class Draft:
    """What would be published now, and what keeps it from being so."""

    grants: list[open_data.Grant]
    refusals: list[open_data.Refusal]


def funder() -> open_data.Funder | None:
    """The centre as 360Giving knows it; None until somebody wrote it down."""
    row = Publisher.objects.first()
    if row is None:
        return None
    return open_data.Funder(
        row.prefix, row.organisation_id, row.name, website=absolute("/"), file_url=absolute(JSON_PATH)
    )


def draft() -> Draft | None:
    """The grants of today and what is wrong with them; None without a publisher. A constant number of queries."""
    publisher = funder()
    if publisher is None:
        return None
    grants = _grants()
    return Draft(grants, open_data.refusals(grants, publisher, today=clock.today()))


def latest() -> Publication | None:
    """What everybody downloads."""
    return Publication.objects.first()


def files(grants: list[open_data.Grant], publisher: open_data.Funder) -> tuple[str, str, str]:
    """JSON, CSV and the SHA-256 of the first."""
    data = open_data.package(grants, publisher, issued=clock.today())
    content = open_data.as_json(data)
    return content, open_data.as_sheet(data), hashlib.sha256(content.encode()).hexdigest()


def _grants() -> list[open_data.Grant]:
    rows = list(
        awards.with_everything(Award.objects.public())
        .select_related("builds_on__bid")
        .order_by("agreed_on", "reference")
    )
    ledger = LedgerEntry.objects.filter(award__in=rows).order_by()
    awarded: dict[int, int] = {}
    paid: dict[int, int] = {}
    for award, kind, pence in ledger.values_list("award", "kind", "pence"):
        if kind == EntryKind.GRANTED:
            awarded[award] = awarded.get(award, 0) + pence
        elif kind in PAID:
            paid[award] = paid.get(award, 0) + pence
    last = dict(ledger.values_list("award").annotate(last=Max("created_at")))
    with translation.override(LANGUAGE):
        grants = [_grant(row, awarded.get(row.pk, 0), paid.get(row.pk, 0), last.get(row.pk)) for row in rows]
    # By the days that are published: an order by the real ones would show between which days a person's award lies.
    return sorted(grants, key=lambda grant: (grant.awarded_on, not grant.recipient.is_person))


def _grant(row: Award, awarded: int, paid: int, last: Any) -> open_data.Grant:
    assert row.agreed_on is not None
    assert row.agreed_at is not None
    one_round, person = row.bid.round, awards.is_for_a_person(row)
    moved = row.closed_at is not None or row.ends_on != row.planned_end_on
    modified = max(row.agreed_at, row.closed_at or row.agreed_at, last or row.agreed_at).isoformat()
    return open_data.Grant(
        reference=row.reference,
        title=f"Award to one person in {one_round.title}" if person else row.bid.title,
        description=f"One person works on a project of {one_round.programme.title}."
        if person
        else row.purpose,
        currency=one_round.programme.currency,
        applied_pence=(row.bid.asked_pence or 0) + row.bid.access_pence,
        awarded_pence=awarded,
        paid_pence=paid,
        awarded_on=row.agreed_on.replace(day=1) if person else row.agreed_on,
        planned=None if person else open_data.Event(row.starts_on, row.planned_end_on),
        actual=open_data.Event(row.starts_on, row.ends_on) if moved and not person else None,
        programme_code=one_round.slug,
        programme_title=f"{one_round.programme.title}: {one_round.title}",
        programme_url=absolute(reverse("funding:round", args=[one_round.slug])),
        recipient=_recipient(row),
        page_url=absolute(reverse("funding:award", args=[row.reference])),
        modified="" if person else modified,
        builds_on=[earlier.reference] if (earlier := awards.built_on(row)) else [],
    )


def _recipient(row: Award) -> open_data.Recipient:
    bid = row.bid
    if bid.recipient_kind == RecipientKind.ORGANISATION and bid.organisation:
        return open_data.Recipient(False, f"org-{bid.organisation_id}", bid.organisation.name)
    if bid.recipient_kind == RecipientKind.GROUP and bid.group_name:
        own = hashlib.sha256(bid.group_name.strip().casefold().encode()).hexdigest()[:10]
        return open_data.Recipient(False, f"group-{own}", bid.group_name)
    return open_data.Recipient(True, f"individual-{row.reference}")
