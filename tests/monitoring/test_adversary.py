"""The attacker of `tests/methods` reads what this house published, date after date, and is certain of nobody.

The mathematics have two hundred histories of their own. Here people answer through the actions of the room, tables are
published as on the first of each month, and the attacker holds every snapshot, knows who was counted in which block,
and knows the answers of nobody, of one or three people in each block, or of a tenth of all.
"""

import random
from collections import defaultdict
from datetime import date

import pytest

from alongside.monitoring import actions, questions
from alongside.monitoring.actions import answering
from alongside.monitoring.models import BlockSum, Snapshot
from tests.methods.adversary import Adversary, Learnt
from tests.methods.test_disclosure_adversary import some_known
from tests.monitoring.people import BY, on, questions_are_here

# The rows are the same in both databases; the solver is what takes the time.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
MONTHS = [date(2020, month, 1) for month in range(2, 8)]
Sums = dict[str, dict[str, dict[str, int]]]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_this_house_published_gives_nobody_away(seed: int) -> None:
    live_through(seed)
    sums = sums_of_blocks()
    attacked = 0
    for question, blocks in sums.items():
        tables = [
            table
            for snapshot in Snapshot.objects.order_by("on")
            for table in snapshot.tables
            if table["question"] == question
        ]
        for name, known in some_known(blocks, seed):
            reader = attacker(blocks)
            for table in tables:
                reader.read(table)
            assert reader.learn(known) == Learnt(), (question, name)
            attacked += bool(tables)
    assert attacked >= 4 * 3, "too little came out to put anything to the test"


def test_the_same_attacker_is_certain_where_each_block_is_published_as_it_is() -> None:
    live_through(1)
    given_away = 0
    for blocks in sums_of_blocks().values():
        reader = attacker(blocks)
        for block, row in blocks.items():
            for answer, count in row.items():
                reader.note([block], [answer], count, count)
        given_away += len(reader.learn({}).excluded)
    assert given_away >= 12


def live_through(seed: int) -> None:
    """Half a year in which some people answer each month, in proportions of the year's own."""
    luck = random.Random(f"house {seed}")
    questions_are_here()
    asked = [ask for ask in questions.read_set(answering.current_set().questions) if not ask.several]
    codes = {ask.id: sorted(ask.codes) for ask in asked}
    weights = {ask: [luck.random() ** 2 for _option in options] for ask, options in codes.items()}
    number = 0
    for month in MONTHS:
        with on(month.replace(day=3)):
            joined = [
                {ask: luck.choices(options, weights[ask])[0] for ask, options in codes.items()}
                for _person in range(luck.randrange(15, 75))
            ]
            actions.answer_many([(f"p{number + place}", told) for place, told in enumerate(joined)])
            number += len(joined)
        with on(month):
            actions.publish(month, by=BY)


def sums_of_blocks() -> Sums:
    """What was true: question, block, answer, people."""
    found: Sums = defaultdict(lambda: defaultdict(dict))
    for row in BlockSum.objects.select_related("block").order_by("block__number", "pk"):
        found[row.question][row.block.code][row.answer] = row.count
    return found


def attacker(blocks: dict[str, dict[str, int]]) -> Adversary:
    answers = list(next(iter(blocks.values())))
    return Adversary({block: sum(row.values()) for block, row in blocks.items()}, answers)
