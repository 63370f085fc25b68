"""What awards hold about a person, for "my data", and what stays when they leave."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor
from alongside.people.models import Member

from ..queries import awards


class AwardRights:
    """Registered with `foundation.rights`. The ledger names nobody and is kept for years, so nothing of it goes."""

    name = "awards"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """The awards of bids that somebody works on, with their three sums and what was paid."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is None:
            return {}
        return {"awards": [_told(one) for one in awards.shown(awards.of_member(member.pk), everybody=False)]}

    def links(self, account: AbstractBaseUser) -> list[dict[str, Any]]:
        """Where the person answers offers."""
        return [{"label": _("My awards"), "url": reverse("funding:my_awards")}]

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Nothing: who worked on a bid goes with the bid, and the books name accounts by number alone."""


def _told(one: awards.Shown) -> dict[str, Any]:
    row, sums = one.row, one.sums
    assert sums is not None
    return {
        "reference": row.reference, "title": row.bid.title, "purpose": row.purpose, "offered_pence": sums.offered,
        "granted_pence": sums.granted, "paid_pence": sums.paid, "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(), "planned_end_on": row.planned_end_on.isoformat(), "how": row.how,
        "agreed_on": row.agreed_on.isoformat() if row.agreed_on else None,
        "changes": [
            {"kind": change.kind, "reason": change.reason, "how": change.how} for change in awards.variations(row)
        ],
    }  # fmt: skip
