"""Closing a block: twenty people's answers are added up, the sums are kept, and the answers are deleted.

Unlike every other action this one is not on the record of actions: the record keeps moments, and the moment of closing
is when the twentieth person answered. The block itself says its day, which is all that anybody may know.
"""

import secrets
from contextlib import suppress
from typing import Any

from alongside.foundation import clock
from alongside.methods import disclosure

from .. import keys, questions
from ..models import Block, BlockSum, QuestionSet, Turn, WaitingAnswers, this_month
from .transactions import both

Rows = dict[int, WaitingAnswers]
Opened = dict[int, dict[str, Any]]


def close_blocks() -> list[Block]:
    """Close a block for every twenty who wait. Fewer than twenty never make one."""
    closed: list[Block] = []
    with both():
        while WaitingAnswers.objects.count() >= disclosure.BLOCK_SIZE:
            block = _close_one()
            if block is None:
                break
            closed.append(block)
    return closed


def _close_one() -> Block | None:
    """Close one block; None when somebody else closed it while we waited for the rows."""
    rows: Rows = {row.pk: row for row in WaitingAnswers.objects.select_for_update().order_by("pk")}
    opened = _opened(rows)
    waiting = [disclosure.Waiting(pk, told["source"] or None) for pk, told in opened.items()]
    chosen = disclosure.choose_block(waiting, seed=secrets.randbits(64))
    if chosen is None:
        return None
    block = _add_up([opened[int(pk)] for pk in chosen])
    Turn.objects.filter(token__in=[opened[int(pk)]["turn"] for pk in chosen]).update(
        counted_month=this_month()
    )
    WaitingAnswers.objects.filter(pk__in=chosen).delete()
    return block


def _opened(rows: Rows) -> Opened:
    """What waits, read. What was sealed by a key that is lost stays unread, and keeps nobody else from answering."""
    opened: Opened = {}
    for pk, row in rows.items():
        with suppress(keys.InvalidToken):
            opened[pk] = keys.unseal(row.sealed)
    return opened


def _add_up(people: list[dict[str, Any]]) -> Block:
    """Add up under the questions in force: whoever was asked fewer preferred not to say."""
    asked_set = QuestionSet.objects.order_by("-version")[0]
    asked = questions.read_set(asked_set.questions)
    codes = [questions.codes_only(asked, questions.clean(asked, told["answers"])) for told in people]
    sums = disclosure.add_up([ask.table for ask in asked], codes)
    last = Block.objects.order_by("-number").values_list("number", flat=True).first() or 0
    block = Block.objects.create(number=last + 1, closed_on=clock.today(), question_set=asked_set)
    BlockSum.objects.bulk_create(
        BlockSum(block=block, question=question, answer=given, count=count)
        for question, counts in sums.items()
        for given, count in counts.items()
    )
    return block
