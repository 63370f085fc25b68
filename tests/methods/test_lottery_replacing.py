"""Who comes next when somebody drops out."""

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alongside.methods import lottery
from tests.methods.pools import all_panels, lotteries, meets, pool_of, quotas_of

Asked = tuple[list[lottery.Candidate], list[lottery.Quota], int]
SEED = "a seed that nobody can guess"
POOL = pool_of("A age=old", "B age=old", "C age=young", "D age=young", "E age=young", "F age=old home=mill")
QUOTAS = quotas_of("age old 1 1", "age young 1 1")


def replaced(panel: list[str], dropped: str | list[str], **more: object) -> lottery.Replacement:
    gone = more.get("gone", ())
    assert isinstance(gone, tuple | list)
    return lottery.replace(panel, dropped, POOL, QUOTAS, 2, seed=SEED, public_words="7 9", gone=gone)


def test_the_first_in_the_published_order_who_keeps_the_quotas_comes_next() -> None:
    order = lottery.alternates(["A", "C"], [person.id for person in POOL], seed=SEED, public_words="7 9")
    next_old = next(id for id in order if id in {"B", "F"})
    found = replaced(["A", "C"], "A")
    assert found == lottery.Replacement((next_old,), tuple(sorted(["C", next_old])), ())
    other = {"B": "F", "F": "B"}[next_old]
    assert replaced(["A", "C"], "A", gone=(next_old,)).people == (other,)


def test_when_nobody_keeps_the_quotas_the_breach_is_told() -> None:
    found = replaced(["A", "C"], "A", gone=("B", "F"))
    assert found.people[0] in {"D", "E"}
    assert found.breaches == (
        lottery.Breach("age", "old", 1, 1, 0),
        lottery.Breach("age", "young", 1, 1, 2),
    )


def test_when_nobody_is_left_it_is_said() -> None:
    with pytest.raises(lottery.NobodyLeft, match="1 places are empty, and 0 people can still be asked"):
        replaced(["A", "C"], "A", gone=("B", "D", "E", "F"))


def test_only_somebody_on_the_panel_can_be_replaced() -> None:
    with pytest.raises(lottery.NotOnPanel, match="'D' cannot be replaced"):
        replaced(["A", "C"], "D")


@settings(max_examples=40, deadline=None)
@given(lotteries(most=7), st.integers(1, 2), st.data())
def test_a_replacement_is_the_best_that_can_be_had(asked: Asked, count: int, data: st.DataObject) -> None:
    pool, quotas, size = asked
    panels = all_panels(pool, quotas, size)
    assume(panels and count <= size)
    panel = data.draw(st.sampled_from(panels))
    dropped = data.draw(st.permutations(sorted(panel)))[:count]
    by_id = {person.id: person for person in pool}
    order = lottery.alternates(panel, by_id, seed=SEED, public_words="7")
    staying = [by_id[id] for id in panel if id not in dropped]

    def rank(some: tuple[str, ...]) -> tuple[int, int]:
        after = [*staying, *(by_id[id] for id in some)]
        counts = [(q, sum(p.values[q.category] == q.value for p in after)) for q in quotas]
        breach = sum(max(q.minimum - n, n - q.maximum, 0) for q, n in counts)
        return breach, sum(order.index(id) for id in some)

    possible = [
        some
        for some in combinations(order, count)
        if meets([*staying, *(by_id[id] for id in some)], [], size)
    ]
    if not possible:
        with pytest.raises(lottery.NobodyLeft):
            lottery.replace(panel, dropped, pool, quotas, size, seed=SEED, public_words="7")
        return
    found = lottery.replace(panel, dropped, pool, quotas, size, seed=SEED, public_words="7")
    assert rank(found.people) == min(map(rank, possible))
    assert sum(breach.people for breach in found.breaches) == rank(found.people)[0]
    assert set(found.panel) == set(panel) - set(dropped) | set(found.people)
