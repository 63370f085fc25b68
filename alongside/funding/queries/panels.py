"""Who is on a panel, as what, and which panels somebody is on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.conversations.models import LIVED, Decider
from alongside.people.models import Member

from ..models import Bid, Panel, PanelMember, Round

Text = str | Promise
FEWEST_ROLES = 3


def people(panel: Panel) -> QuerySet[PanelMember]:
    """Those who are on the panel today."""
    return panel.people.filter(left_at=None, member__leaving=None).select_related("member", "panel__round")


def person(one_round: Round, member: Member | None) -> PanelMember | None:
    """A member as somebody on the panel of a round, if they are."""
    if member is None:
        return None
    rows = PanelMember.objects.filter(panel__round=one_round, member=member, left_at=None)
    return rows.select_related("panel__round", "member").first()


def of_member(member: Member) -> QuerySet[PanelMember]:
    """The panels that a member is on, the newest first."""
    rows = PanelMember.objects.filter(member=member, left_at=None)
    return rows.select_related("panel__round", "panel__meeting", "member").order_by("-pk")


def still_deciding(member: Member) -> list[PanelMember]:
    """The panels that a member is on whose round is not decided yet, each with its vote if there is one. One query."""
    rows = of_member(member).filter(panel__round__conclusion=None)
    return list(rows.select_related("panel__round__ballot", "panel__meeting", "member"))


def panel_of(one_round: Round) -> Panel | None:
    """The panel of a round, if there is one."""
    return Panel.objects.filter(round=one_round).select_related("round", "opportunity", "meeting").first()


def has_met(panel: Panel) -> bool:
    """Whether the meeting has opened: from then on nobody changes scores, and averages are shown."""
    return hasattr(panel, "meeting")


def bids(one_round: Round) -> QuerySet[Bid]:
    """What the panel decides about: every bid that is in, in the order in which they came."""
    rows = Bid.objects.submitted().filter(round=one_round).select_related("organisation", "round__programme")
    return rows.order_by("submitted_at", "pk")


@dataclass(frozen=True)
class Mix:
    """How many people are on a panel as what, and what is missing."""

    people: int
    lived: int
    roles: list[tuple[Text, int]]
    counts: dict[str, int]
    warnings: list[Text] = field(default_factory=list)


def mix(panel: Panel) -> Mix:
    """As what people are on the panel. Lived experience and at least three roles belong on it."""
    found = Counter(people(panel).values_list("as_what", flat=True))
    counts = {role: found[role] for role in Decider.values if found[role]}
    lived = sum(found[role] for role in LIVED)
    warnings: list[Text] = []
    if not lived:
        warnings.append(_("Nobody on this panel is there for lived experience."))
    if len(counts) < FEWEST_ROLES:
        warnings.append(_("Fewer than three roles are on this panel. Ask more people."))
    if found[""]:
        warnings.append(_("Somebody has not said yet as what they are on this panel."))
    roles: list[tuple[Text, int]] = [(Decider(role).label, count) for role, count in counts.items()]
    return Mix(sum(found.values()), lived, roles, counts, warnings)


def who_asks(bid: Bid) -> Text:
    """The organisation or group of a bid; a person is not named."""
    if bid.organisation_id:
        return str(bid.organisation)
    return bid.group_name or _("One person")
