"""Blocks of an issue: added, written, moved, taken out. Each takes the approval away."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alongside.foundation import plain_text
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import OWN_WORDS, Block, BlockKind, Issue
from ..queries import pulling
from .issues import CannotChangeIssue, Clash, judge_lengths, touch, writable

HEADING, MOST_BLOCKS = 150, 40


def add_block(issue: Issue, *, kind: str, source: str = "", key: str = "", by: Actor) -> Block:
    """Add a block at the end. Raises ValidationError for a source that not everybody may see; CannotChangeIssue."""
    if kind not in BlockKind.values:
        raise ValidationError({"kind": _("Choose what to add.")})
    if kind in OWN_WORDS:
        source = key = ""
    else:
        named = (kind, source, key)
        found = pulling.pull([named])[named]
        if isinstance(found, pulling.Gone):
            raise ValidationError({"thing": found.because})
    with transaction.atomic():
        held = writable(issue)
        if held.blocks.count() >= MOST_BLOCKS:
            most = _("A newsletter has %(most)d parts at most. Take one out first.")
            raise ValidationError(most % {"most": MOST_BLOCKS})
        last = held.blocks.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + 1
        block = Block.objects.create(issue=held, kind=kind, source=source, key=key, position=position)
        touch(held, by)
        record("outreach.block_added", held, by=by, block=block.pk, kind=kind)
        return block


def write_block(
    block: Block, *, language: str, heading: str = "", text: str = "", easy: str = "", base: int, by: Actor
) -> None:
    """Write the words of a block in one language. `base` is the revision that the writer saw.

    Raises ValidationError for words that are missing or too long, Clash when somebody saved first, CannotChangeIssue.
    """
    mine = {
        "heading": plain_text.clean_line(heading), "text": plain_text.clean(text), "easy": plain_text.clean(easy)
    }  # fmt: skip
    _judge(block, mine)
    with transaction.atomic():
        held = writable(block.issue)
        now = Block.objects.filter(pk=block.pk, issue=held).first()
        if now is None:
            raise CannotChangeIssue(_("Somebody took this part out. Your words are below."))
        saved = {name: now.said(name, language) for name in mine}
        if now.revision != base and saved != mine:
            raise Clash(saved, mine, now.revision)
        now.words = {**now.words, language: mine}
        now.revision += 1
        now.save(update_fields=["words", "revision"])
        touch(held, by)
        record("outreach.block_written", held, by=by, block=now.pk, language=language)


def move_block(block: Block, *, by: Actor, down: bool = False) -> None:
    """Let a block change places with the one before it, or after it. At the end it stays. Raises CannotChangeIssue."""
    with transaction.atomic():
        held = writable(block.issue)
        rows = list(held.blocks.all())
        at = next((place for place, row in enumerate(rows) if row.pk == block.pk), None)
        other = None if at is None else at + 1 if down else at - 1
        if at is None or other is None or not 0 <= other < len(rows):
            return
        rows[at], rows[other] = rows[other], rows[at]
        for position, row in enumerate(rows):
            row.position = position
        Block.objects.bulk_update(rows, ["position"])
        touch(held, by)
        record("outreach.block_moved", held, by=by, block=block.pk, down=down)


def remove_block(block: Block, *, by: Actor) -> None:
    """Take a block out. Twice changes nothing. Raises CannotChangeIssue."""
    with transaction.atomic():
        held = writable(block.issue)
        removed, _rows = Block.objects.filter(pk=block.pk, issue=held).delete()
        if removed:
            touch(held, by)
            record("outreach.block_removed", held, by=by, block=block.pk, kind=block.kind)


def _judge(block: Block, mine: dict[str, str]) -> None:
    if block.kind == BlockKind.HEADING and not mine["heading"]:
        raise ValidationError({"heading": _("Write the heading.")})
    if block.kind == BlockKind.WORDS and not mine["text"]:
        raise ValidationError({"text": _("Write what you want to say.")})
    judge_lengths(mine, {"heading": HEADING})
