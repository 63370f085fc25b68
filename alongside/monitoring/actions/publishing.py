"""Publishing: on the first of a month, what the publisher's own attack found safe, frozen."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.methods import disclosure

from .. import queries, questions
from ..models import Baseline, Block, BlockSum, HeldTable, PaperHandout, Snapshot, Turn, fingerprint
from .transactions import both

NETWORK = "network"
Sums = dict[str, dict[str, dict[str, int]]]
"""Table question → block → answer → people."""
Shares = dict[tuple[str, str], Baseline]
"""Variable and category → the share in the chosen area."""


class NotAPublicationDateError(ValueError):
    """Tables come out on the first of a month only: nothing looks at the answers to decide when."""


def publish(on: date, *, by: Actor) -> Snapshot | None:
    """Publish every table that is safe on a day; None when too few people have answered.

    A table that could give somebody away is held, and made again with the next block. Published twice on one day,
    the first stands. Raises NotAPublicationDateError unless the day is the first of a month.
    """
    if not disclosure.is_publication_date(on):
        raise NotAPublicationDateError("Equality tables come out on the first of a month.")
    with both():
        before = Snapshot.objects.filter(scope=NETWORK, on=on).first()
        blocks = {block.code: block for block in Block.objects.order_by("number")}
        closed = [disclosure.ClosedBlock(code, block.closed_on) for code, block in blocks.items()]
        inside = disclosure.window(closed, on=on)
        if before or not inside:
            return before
        snapshot = _snapshot(on, [blocks[code] for code in inside], by)
        if snapshot:
            record("monitoring.tables_published", snapshot, by=by, people=snapshot.n)
        return snapshot


def _snapshot(on: date, inside: list[Block], by: Actor) -> Snapshot | None:
    sums, history = _sums(), _history()
    area = queries.chosen_area(on)
    shares = _shares(area)
    data: list[dict[str, Any]] = []
    tables: list[dict[str, Any]] = []
    for ask, question in questions.tables(queries.asks()):
        known = sums.get(question.id, {})
        blocks = [block.code for block in inside if block.code in known]
        found = disclosure.publish(question, known, history.get(question.id, []), blocks=blocks)
        _note_held(on, question.id, found, by)
        tables += [table.as_data() for table in found.tables]
        data.append(_told(ask, question, found, len(blocks), shares))
    if not tables:
        return None
    public = _public(on, inside, area, data)
    return Snapshot.objects.create(
        slug=public["id"], on=on, n=public["n"], rules_version=disclosure.RULES_VERSION, data=public,
        tables=tables, sha256=fingerprint(public),
    )  # fmt: skip


def _sums() -> Sums:
    """All sums of all blocks ever closed, in order of closing."""
    found: Sums = defaultdict(lambda: defaultdict(dict))
    codes = {block.pk: block.code for block in Block.objects.order_by("number")}
    rows = BlockSum.objects.order_by("block__number", "pk").values_list(
        "question", "block", "answer", "count"
    )
    for question, block, answer, count in rows.iterator():
        found[question][codes[block]][answer] = count
    return found


def _history() -> dict[str, list[disclosure.Table]]:
    """Every table ever published, by question, oldest first."""
    found = defaultdict(list)
    for snapshot in Snapshot.objects.order_by("on", "pk"):
        for data in snapshot.tables:
            table = disclosure.Table.from_data(data)
            found[table.question].append(table)
    return found


def _note_held(on: date, question: str, found: disclosure.Publication, by: Actor) -> None:
    for hold in found.held:
        HeldTable.objects.get_or_create(
            on=on, question=question, level=hold.level, defaults={"reason": "held", "n": hold.n}
        )
        record("monitoring.table_held", None, by=by, question=question)


def _public(on: date, inside: list[Block], area: str, data: list[dict[str, Any]]) -> dict[str, Any]:
    first, last = inside[0].closed_on, inside[-1].closed_on
    n = len(inside) * disclosure.BLOCK_SIZE
    return {
        "id": f"{NETWORK}-{on.isoformat()}",
        "date": on.isoformat(),
        "scope": NETWORK,
        "n": n,
        "months": [f"{first:%Y-%m}", f"{last:%Y-%m}"],
        "rules_version": disclosure.RULES_VERSION,
        "response": {
            "asked": disclosure.rounded(max(n, _asked(on))),
            "answered": disclosure.rounded(n),
        },
        "baseline_area": area,
        "questions": data,
    }


def _asked(on: date) -> int:
    """People asked in the months that a window can cover, and paper forms handed out."""
    since = date(on.year - disclosure.WINDOW_MONTHS // 12, on.month, 1)
    turns = Turn.objects.filter(asked_month__gte=since, asked_month__lt=on).count()
    forms = PaperHandout.objects.filter(month__gte=since, month__lt=on).aggregate(n=Sum("forms"))["n"]
    return turns + (forms or 0)


def _shares(area: str) -> Shares:
    return {(row.variable, row.category): row for row in Baseline.objects.filter(area=area).order_by("date")}


def _told(
    ask: questions.Ask,
    question: disclosure.Question,
    found: disclosure.Publication,
    blocks: int,
    shares: Shares,
) -> dict[str, Any]:
    """One question as everybody may read it. Words are in the question set's own language."""
    return {
        "id": question.id,
        "text": ask.text,
        "hint": ask.hint,
        "standard": ask.standard,
        "n": blocks * disclosure.BLOCK_SIZE,
        "status": found.status,
        "tables": [_table(ask, table, shares) for table in found.tables],
    }


def _table(ask: questions.Ask, table: disclosure.Table, shares: Shares) -> dict[str, Any]:
    return {
        "level": table.level,
        "lead": table.lead,
        "sums_to_100": table.sums_to_100,
        "cells": [_cell(ask, table, cell, shares) for cell in table.cells],
    }


def _named(ask: questions.Ask, table: disclosure.Table, cell: str) -> str:
    """The answer that a cell is about; where several answers are allowed, the one that its table is about."""
    return table.question.partition("=")[2] if ask.several and cell == "yes" else cell


def _cell(
    ask: questions.Ask, table: disclosure.Table, cell: disclosure.Cell, shares: Shares
) -> dict[str, Any]:
    about = disclosure.interval(cell, table.n)
    beside = _beside(ask, cell.id, shares)
    compared = None
    if beside and cell.status == "shown":
        compared = disclosure.compare(cell, table.n, beside["percent"] / 100)
    return {
        "answer": cell.id,
        "label": ask.label(_named(ask, table, cell.id)),
        "phrase": ask.phrase(_named(ask, table, cell.id)),
        "status": cell.status,
        "count_rounded": cell.count_rounded,
        "percent": cell.percent,
        "about": cell.about,
        "derived": cell.derived,
        "in_ten": {"code": cell.in_ten.code, "tenths": cell.in_ten.tenths} if cell.in_ten else None,
        "low": round(100 * about.low, 1),
        "high": round(100 * about.high, 1),
        "baseline": beside,
        "compared": compared,
    }


def _beside(ask: questions.Ask, cell: str, shares: Shares) -> dict[str, Any] | None:
    """The baseline beside a cell: the sum of the categories that it stands beside, when all of them are known."""
    if ask.baseline is None or cell not in ask.baseline.cells:
        return None
    rows = [shares.get((ask.baseline.variable, category)) for category in ask.baseline.cells[cell]]
    known = [row for row in rows if row is not None]
    if not known or len(known) < len(rows):
        return None
    return {
        "percent": float(sum((row.percent for row in known), Decimal(0))),
        "area": known[0].area,
        "date": known[0].date.isoformat(),
        "source": known[0].source,
        "wording_note": known[0].wording_note,
    }
