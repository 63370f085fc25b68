"""Small pools where every panel can be counted, and a solver of lotteries that shares no code with ours."""

from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from alongside.methods.lottery import Candidate, Quota

ANSWERS = {"age": ("young", "old"), "place": ("east", "west", "north")}


def pool_of(*rows: str) -> list[Candidate]:
    """Candidates from rows such as ``P001 age=young place=east home=mill``."""
    people = []
    for row in rows:
        id, *told = row.split()
        values = dict(pair.split("=") for pair in told)
        people.append(Candidate(id, values, values.pop("home", "")))
    return people


def quotas_of(*rows: str) -> list[Quota]:
    """Quotas from rows such as ``age young 1 2``."""
    quotas = []
    for row in rows:
        category, value, minimum, maximum = row.split()
        quotas.append(Quota(category, value, int(minimum), int(maximum)))
    return quotas


def meets(panel: Collection[Candidate], quotas: Sequence[Quota], size: int) -> bool:
    """Check a panel person by person."""
    homes = [person.household for person in panel if person.household]
    return (
        len(panel) == len({person.id for person in panel}) == size
        and len(homes) == len(set(homes))
        and all(
            quota.minimum <= sum(p.values[quota.category] == quota.value for p in panel) <= quota.maximum
            for quota in quotas
        )
    )


def all_panels(pool: Sequence[Candidate], quotas: Sequence[Quota], size: int) -> list[set[str]]:
    """Every panel that meets the quotas."""
    return [
        {person.id for person in panel} for panel in combinations(pool, size) if meets(panel, quotas, size)
    ]


def best_chances(pool: Sequence[Candidate], panels: Sequence[set[str]]) -> dict[str, float]:
    """The leximin chances over these panels, of everybody who is on any; the first is the maximin.

    One programme for each step raises the smallest chance of those who are not yet held; one for each of them
    then asks whether they could have more.
    """
    on = np.array([[float(person.id in panel) for panel in panels] for person in pool])
    free = [row for row in range(len(pool)) if on[row].any()]
    held: dict[int, float] = {}
    while free:
        step = _raise(on, free, held, free)
        held |= {row: step for row in free if _raise(on, [row], held, free, step) < step + 1e-7}
        free = [row for row in free if row not in held]
    return {pool[row].id: chance for row, chance in held.items()}


def _raise(
    on: np.ndarray, who: list[int], held: dict[int, float], free: list[int], floor: float = 0.0
) -> float:
    count = on.shape[1]
    least = {**dict.fromkeys(free, floor - 1e-9), **{row: chance - 1e-9 for row, chance in held.items()}}
    found = linprog(
        [*[0.0] * count, -1.0],
        A_ub=[[*-on[row], 1.0] for row in who] + [[*-on[row], 0.0] for row in least],
        b_ub=[0.0] * len(who) + [-chance for chance in least.values()],
        A_eq=[[1.0] * count + [0.0]],
        b_eq=[1.0],
    )
    assert found.x is not None, found.message
    return float(-found.fun)


def smallest_change(pool: Sequence[Candidate], quotas: Sequence[Quota], size: int) -> int:
    """By how many people quotas must be moved, at least, before any panel meets them."""

    def outside(panel: Sequence[Candidate]) -> int:
        counts = [sum(p.values[quota.category] == quota.value for p in panel) for quota in quotas]
        return sum(
            max(quota.minimum - count, count - quota.maximum, 0)
            for quota, count in zip(quotas, counts, strict=True)
        )

    return min(outside(panel) for panel in combinations(pool, size) if meets(panel, [], size))


@st.composite
def lotteries(draw: st.DrawFn, *, most: int = 9) -> tuple[list[Candidate], list[Quota], int]:
    """A pool of up to nine people, some in shared households, with quotas that may or may not be possible."""
    people = draw(st.integers(2, most))
    pool = [
        Candidate(
            f"P{number:03}",
            {category: draw(st.sampled_from(answers)) for category, answers in ANSWERS.items()},
            draw(st.sampled_from(["", "", "", "mill", "farm"])),
        )
        for number in range(1, people + 1)
    ]
    homes = len({person.household or person.id for person in pool})
    size = draw(st.integers(1, homes))
    quotas = []
    for category, answers in ANSWERS.items():
        bounds = [sorted(draw(st.tuples(st.integers(0, size), st.integers(0, size)))) for _ in answers]
        bounds[0][1] = max(bounds[0][1], size - sum(most for _, most in bounds[1:]))
        while sum(least for least, _ in bounds) > size:
            bounds = [[max(0, least - 1), most] for least, most in bounds]
        quotas += [
            Quota(category, answer, least, most)
            for answer, (least, most) in zip(answers, bounds, strict=True)
        ]
    return pool, quotas, size
