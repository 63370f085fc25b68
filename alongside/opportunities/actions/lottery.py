"""The fair lottery: close the pool, commit, draw in public, tell everybody, and forget."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from alongside.foundation import actors, clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.methods import lottery

from .. import emails, rules
from ..models import Candidate, Draw, Interest, Method, Opportunity, Place, Pool, Volunteered
from ..models.lottery import MOST_DAYS
from ..queries import outcomes, people, pools
from . import filling, rule_changes
from .locking import held

"""Days after the last day: a lottery that nobody drew by then keeps no answers."""


class CannotDraw(Exception):
    """The lottery cannot go on; the message is a sentence for the page.

    `relaxations` is the smallest change of quotas that would help, where quotas are what is in the way.
    """

    def __init__(self, words: Any, relaxations: Sequence[lottery.Relaxation] = ()) -> None:
        super().__init__(words)
        self.relaxations = relaxations


def close_pool(opportunity: Opportunity, *, by: Actor) -> Pool:
    """Close the pool and commit: a secret seed, ids by chance, a thousand numbered panels, a fingerprint.

    All that can be published is published before anything is drawn, and everybody is told their id and chance.
    Doing it twice changes nothing. Raises CannotDraw.
    """
    with transaction.atomic():
        row = held(opportunity)
        if hasattr(row, "pool"):
            return row.pool
        interests = _ready(row)
        seed = secrets.token_hex(32)
        ids = lottery.anonymous_ids(
            [str(interest.pk) for interest in interests], secret=secrets.token_hex(32)
        )
        codes = {interest.pk: ids[str(interest.pk)] for interest in interests}
        entrants, quotas = pools.entrants_of(row, codes), pools.quotas_of(row, row.places or 0)
        plan = planned(entrants, quotas, row.places or 0, seed=seed)
        pool = Pool.objects.create(
            opportunity=row, by=by.key, seed=seed, commitment=lottery.commit(seed), size=plan.size,
            tickets=len(plan.tickets), **_files(row, plan, entrants, quotas, lottery.commit(seed)),
        )  # fmt: skip
        _keep_candidates(pool, interests, codes, plan)
        record(
            "opportunities.pool_closed", row, by=by, people=len(interests), commitment=pool.commitment,
            fingerprint=pool.fingerprint,
        )  # fmt: skip
        for candidate in pool.candidates.select_related("interest__member", "interest__opportunity", "pool"):
            emails.pool_closed(candidate, by=by)
        return pool


def _ready(opportunity: Opportunity) -> list[Interest]:
    """Those who are in the lottery. Raises CannotDraw."""
    if opportunity.method != Method.LOTTERY or opportunity.is_over or not opportunity.is_published:
        raise CannotDraw(_("There is no lottery to draw here."))
    if opportunity.is_open:
        raise CannotDraw(_("People can still join in. Close the pool after the last day, or close it first."))
    waiting = [interest for interest in people.reserve(opportunity) if rules.may_take_part(interest.member)]
    if len(waiting) <= (opportunity.places or 0):
        raise CannotDraw(
            _("There are no more people than places. Change the method to “first come”: all get a place.")
        )
    return waiting


def planned(
    entrants: Sequence[lottery.Candidate], quotas: Sequence[lottery.Quota], size: int, *, seed: str
) -> lottery.Plan:
    """The fairest lottery for these people. Raises CannotDraw, with the smallest change that would help."""
    try:
        return lottery.plan(entrants, quotas, size, seed=seed)
    except lottery.Infeasible as trouble:
        raise CannotDraw(
            _("Nobody can draw a panel with these numbers, as the pool is now."), trouble.relaxations
        ) from trouble
    except lottery.MinimaAboveSize as trouble:
        raise CannotDraw(
            _("The least numbers of one question add up to more than there are places.")
        ) from trouble


def relax_as_needed(opportunity: Opportunity, *, because: str, by: Actor) -> None:
    """Widen quotas that cannot be met by the smallest change. Raises CannotDraw and CannotChange."""
    interests = _ready(opportunity)
    codes = {interest.pk: str(interest.pk) for interest in interests}
    entrants = pools.entrants_of(opportunity, codes)
    quotas = pools.quotas_of(opportunity, opportunity.places or 0)
    try:
        planned(entrants, quotas, opportunity.places or 0, seed=secrets.token_hex(32))
    except CannotDraw as trouble:
        if not trouble.relaxations:
            raise
        rule_changes.relax_quotas(opportunity, relaxations=trouble.relaxations, because=because, by=by)


def _files(
    opportunity: Opportunity,
    plan: lottery.Plan,
    entrants: Sequence[lottery.Candidate],
    quotas: Sequence[lottery.Quota],
    commitment: str,
) -> dict[str, Any]:
    """What everybody may read, and what only auditors may: answers in codes, where they could tell who is who."""
    coded, limits = pools.in_codes(entrants, quotas, _names(quotas))
    told: dict[str, Any] = {"commitment": commitment, "title": opportunity.title}
    whole = lottery.public_file(plan, coded, limits, **told)
    if pools.may_be_shown(entrants):
        return {"file": whole, "fingerprint": whole["fingerprint"], "sealed_file": None}
    bare = [lottery.Candidate(one.id) for one in entrants]
    shown = lottery.public_file(plan, bare, [], **told) | {"sealed_fingerprint": whole["fingerprint"]}
    shown["fingerprint"] = lottery.fingerprint(shown)
    return {
        "file": shown, "fingerprint": shown["fingerprint"], "sealed_file": whole,
        "sealed_fingerprint": whole["fingerprint"],
    }  # fmt: skip


def _names(quotas: Sequence[lottery.Quota]) -> dict[str, str]:
    """Codes by chance for categories and values: the order of the questions tells nothing about them."""
    luck = secrets.SystemRandom()
    keys = list(dict.fromkeys(quota.category for quota in quotas))
    luck.shuffle(keys)
    names = {key: f"c{place}" for place, key in enumerate(keys, start=1)}
    for key in keys:
        values = [quota.value for quota in quotas if quota.category == key]
        luck.shuffle(values)
        names |= {f"{key}:{value}": f"a{place}" for place, value in enumerate(values, start=1)}
    return names


def _keep_candidates(
    pool: Pool, interests: Sequence[Interest], codes: dict[int, str], plan: lottery.Plan
) -> None:  # fmt: skip
    held_on = dict.fromkeys(codes.values(), 0)
    for code in chain.from_iterable(plan.tickets):
        held_on[code] += 1
    Candidate.objects.bulk_create(
        Candidate(pool=pool, interest=one, code=codes[one.pk], on_tickets=held_on[codes[one.pk]])
        for one in interests
    )


def draw(opportunity: Opportunity, *, public_words: str, by: Actor, witnesses: str = "") -> Draw:
    """Draw with words that came up in public: publish the seed, offer places, tell everybody.

    Whoever took their interest back since is replaced at once. Drawing twice changes nothing. Raises CannotDraw.
    """
    with transaction.atomic():
        row = held(opportunity)
        pool = Pool.objects.filter(opportunity=row).first()
        if pool is None or hasattr(row, "taking"):
            raise CannotDraw(_("Close the pool first. Everything is published before the draw."))
        if hasattr(pool, "draw"):
            return pool.draw
        try:
            drawn = lottery.draw(_plan_of(pool), seed=pool.seed, public_words=public_words)
        except lottery.NoPublicWords as trouble:
            raise CannotDraw(_("Write the numbers or words that were drawn in public.")) from trouble
        made = Draw.objects.create(
            pool=pool, by=by.key, public_words=drawn.public_words, witnesses=witnesses.strip(),
            number=drawn.number, file=lottery.after_draw(pool.file, drawn),
        )  # fmt: skip
        record("opportunities.drawn", row, by=by, number=drawn.number, words=drawn.public_words)
        _tell_everybody(row, pool, drawn, by)
        return made


def _plan_of(pool: Pool) -> lottery.Plan:
    """The plan that was published."""
    file = pool.file
    return lottery.Plan(
        tickets=tuple(tuple(panel) for panel in file["panels"]),
        chances={one["id"]: one["chance"] for one in file["people"]},
        smallest=file["smallest_chance"], bound=file["largest_possible_smallest_chance"],
        method=file["method"], size=file["size"], ideal=file["smallest_chance"],
    )  # fmt: skip


def _tell_everybody(opportunity: Opportunity, pool: Pool, drawn: lottery.Draw, by: Actor) -> None:
    rows = pool.candidates.select_related("interest__member", "interest__opportunity", "pool")
    by_code = {row.code: row for row in rows}
    for number, code in enumerate(drawn.alternates, start=1):
        by_code[code].reserve = number
    Candidate.objects.bulk_update(by_code.values(), ["reserve"])
    for code in drawn.panel:
        interest = by_code[code].interest
        if interest.withdrawn_at is None and rules.may_take_part(interest.member):
            filling.give(interest, reason=_chosen_words(by_code[code]), by=by)
    filling.fill(held(opportunity), by=by)
    chosen = set(Place.objects.filter(opportunity=opportunity).values_list("interest_id", flat=True))
    for code in drawn.alternates:
        interest = by_code[code].interest
        if interest.pk not in chosen and interest.withdrawn_at is None and not interest.member.has_left:
            _answer(by_code[code], by)


def _chosen_words(candidate: Candidate) -> str:
    with translation.override(candidate.interest.member.language):
        return outcomes.drawn_words(candidate)


def _answer(candidate: Candidate, by: Actor) -> None:
    interest = candidate.interest
    with translation.override(interest.member.language):
        interest.answer = outcomes.not_drawn_words(candidate)
    interest.answered_at = clock.now()
    interest.save(update_fields=["answered_at", "answer"])
    record("opportunities.answered", interest, by=by, opportunity=interest.opportunity_id)
    emails.not_chosen(interest, by=by)


def forget_values(pool: Pool, *, by: Actor) -> None:
    """Delete what people volunteered for this lottery. Afterwards replacements follow the order of the draw."""
    with transaction.atomic():
        gone, _rows = Volunteered.objects.filter(interest__opportunity=pool.opportunity).delete()
        pool.sealed_file, pool.forgotten_at = None, clock.now()
        pool.save(update_fields=["sealed_file", "forgotten_at"])
        record("opportunities.answers_forgotten", pool, by=by, answers=gone)


def forget_what_is_due() -> int:
    """Forget the answers of every draw whose days are over, and of what was taken back. Returns how many."""
    due = [
        pool for pool in Pool.objects.filter(forgotten_at=None).select_related("opportunity") if _due(pool)
    ]
    for pool in due:
        forget_values(pool, by=actors.SYSTEM)
    old = clock.today() - timedelta(days=MOST_DAYS)
    Volunteered.objects.filter(
        interest__opportunity__pool=None, interest__opportunity__closes_on__lt=old
    ).delete()
    return len(due)


def _due(pool: Pool) -> bool:
    if hasattr(pool.opportunity, "taking"):
        return True
    drawn = Draw.objects.filter(pool=pool).first()
    days = timedelta(days=pool.opportunity.forget_days)
    return drawn is not None and drawn.created_at + days <= clock.now()
