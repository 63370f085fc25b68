"""What panels hold about a person, for "my data" and for leaving."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock, privacy
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from ..models import PanelMember
from ..queries import held


class PanelRights:
    """Registered with the foundation."""

    name = "panels"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """The panels they are or were on: what they declared, how they scored, and how they voted."""
        member = Member.objects.filter(account_id=account.pk).first()
        return {"panels": held.panels_of(member)} if member else {}

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """They leave every panel, and their words go. Points and votes stay without a name: sums rest on them."""
        for person in PanelMember.objects.filter(member__account_id=account.pk):
            _forget(person, by)

    def links(self, account: AbstractBaseUser) -> list[dict[str, Any]]:
        """Where somebody sees what they declared, scored and voted."""
        return [{"label": _("My panels"), "url": reverse("panel:my_panels")}]


def _forget(person: PanelMember, by: Actor) -> None:
    with transaction.atomic():
        for row in [*person.declarations.all(), *person.sheets.all()]:
            privacy.erase(row)
        if person.left_at is None:
            PanelMember.objects.filter(pk=person.pk).update(left_at=clock.now())
        record("funding.panel_words_forgotten", person, by=by)
