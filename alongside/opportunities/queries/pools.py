"""A lottery as the mathematics takes it: who is in the pool with which values, and the quotas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from alongside.methods import disclosure, lottery

from ..models import Category, Opportunity, Pool, Volunteered

UNSAID = "0"
"""Rather not say: an answer like the others, with no least and no most."""
if TYPE_CHECKING:
    Entrant = lottery.Candidate


def quotas_of(opportunity: Opportunity, size: int) -> list[lottery.Quota]:
    """Every quota, under the numbers of category and value; who would rather not say fits everywhere."""
    found = []
    for category in Category.objects.filter(opportunity=opportunity).prefetch_related("values"):
        key = str(category.pk)
        found += [
            lottery.Quota(key, str(value.pk), value.minimum, value.maximum) for value in category.values.all()
        ]
        found.append(lottery.Quota(key, UNSAID, 0, size))
    return found


def entrants_of(opportunity: Opportunity, codes: Mapping[int, str]) -> list[Entrant]:
    """People of the pool by interest and anonymous id, with what they volunteered. Two queries."""
    categories = list(Category.objects.filter(opportunity=opportunity).values_list("pk", flat=True))
    values: dict[int, dict[str, str]] = {interest: {} for interest in codes}
    for said in Volunteered.objects.filter(interest__in=codes):
        values[said.interest_id][str(said.category_id)] = str(said.value_id or UNSAID)
    blank = {str(category): UNSAID for category in categories}
    return [lottery.Candidate(code, blank | values[interest]) for interest, code in codes.items()]


def quotas(pool: Pool) -> list[lottery.Quota]:
    """The quotas of a pool; none once its answers were forgotten."""
    return [] if pool.forgotten_at else quotas_of(pool.opportunity, pool.size)


def entrants(pool: Pool, codes: Collection[str]) -> list[Entrant]:
    """Some people of a pool; without values once those were forgotten."""
    rows = pool.candidates.filter(code__in=codes).values_list("interest_id", "code")
    if pool.forgotten_at:
        return [lottery.Candidate(code) for _interest, code in rows]
    return entrants_of(pool.opportunity, dict(rows))


def may_be_shown(people: Sequence[Entrant]) -> bool:
    """Whether everybody's answers are shared by at least eight people, so that nobody is known by them."""
    profiles = Counter(tuple(sorted(one.values.items())) for one in people)
    return all(count >= disclosure.SMALLEST_COUNT for count in profiles.values())


def in_codes(
    people: Sequence[Entrant], quotas: Sequence[lottery.Quota], names: Mapping[str, str]
) -> tuple[list[Entrant], list[lottery.Quota]]:  # fmt: skip
    """The same with codes in place of categories and values. `names` maps "7" and "7:12" to codes."""
    coded = [
        lottery.Candidate(one.id, {names[key]: names[f"{key}:{value}"] for key, value in one.values.items()})
        for one in people
    ]
    limits = [
        lottery.Quota(names[q.category], names[f"{q.category}:{q.value}"], q.minimum, q.maximum)
        for q in quotas
    ]
    return coded, sorted(limits, key=lambda quota: (quota.category, quota.value))


def relaxation_words(opportunity: Opportunity, relaxation: lottery.Relaxation) -> tuple[str, str]:
    """The names of the category and the value that a relaxation is about."""
    category = Category.objects.get(pk=int(relaxation.category), opportunity=opportunity)
    return category.name, category.values.get(pk=int(relaxation.value)).label
