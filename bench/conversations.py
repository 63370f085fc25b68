"""A conversation with 300 statements and 2,000 voters, and a theme of 1,000 statements: every page under half a second.

Each page is asked for as who sees the most of it. Queries and bytes are counted, beside those of a conversation with
a hundredth of the votes and of the theme. Keeping a vote is measured too, and working out the map, which nobody waits
for. Times are processor time, so that a busy machine does not make waiting look like work. There is no peer: the
servers that were looked at need services of their own. `./run bench opinionmap` has one for the method.
"""

import logging
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from statistics import median
from time import process_time
from typing import Any

from bench import inside, runner

STATEMENTS, VOTERS, EACH, SAID = 300, 2_000, 40, 1_000
MOST_SECONDS, MOST_BYTES = 0.5, 100 * 1024
WORDS = "We should write down before each meeting who decides what and when, in plain words. " * 3
SIZES = {"small": 100, "large": 1}


def main() -> None:
    """Measure in a house of its own, in a temporary folder; ends with 1 when a page breaks what we promise."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        inside.begin_with_demonstration(folder)
        made = {name: _write(name, part) for name, part in SIZES.items()}
        cases = [case for name, (voted, themed) in made.items() for case in _measure(name, voted, themed)]
    runner.report("conversations", cases)
    broken = list(_broken(cases))
    if broken:
        sys.exit("\n".join(broken))


def _broken(cases: list[runner.Case]) -> Iterator[str]:
    """What is too slow, too heavy, or asks the database more often when there is more."""
    queries: dict[str, set[int | float | str]] = {}
    for case in cases:
        page = case.case.partition(",")[0]
        if not case.extra["page"]:
            continue
        queries.setdefault(page, set()).add(case.extra["queries"])
        if case.ours > MOST_SECONDS or int(case.extra["bytes"]) > MOST_BYTES:
            yield f"Slower than 0.5 seconds, or heavier than 100 KiB: {case.case}."
    yield from (
        f"More queries where there is more: {page}." for page, found in queries.items() if len(found) > 1
    )


def _write(name: str, part: int) -> tuple[int, int]:
    """A conversation with votes, and one with a theme; gives their numbers. What is many is written in bulk."""
    from alongside.conversations import actions as conversations
    from alongside.foundation import actors

    by = actors.SYSTEM
    voted, themed = (_ask(f"A {name} conversation {which}") for which in ("with votes", "with a theme"))
    carers = conversations.add_community(voted, name="a carer", by=by)
    _vote(voted, _say(voted, STATEMENTS), carers.pk, VOTERS // part)
    conversations.work_out(voted, by=by)
    theme = conversations.make_theme(themed, title="Meetings are too long", by=by)
    _say(themed, SAID // part, theme)
    conversations.respond(theme, state="did", text=WORDS, by_role="The coordinator", by=by)
    return voted.pk, themed.pk


def _ask(title: str) -> Any:
    from alongside.conversations import actions as conversations
    from alongside.foundation import actors, clock

    by, day = actors.SYSTEM, clock.today()
    found = conversations.draft_conversation(
        title=title, question="What would make our meetings better?", why=WORDS, what_happens=WORDS,
        policy=WORDS, looked_after_by="The coordinator", language="en", languages=["ar"], opens_on=day,
        closes_on=day + timedelta(days=20), by=by,
    )  # fmt: skip
    return conversations.publish(found, by=by)


def _say(found: Any, many: int, theme: Any = None) -> list[int]:
    from alongside.conversations.models import Statement
    from alongside.foundation import clock

    rows = [
        Statement(
            conversation=found, theme=theme, text=f"{at}. {WORDS}"[:280], due_on=clock.today(),
            accepted_at=clock.now(), accepted_by="system",
        )
        for at in range(many)
    ]  # fmt: skip
    return [row.pk for row in Statement.objects.bulk_create(rows, batch_size=500)]


def _vote(found: Any, statements: list[int], carers: int, voters: int) -> None:
    """Two halves who think otherwise, one in ten a carer, forty votes each."""
    from alongside.conversations.models import Declaration, Part, Vote

    chance = random.Random(20261126)
    parts = Part.objects.bulk_create([Part(conversation=found) for _ in range(voters)])
    votes = []
    for at, part in enumerate(parts):
        for place in chance.sample(range(len(statements)), EACH):
            usual = 1 if (place + at) % 2 else -1
            value = usual if chance.random() < 0.8 else chance.choice([-1, 0, 1])
            votes.append(Vote(part=part, statement_id=statements[place], value=value))
    Vote.objects.bulk_create(votes, batch_size=2_000)
    Declaration.objects.bulk_create(
        Declaration(part=part, community_id=carers, wording="I am a carer.") for part in parts[::10]
    )


def _measure(name: str, pk: int, themed: int) -> Iterator[runner.Case]:
    from django.test import Client

    from alongside.conversations import actions as conversations
    from alongside.conversations.models import Conversation, MapResult, Theme
    from alongside.foundation import actors
    from alongside.people.models import Account, Member

    visitor, staff, member = Client(), Client(), Client()
    staff.force_login(Account.objects.get(email="ayo@centre.example"))
    marek = Member.objects.get(called="Marek")
    assert marek.account is not None
    member.force_login(marek.account)
    found = Conversation.objects.with_states().get(pk=pk)
    one, other = f"/conversations/{pk}/", f"/conversations/{themed}/"
    theme = Theme.objects.get(conversation=themed).pk
    voters = f"{VOTERS // SIZES[name]:,} voters"
    said = f"a theme of {SAID // SIZES[name]:,}"
    for page, client, path in [
        ("voting", member, f"{one}vote/"),
        ("the conversation", visitor, one),
        ("the results", visitor, f"{one}results/"),
        ("page 2 of the results", visitor, f"{one}results/?page=2"),
        ("every statement", visitor, f"{one}statements/"),
        ("running it", staff, f"{one}run/"),
    ]:
        yield _page(client, f"{page}, {voters}", path)
    for page, client, path in [
        ("you said", visitor, f"{other}you-said/"),
        ("a theme", visitor, f"/themes/{theme}/"),
        ("the last page of a theme", visitor, f"/themes/{theme}/?page=99"),
        ("answering a theme", staff, f"/themes/{theme}/answer/"),
        ("gathering", staff, f"{other}gather/"),
    ]:
        yield _page(client, f"{page}, {said}", path)
    yield _page(member, f"keeping a vote, {voters}", f"{one}vote/", sending=_votes(found))

    def work_out() -> None:
        MapResult.objects.filter(conversation=found).delete()
        conversations.work_out(found, by=actors.SYSTEM)

    yield _timed(f"working out the map, {voters}", work_out, {"queries": 0, "bytes": 0, "page": 0}, rounds=1)


def _votes(found: Any) -> Callable[[], dict[str, str]]:
    """A vote on another statement each time."""
    from alongside.conversations.models import Statement

    rows, turn = list(Statement.objects.accepted().filter(conversation=found)[:50]), count()
    return lambda: {"statement": str(rows[next(turn) % 50].pk), "value": "1", "done": "0"}


def _page(
    client: Any, case: str, path: str, sending: Callable[[], dict[str, str]] | None = None
) -> runner.Case:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask() -> Any:
        return client.get(path) if sending is None else client.post(path, sending())

    ask()
    with CaptureQueriesContext(connection) as asked:
        response = ask()
    assert response.status_code == (200 if sending is None else 302), path
    return _timed(case, ask, {"queries": len(asked), "bytes": len(response.content), "page": 1})


def _timed(case: str, work: Callable[[], object], extra: runner.Extra, rounds: int = 5) -> runner.Case:
    """Measured in processor time, in seconds; the most memory is taken by `runner`."""
    measured, times = runner.compare(case, work, rounds=1, extra=extra), []
    for _ in range(rounds):
        began = process_time()
        work()
        times.append(process_time() - began)
    return replace(measured, ours=median(times))


if __name__ == "__main__":
    main()
