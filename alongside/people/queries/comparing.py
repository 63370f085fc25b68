"""Two entries side by side, before they are put together."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, merging

from ..models import AgeGuard, Member
from . import members

Text = str | Promise


def details(keep: Member, gone: Member) -> list[tuple[Text, str, str, Text]]:
    """For each detail its label, what either says, and what the one entry says afterwards."""
    one, other, after = _said(keep), _said(gone), _afterwards(keep, gone)
    return [(label, one[label], other[label], after.get(label, one[label])) for label in one]


def signs_in_as(keep: Member, gone: Member) -> Member:
    """Whose account stays: that of `keep`, unless only the other was ever used."""
    if gone.account is None or _holds_a_role(keep):
        return keep
    unused = keep.account is None or (members.has_claimed(gone) and not members.has_claimed(keep))
    return gone if unused else keep


def _holds_a_role(member: Member) -> bool:
    return member.appointments.held_on(clock.today()).exists()


def _said(member: Member) -> dict[Text, str]:
    consents = member.consents.filter(withdrawn_at=None)
    return {
        _("Called"): member.called, _("Full name"): member.full_name, _("Age"): str(member.get_age_guard_display()),
        _("Reached by"): str(member.get_reach_by_display()), _("Email"): member.email, _("Phone"): member.phone,
        _("Address"): member.address, _("Sign in"): _signs_in(member),
        _("Brings"): ", ".join(str(row.get_kind_display()) for row in member.brings.all()),
        _("Consents"): ", ".join(sorted({str(row.get_purpose_display()) for row in consents})),
        _("Joined on"): _day(member.joined_on),
    }  # fmt: skip


def _afterwards(keep: Member, gone: Member) -> dict[Text, Text]:
    """Where it may be something else than what `keep` says: as `people.merge_members` does it."""
    account = signs_in_as(keep, gone)
    brings = dict.fromkeys(str(row.get_kind_display()) for one in (keep, gone) for row in one.brings.all())
    consents = keep.consents.exists() or gone.consents.exists()
    return {
        _("Full name"): keep.full_name or gone.full_name, _("Phone"): keep.phone or gone.phone,
        _("Address"): keep.address or gone.address,
        _("Age"): str((gone if keep.age_guard == AgeGuard.UNKNOWN else keep).get_age_guard_display()),
        _("Email"): account.email, _("Sign in"): _signs_in(account), _("Brings"): ", ".join(brings),
        _("Consents"): _("What is narrower, see below") if consents else "",
        _("Joined on"): _day(min(keep.joined_on, gone.joined_on)),
    }  # fmt: skip


def _signs_in(member: Member) -> str:
    return str(_("Signs in") if members.has_claimed(member) else _("Has not signed in"))


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def counts(keep: Member, gone: Member) -> list[tuple[str, int, int]]:
    """For each part of the house how many rows are about either. One query for each kind of row."""
    both = [merging.counted(member) for member in (keep, gone)]
    return [(label, both[0].get(label, 0), both[1].get(label, 0)) for label in sorted(both[0] | both[1])]
