"""Priority communities, what the centre did to reach each, and what came of it."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import Organisation, OutreachAction, PriorityCommunity

SLUG_LETTERS = 60
RESERVED = {"add"}


def add_community(
    *, name: str, why: str, by: Actor, order: int = 0, slug: str = "", figure: str = ""
) -> PriorityCommunity:
    """Name a community that the centre means to work with, and why. `figure` is the id of a published figure."""
    with transaction.atomic():
        community = PriorityCommunity.objects.create(
            name=name, slug=slug or _free_slug(name), why=why, order=order, figure=figure
        )
        record("people.community_added", community, by=by)
        return community


def change_community(
    community: PriorityCommunity, *, name: str, why: str, by: Actor, order: int = 0, figure: str | None = None
) -> PriorityCommunity:
    """Correct the words. The address of the page stays, so that links keep working."""
    with transaction.atomic():
        community.name, community.why, community.order = name, why, order
        if figure is not None:
            community.figure = figure
        community.save(update_fields=["name", "why", "order", "figure"])
        record("people.community_changed", community, by=by)
        return community


def add_outreach(
    community: PriorityCommunity,
    *,
    on: date,
    what: str,
    by: Actor,
    partner: Organisation | None = None,
    result: str = "",
    way: str = "",
    learnt: str = "",
    spent: str = "",
    follow_up_on: date | None = None,
) -> OutreachAction:
    """Write down what was done to reach a community; the result may come later, by `follow_up_on`."""
    with transaction.atomic():
        action = OutreachAction.objects.create(
            community=community, on=on, what=what, partner=partner, result=result, way=way, learnt=learnt,
            spent=spent, follow_up_on=follow_up_on,
        )  # fmt: skip
        record("people.outreach_added", action, by=by, community=community.pk, has_result=bool(result))
        return action


def record_outreach_result(
    action: OutreachAction, *, result: str, by: Actor, learnt: str | None = None
) -> OutreachAction:
    """Write down what came of it, also when nothing did. What stood there before is on record as replaced."""
    with transaction.atomic():
        replaced = bool(action.result)
        action.result = result
        action.learnt = action.learnt if learnt is None else learnt
        action.save(update_fields=["result", "learnt"])
        record("people.outreach_result_recorded", action, by=by, replaced=replaced)
        return action


def _free_slug(name: str) -> str:
    """An address that no community has yet; also for names without a Latin letter."""
    start = slugify(name)[: SLUG_LETTERS - 5].strip("-") or "community"
    taken = set(PriorityCommunity.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    numbered = (f"{start}-{number}" for number in range(2, len(taken) + 4))
    return next(slug for slug in (start, *numbered) if slug not in taken | RESERVED)
