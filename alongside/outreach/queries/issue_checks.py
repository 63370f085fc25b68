"""Before an issue is sent: everything that is asked of it, and what is missing, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.foundation import languages

from .. import rules
from ..models import Block, BlockKind, Issue
from . import pieces

BARE = re.compile(r"\b(?:click here|read more|here)\b\s*:?\s*https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    """One thing that is looked at. `good` when nothing is missing; with `stops` it cannot be sent like this."""

    sentence: str
    good: bool = False
    stops: bool = False


def checks(issue: Issue) -> list[Check]:
    """Everything that is looked at before an issue is approved, in the active language."""
    blocks = list(issue.blocks.all())
    found = [*_contents(issue, blocks), *_sources(issue)]
    for language in issue.languages:
        found += _language(issue, blocks, language)
    found += [*_links(issue, blocks), *_standing(issue)]
    return found


def _contents(issue: Issue, blocks: list[Block]) -> Iterator[Check]:
    if blocks:
        count = len(blocks)
        yield Check(
            ngettext("It has %(count)d part.", "It has %(count)d parts.", count) % {"count": count}, good=True
        )
    else:
        yield Check(_("It has no part yet. Add what you want to tell."), stops=True)


def _sources(issue: Issue) -> Iterator[Check]:
    lost = pieces.lost(issue)
    for one in lost:
        name = {"kind": one.block.get_kind_display(), "reason": one.gone.because}
        yield Check(
            _("%(kind)s: %(reason)s It is left out. Take it out, or choose something else.") % name,
            stops=True,
        )
    for block, why in pieces.out_of_date(issue):
        name = {"kind": block.get_kind_display(), "reason": why}
        yield Check(_("%(kind)s: %(reason)s Look whether it should stay.") % name)
    if not lost:
        yield Check(_("Everything that comes from our pages is there for everybody."), good=True)


def _language(issue: Issue, blocks: list[Block], language: str) -> Iterator[Check]:
    name = {"language": str(languages.name(language))}
    if issue.said("subject", language):
        yield Check(_("%(language)s: the subject is there.") % name, good=True)
    else:
        yield Check(_("%(language)s: the subject is missing.") % name, stops=True)
    unwritten = [block for block in blocks if _is_unwritten(block, language)]
    for block in unwritten:
        place = {**name, "kind": block.get_kind_display(), "place": blocks.index(block) + 1}
        yield Check(_("%(language)s: part %(place)d (%(kind)s) has no words.") % place, stops=True)
    if not unwritten:
        yield Check(
            _("%(language)s: every part has its words, so the plain text has them too.") % name, good=True
        )
    yield from _easy(issue, blocks, language)


def _is_unwritten(block: Block, language: str) -> bool:
    if block.kind == BlockKind.HEADING:
        return not block.said("heading", language)
    return block.kind == BlockKind.WORDS and not block.said("text", language)


def _easy(issue: Issue, blocks: list[Block], language: str) -> Iterator[Check]:
    count = sum(pieces.lacks_easy(block, language) for block in blocks)
    name = {"language": str(languages.name(language)), "count": count}
    if pieces.begins_without_easy(issue, language):
        beginning = _(
            "%(language)s: the beginning has no Easy Read words. Readers of Easy Read get the usual words."
        )
        yield Check(beginning % name)
    elif not count:
        yield Check(_("%(language)s: the Easy Read version is complete.") % name, good=True)
    if not count:
        return
    missing = ngettext(
        "%(language)s: %(count)d part has no Easy Read words. Readers of Easy Read get the usual words there.",
        "%(language)s: %(count)d parts have no Easy Read words. Readers of Easy Read get the usual words there.", count,
    )  # fmt: skip
    yield Check(missing % name)


def _links(issue: Issue, blocks: list[Block]) -> Iterator[Check]:
    said = [issue.said(name, language) for language in issue.languages for name in ("intro", "easy")]
    said += [
        block.said(name, language)
        for block in blocks
        for language in issue.languages
        for name in ("text", "easy")
    ]
    if any(BARE.search(words) for words in said):
        yield Check(_("A link says only “here” or “read more”. Say where it goes."))
    else:
        yield Check(_("Every link says where it goes."), good=True)
    yield Check(
        _("There are no pictures, so no text for them is missing. Nothing in it tells us who reads it."),
        good=True,
    )


def _standing(issue: Issue) -> Iterator[Check]:
    if rules.may_send_on(issue.basis):
        basis = {"basis": issue.get_basis_display()}
        yield Check(_("It goes to people on this basis: %(basis)s.") % basis, good=True)
    else:
        only = _("Only a charity may write to people who did not agree. Choose another basis.")
        yield Check(only, stops=True)
    yield Check(_("Every email carries a link that stops the newsletter in one step."), good=True)
