"""The result of a conversation as files: one for everybody, and the sealed one for those who look after it.

The public file says what the page says, and counts by group and statement as far as nobody can be worked out
(`counting`); with settings, seed and fingerprints. The sealed file holds the votes by numbers, from which
`methods.opinionmap` makes the same result again. Why so: ADR 0012.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from alongside.foundation import letters
from alongside.methods import disclosure, opinionmap

from ..models import Conversation
from . import counting, mapping, results, statements

FORMAT = "alongside-conversation-result"
SEALED = "alongside-conversation-votes"
FORMAT_VERSION = 1
SMALLEST = disclosure.SMALLEST_COUNT
COUNTS_FROM = disclosure.SMALLEST_BASE
"""People who voted. Of fewer, the file says what the page says, and no votes leave the house."""
FINGERPRINTS = ("votes", "result", "rebuilt")


def public(conversation: Conversation) -> dict[str, Any] | None:
    """What anybody may download of a conversation that is over; None before, or before there is a result.

    `people` and sizes are rounded to five. Shares are whole tenths, 0 to 10. None stands for what may not be shown.
    """
    row = mapping.newest(conversation)
    if row is None or not conversation.is_over:
        return None
    said: dict[str, Any] = {
        "format": FORMAT, "format_version": FORMAT_VERSION, "conversation": _about(conversation),
        "worked_out_at": row.created_at.isoformat(), "manifest": _published(row.manifest),
        "rules": {
            "hidden_under": SMALLEST, "rounded_to": disclosure.ROUND_TO, "counts_from_people": COUNTS_FROM,
            "disclosure_version": disclosure.RULES_VERSION,
        },
    }  # fmt: skip
    if row.result["people"] < SMALLEST:
        return said | {"status": "too_few", "people": None, "groups": [], "statements": []}
    known = {
        one.pk: one
        for one in statements.as_shown(statements.public_rows(conversation), conversation.language)
    }
    names = {str(one.pk): one.name for one in conversation.communities.all()}
    return said | {"status": "shown"} | of_result(row.result, known, names)


def _published(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """How a result was made, its fingerprints under the key that goes with the votes alone."""
    key = manifest.get("key")  # results of old have none, and keep their fingerprints to themselves
    told = {name: said for name, said in manifest.items() if name not in ("key", *FINGERPRINTS)}
    return told | ({name: opinionmap.under(key, manifest[name]) for name in FINGERPRINTS} if key else {})


def of_result(
    result: Mapping[str, Any], known: Mapping[int, statements.Shown], names: Mapping[str, str]
) -> dict[str, Any]:
    """The part of the public file that follows from a result and the words of statements alone."""
    return {
        "people": disclosure.rounded(result["people"]), "stability": result["stability"],
        "clear_groups": bool(result["groups"]),
        "groups": [_group(result, number, known) for number in range(len(result["groups"]))],
        "shared_by_everybody": [
            pk for pk in result["consensus"] if pk in known and _seen(_statement(result, pk)) >= SMALLEST
        ],
        "statements": [
            _line(result, one, known[one["id"]], names) for one in result["statements"] if one["id"] in known
        ],
    }  # fmt: skip


def _about(conversation: Conversation) -> dict[str, Any]:
    page = reverse("conversations:opinion_map", args=[conversation.pk])
    return {
        "title": conversation.title, "question": conversation.question, "language": conversation.language,
        "opened_on": conversation.opens_on.isoformat(), "closed_on": conversation.last_day.isoformat(),
        "page": letters.absolute(page),
    }  # fmt: skip


def _group(result: Mapping[str, Any], number: int, known: Mapping[int, statements.Shown]) -> dict[str, Any]:
    group = result["groups"][number]
    return {
        "letter": results.LETTERS[number], "people": disclosure.rounded(len(group["members"])),
        "sets_apart": [
            {"statement": one["statement"], "side": one["side"]}
            for one in group["sets_apart"]
            if one["statement"] in known and results.shows_apart(one)
        ],
    }  # fmt: skip


def _line(
    result: Mapping[str, Any], one: Mapping[str, Any], said: statements.Shown, names: Mapping[str, str]
) -> dict[str, Any]:
    cells, base = _cells(one["counts"]), _seen(one)
    standing, side, blocking = results.standing_of(one)
    return {
        "id": said.pk, "text": said.text, "language": said.language, "standing": standing, "side": side,
        "communities": [names[code] for code in blocking if code in names],
        "tenths": _named([counting.tenths(cell, base) for cell in cells]), **_counts(result, one, cells),
    }  # fmt: skip


def _counts(result: Mapping[str, Any], one: Mapping[str, Any], cells: counting.Cells) -> dict[str, Any]:
    groups = [_cells(counts) for counts in one["groups"]]
    if result["people"] < COUNTS_FROM:
        return {"counts": None, "groups": [None] * len(groups)}
    apart = {
        (number, 0 if pick["side"] == "agree" else 1)
        for number, group in enumerate(result["groups"])
        for pick in group["sets_apart"]
        if pick["statement"] == one["id"] and results.shows_apart(pick)
    }
    sizes = [len(group["members"]) for group in result["groups"]]
    everybody, inside = counting.published(counting.row_of(cells, groups, sizes, apart))
    return {"counts": _named(everybody), "groups": [_named(told) for told in inside]}


def _named(told: Sequence[int | None] | None) -> dict[str, int | None] | None:
    return None if told is None else dict(zip(counting.VALUES, told, strict=True))


def _cells(counts: Mapping[str, int]) -> counting.Cells:
    return counts["agree"], counts["disagree"], counts["passed"]


def _seen(one: Mapping[str, Any]) -> int:
    return sum(_cells(one["counts"]))


def _statement(result: Mapping[str, Any], pk: int) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(one for one in result["statements"] if one["id"] == pk)
    return found


def sealed(conversation: Conversation) -> bytes | None:
    """All votes of a conversation that is over, by numbers, as JSON in ASCII: the same votes give the same bytes.

    None where it may not be had: it is not over, fewer than forty people voted, or votes changed since the result.
    Who declared what is not in it, so what hangs on that cannot be made again from it.
    """
    row, given = mapping.newest(conversation), mapping.given(conversation)
    if not conversation.is_over or row is None or row.state != given.state:
        return None
    if row.result["people"] < COUNTS_FROM:
        return None
    votes = given.votes
    columns = [column.tolist() for column in (votes.people, votes.statements, votes.values, votes.times)]
    told = {
        "format": SEALED, "format_version": FORMAT_VERSION, "conversation": _about(conversation),
        "columns": ["person", "statement", "value", "order"],
        "votes": [list(vote) for vote in zip(*columns, strict=True)],
        "manifest": row.manifest,
    }  # fmt: skip
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def rebuild(file: Mapping[str, Any]) -> opinionmap.OpinionMap:
    """The result again, from the sealed file alone; all of it but what hangs on declared communities."""
    settings = file["manifest"]
    return opinionmap.read(
        opinionmap.Votes.of([(one[0], one[1], one[2], one[3]) for one in file["votes"]]),
        statements=settings["statements"], moderated=settings["moderated"], mode=settings["mode"],
        seed=settings["seed"], resamples=settings["resamples"],
    )  # fmt: skip
