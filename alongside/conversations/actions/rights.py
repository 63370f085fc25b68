"""What the round table holds about a person, for "my data" and for leaving."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Member

from ..models import Ballot, Part, Statement, Wording
from ..queries import held


class ConversationRights:
    """Registered with the foundation."""

    name = "conversations"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """What they said with what became of it, how they voted, and what they declared."""
        member = Member.objects.filter(account_id=account.pk).first()
        if member is None:
            return {}
        return {"statements": held.said_by(member), "conversations": held.parts_of(member)}

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Delete votes and what was declared; blank and hide what they said. Answers stay."""
        for member in Member.objects.filter(account_id=account.pk):
            forget(member, by=by)

    def links(self, account: AbstractBaseUser) -> list[dict[str, Any]]:
        """Where somebody takes back what they said, and their votes."""
        return [{"label": _("My conversations"), "url": reverse("conversations:mine")}]


def forget(member: Member, *, by: Actor) -> None:
    """Somebody leaves."""
    with transaction.atomic():
        Part.objects.filter(member=member).delete()
        Ballot.objects.filter(member=member).update(member=None)
        rows = Statement.objects.filter(member=member)
        Wording.objects.filter(statement__in=rows).delete()
        rows.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
        count = rows.update(text="", declined_because="", member=None)
        if count:
            record("conversations.forgotten", None, by=by, statements=count)
