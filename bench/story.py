"""The live story and its figures at 1,000 / 10,000 / 100,000 members, and publishing beside a peer.

The page must ask the same number of questions to the database whatever the number of members, and publishing must
grow no faster than the people. Publishing ours: block sums → tables → the publisher's own attack → frozen snapshot.
The peer is ACRO, the disclosure checker of the UK's safe havens: it tabulates the same answers person by person and
blanks small cells; it does not attack its own tables and keeps everybody's answers to do it.
"""

import logging
import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench import inside, runner

SIZES = (1_000, 10_000, 100_000)
DAY = date(2020, 3, 1)
ANSWERS = {
    "disability_identify": {"yes": 39, "no": 57, "prefer_not": 4},
    "age": {
        "under_25": 12,
        "25_to_34": 21,
        "35_to_55": 34,
        "56_to_64": 18,
        "65_and_over": 14,
        "prefer_not": 1,
    },
    "caring": {"no": 72, "up_to_19": 16, "20_to_49": 6, "50_or_more": 3, "prefer_not": 3},
}


def main() -> None:
    """Measure each size in a house of its own, in a temporary folder."""
    logging.disable(logging.CRITICAL)
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        inside.begin_with_demonstration(folder)
        for size in SIZES:
            cases += _measure(size)
    runner.report("story", cases)


def _measure(size: int) -> list[runner.Case]:
    from django.test import Client

    people = _people(size)
    _fill(size, people)
    client = Client()
    pages = [("live story", "/story/"), ("a figure", "/story/figures/monitoring.age.under_35/")]
    cases = [_page(client, f"{name}, {size:,} members", path) for name, path in pages]
    cases.append(
        runner.compare(
            f"publish tables, {size:,} members",
            _publish,
            lambda: _acro(people),
            rounds=3,
            extra={"queries": "-"},
        )
    )
    return cases


def _page(client: Any, case: str, path: str) -> runner.Case:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    asked = [CaptureQueriesContext(connections[name]) for name in ("default", "monitoring")]
    with asked[0], asked[1]:
        assert client.get(path).status_code == 200
    return runner.compare(case, lambda: client.get(path), extra={"queries": sum(map(len, asked))})


def _people(size: int) -> list[dict[str, str]]:
    chance = random.Random(size)
    columns = {
        question: chance.choices(list(shares), weights=list(shares.values()), k=size)
        for question, shares in ANSWERS.items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _fill(size: int, people: list[dict[str, str]]) -> None:
    """Rows as the actions leave them, written in bulk: members, and blocks of twenty over 24 months."""
    from alongside.methods import disclosure
    from alongside.monitoring import queries, questions
    from alongside.monitoring.models import Block, BlockSum
    from alongside.people.models import Member

    Member.objects.filter(called="Bulk").delete()
    Member.objects.bulk_create(
        [Member(called="Bulk", reach_by="post", address="x", age_guard="adult") for _n in range(size)],
        batch_size=2000,
    )
    BlockSum.objects.all().delete()
    Block.objects.all().delete()
    asked_set = queries.current_set()
    assert asked_set is not None
    asked = questions.read_set(asked_set.questions)
    tables = [ask.table for ask in asked]
    blank = {ask.id: questions.PREFER_NOT for ask in asked}
    sums = []
    for number in range(size // disclosure.BLOCK_SIZE):
        chunk = people[number * disclosure.BLOCK_SIZE : (number + 1) * disclosure.BLOCK_SIZE]
        closed = DAY - timedelta(days=20 + 690 * number // (size // disclosure.BLOCK_SIZE))
        block = Block.objects.create(number=number + 1, closed_on=closed, question_set=asked_set)
        for question, counts in disclosure.add_up(tables, [blank | told for told in chunk]).items():
            sums += [
                BlockSum(block=block, question=question, answer=code, count=n) for code, n in counts.items()
            ]
    BlockSum.objects.bulk_create(sums, batch_size=5000)


def _publish() -> None:
    """A first publication, undone afterwards, so that every round does the same work."""
    from django.db import transaction

    from alongside.foundation import actors, clock
    from alongside.monitoring import actions
    from alongside.monitoring.models import Snapshot

    with transaction.atomic(), transaction.atomic(using="monitoring"):
        Snapshot.objects.all()._raw_delete("monitoring")
        with clock.at(datetime(2020, 3, 1, 12, tzinfo=UTC)):
            assert actions.publish(DAY, by=actors.SYSTEM) is not None
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="monitoring")


def _acro(people: list[dict[str, str]]) -> Any:
    import acro
    import pandas

    frame = pandas.DataFrame(people)
    frame["scope"] = "network"
    checker = acro.ACRO(suppress=True)
    return [checker.crosstab(frame[question], frame["scope"]) for question in ANSWERS]


if __name__ == "__main__":
    main()
