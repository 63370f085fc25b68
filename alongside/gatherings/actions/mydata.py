"""What the room holds about a person, and what it does when they leave: each part of the room adds its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation import privacy
from alongside.foundation.actors import Actor
from alongside.people.models import Member

from ..models import Helper, SessionProposal
from ..queries import held, registrations
from . import forgetting, minutes_rights, registering

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Part(NamedTuple):
    """A kind of thing: its name in the export, what is exported, and what leaving does to it."""

    name: str
    export: Callable[[Member], Any]
    erase: Callable[[Member, Actor], None]


class GatheringsRights:
    """What the rights registry asks of this room."""

    name = "gatherings"

    def export(self, account: "AbstractBaseUser") -> dict[str, Any]:
        """Everything about the member behind an account, part by part; empty for somebody without a member."""
        member = _member(account)
        return {part.name: part.export(member) for part in PARTS} if member else {}

    def erase(self, account: "AbstractBaseUser", *, by: Actor) -> None:
        """Do what each field declares."""
        if member := _member(account):
            for part in PARTS:
                part.erase(member, by)

    def links(self, account: "AbstractBaseUser") -> list[dict[str, Any]]:
        """Where somebody changes how they are named for what they said, and takes it back."""
        return [{"label": _("What I said to sessions"), "url": reverse("gatherings:my_words")}]


def _member(account: "AbstractBaseUser") -> Member | None:
    return Member.objects.filter(account_id=account.pk).first()


def export_helping(member: Member) -> list[dict[str, Any]]:
    """Which sessions a member helps with, and how."""
    rows = Helper.objects.filter(member=member).select_related("session")
    return [
        {"session": row.session.number, "title": row.session.title, "role": row.role} for row in rows
    ]  # fmt: skip


def export_proposals(member: Member) -> list[dict[str, Any]]:
    """What a member proposed, and the answer they got."""
    return [
        {
            "title": row.title, "purpose": row.purpose, "when_roughly": row.when_roughly,
            "would_chair": row.would_chair, "how": row.how, "proposed_at": row.created_at.isoformat(),
            "answered_at": row.answered_at.isoformat() if row.answered_at else None,
            "became_a_session": row.session_id is not None, "declined_because": row.declined_because,
        }
        for row in SessionProposal.objects.filter(member=member)
    ]  # fmt: skip


def erase_rows(*models: Any) -> Callable[[Member, Actor], None]:
    """An erasure that does to each row of these tables what its fields declare."""

    def erase(member: Member, by: Actor) -> None:
        for model in models:
            for row in model.objects.filter(member=member):
                privacy.erase(row)

    return erase


PARTS: list[Part] = [
    Part("minutes", minutes_rights.export_minutes, minutes_rights.erase_minutes),
    Part("calendars", minutes_rights.export_calendars, minutes_rights.erase_calendars),
    Part("registrations", registrations.held_about, registering.erase_registrations),
    Part("helping", export_helping, erase_rows(Helper)),
    Part("proposals", export_proposals, erase_rows(SessionProposal)),
    Part("contributions", held.contributions, forgetting.forget_contributions),
    Part("feedback", held.feedback, forgetting.forget_feedback),
    Part("quotes", held.quotes, forgetting.forget_quotes),
]
