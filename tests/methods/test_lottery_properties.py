"""What holds for every lottery, whoever volunteers and whatever the quotas ask."""

from collections import Counter

import pytest
from hypothesis import given, settings

from alongside.methods import lottery
from tests.methods.pools import all_panels, best_chances, lotteries, smallest_change

Asked = tuple[list[lottery.Candidate], list[lottery.Quota], int]
SEED = "a seed that nobody can guess"
some = settings(max_examples=30, deadline=None)


@some
@given(lotteries())
def test_there_is_a_plan_exactly_where_there_is_a_panel(asked: Asked) -> None:
    pool, quotas, size = asked
    panels = all_panels(pool, quotas, size)
    if panels:
        plan = lottery.plan(pool, quotas, size, seed=SEED, tickets=50)
        assert len(plan.tickets) == 50
        assert all(set(panel) in panels for panel in plan.tickets)
        assert sum(plan.chances.values()) == pytest.approx(size)
        held = Counter(id for panel in plan.tickets for id in panel)
        assert plan.chances == {person.id: held[person.id] / 50 for person in pool}
        assert set(plan.never) == {person.id for person in pool} - set().union(*panels)
        return
    with pytest.raises(lottery.Infeasible) as found:
        lottery.plan(pool, quotas, size, seed=SEED)
    moved = {(c.category, c.value): c for c in found.value.relaxations}
    relaxed = [
        lottery.Quota(
            q.category, q.value, moved[q.category, q.value].minimum, moved[q.category, q.value].maximum
        )
        if (q.category, q.value) in moved
        else q
        for q in quotas
    ]
    assert all_panels(pool, relaxed, size)
    assert sum(change.people for change in moved.values()) == smallest_change(pool, quotas, size)
    conflict = [q for q in quotas if (q.category, q.value) in found.value.conflict]
    assert not all_panels(pool, conflict, size)
    assert all(all_panels(pool, [q for q in conflict if q is not one], size) for one in conflict)


@some
@given(lotteries())
def test_maximin_is_the_best_that_all_panels_together_allow(asked: Asked) -> None:
    pool, quotas, size = asked
    panels = all_panels(pool, quotas, size)
    if panels:
        plan = lottery.plan(pool, quotas, size, seed=SEED)
        best = min(best_chances(pool, panels).values())
        assert plan.ideal == pytest.approx(best, abs=0.00005)
        assert best - 1e-7 <= plan.bound <= best + 0.00005 + 1e-7
        assert plan.smallest <= plan.bound + 1e-9


@some
@given(lotteries(most=7))
def test_leximin_is_what_all_panels_together_allow(asked: Asked) -> None:
    pool, quotas, size = asked
    panels = all_panels(pool, quotas, size)
    if panels:
        plan = lottery.plan(pool, quotas, size, seed=SEED, method="leximin")
        best = best_chances(pool, panels)
        assert {id: chance for id, chance in plan.chances.items() if id not in plan.never} == pytest.approx(
            best, abs=0.0025
        )
