"""The publisher attacks itself before it publishes.

The attacker holds every table ever published, knows which blocks each counts, and knows the true answers of
up to ``known`` people, whoever they choose, wherever they are. They look for a person outside those whose
answer is certain (*certain*), or for an answer that such a person cannot have given (*excluded*).

In block sums: let ``s`` be the known people per block and answer. The people left in block ``b`` cannot
have given answer ``j`` exactly when every possible world with at least ``s`` people everywhere has no more
than ``s[b, j]`` in that place. If no answer is excluded for the people left, none is certain either, so one
question settles both: *is there a world with* ``s[b, j] + 1``? It is asked for every block, every answer
and every ``s`` that the truth allows.

Three things keep that small. The truth itself is such a world wherever more than ``known`` people gave the
answer. Exchanges of two answers (``exchanges.py``) and chains of swaps (``chains.py``) settle nearly all
the rest. For what remains, attacker and solver take turns: the attacker picks the cheapest knowledge that
rules out all worlds found so far (``cover.py``), the solver looks for a world that survives it
(``solver.py``); one of them runs out, and the answer is exact.
"""

from collections.abc import Sequence

from .blocks import Sums
from .findings import Finding
from .questions import Question
from .rules import KNOWN_ANSWERS
from .tables import Table


def attack(
    question: Question,
    sums: Sums,
    tables: Sequence[Table],
    *,
    known: int = KNOWN_ANSWERS,
    every: bool = False,
) -> tuple[Finding, ...]:
    """Return what could be concluded about anybody from all these tables together; empty means nothing.

    ``tables`` are all tables ever published, of every scope, with the candidate among them; those of other
    questions are passed over. ``known`` covers every smaller number too. It stops at the first finding
    unless ``every`` is set. The empty answer is proved in whole numbers; a finding may also mean that a
    proof was not found in time.
    """
    # NumPy and SciPy weigh as much as many rooms, and only a publication needs them.
    from .campaign import Campaign
    from .worlds import possible_worlds

    worlds = possible_worlds(question, sums, tables)
    if not len(worlds.count):
        return ()
    campaign = Campaign(worlds, known)
    findings: dict[Finding, None] = {}
    for place in campaign.open_places():
        knowledge = campaign.knowledge_against(place)
        if knowledge is not None:
            findings[campaign.finding(place, knowledge)] = None
            if not every:
                break
    return tuple(findings)
