"""Two entries side by side, before they are put together."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import merging

from ..models import Member
from . import members

Text = str | Promise


def details(keep: Member, gone: Member) -> list[tuple[Text, str, str, bool]]:
    """For each detail its label, what either says, and whether they differ."""
    said = [_said(member) for member in (keep, gone)]
    return [(label, said[0][label], said[1][label], said[0][label] != said[1][label]) for label in said[0]]


def _said(member: Member) -> dict[Text, str]:
    signs_in = _("Signs in") if members.has_claimed(member) else _("Has not signed in")
    consents = member.consents.filter(withdrawn_at=None)
    return {
        _("Called"): member.called, _("Full name"): member.full_name, _("Age"): str(member.get_age_guard_display()),
        _("Reached by"): str(member.get_reach_by_display()), _("Email"): member.email, _("Phone"): member.phone,
        _("Address"): member.address, _("Sign in"): str(signs_in),
        _("Brings"): ", ".join(str(row.get_kind_display()) for row in member.brings.all()),
        _("Consents"): ", ".join(sorted({str(row.get_purpose_display()) for row in consents})),
        _("Joined on"): member.joined_on.isoformat(),
    }  # fmt: skip


def counts(keep: Member, gone: Member) -> list[tuple[str, int, int]]:
    """For each part of the house how many rows are about either. One query for each kind of row."""
    both = [merging.counted(member) for member in (keep, gone)]
    return [(label, both[0].get(label, 0), both[1].get(label, 0)) for label in sorted(both[0] | both[1])]
