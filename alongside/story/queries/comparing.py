"""Two editions side by side: what moved, and why, as far as the records can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .. import wording
from .plain import Content

WHY: dict[str, str | Promise] = {
    "new": _("A figure of a room that was not told before."),
    "gone": _("It is not told any more."),
    "recorded": _("There were no records before."),
    "hidden": _("It is hidden now, so that nobody can be known from it."),
    "shown": _("It was hidden before, and can be shown now."),
    "definition": _("What it means changed, so the two cannot be compared."),
    "records": _("The records grew or changed."),
}


@dataclass(frozen=True)
class Moved:
    """One figure in two editions; a side is None where it was not told. `typed` is what a coordinator wrote."""

    id: str
    label: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    code: str
    used: bool
    typed: str = ""

    @property
    def why(self) -> str | Promise:
        """Why, as the records say it."""
        return WHY[self.code]


@dataclass(frozen=True)
class Compared:
    """Everything that moved. Claims and quotes are told by what they say; withdrawn words are counted alone."""

    figures: list[Moved]
    claims_added: list[dict[str, Any]]
    claims_removed: list[dict[str, Any]]
    quotes_added: int
    quotes_removed: int
    milestones_added: int

    @property
    def nothing(self) -> bool:
        """Whether nothing moved."""
        moved = self.figures or self.claims_added or self.claims_removed
        return not (moved or self.quotes_added or self.quotes_removed or self.milestones_added)

    @property
    def to_explain(self) -> list[Moved]:
        """Figures in sentences that moved and about which nobody has written why."""
        return [one for one in self.figures if one.used and not one.typed]


def compare(old: Content, new: Content, language: str, typed: Mapping[str, str] | None = None) -> Compared:
    """What moved from one edition to a later one. Figures that sentences use come first."""
    used = _used(old) | _used(new)
    moved = [
        one
        for key in {**new["figures"], **old["figures"]}
        if (one := _moved(key, old["figures"].get(key), new["figures"].get(key), language, used, typed or {}))
    ]
    before, after = _said(old), _said(new)
    quotes_before, quotes_after = _ids(old["quotes"]), _ids(new["quotes"])
    return Compared(
        sorted(moved, key=lambda one: (not one.used, one.id)),
        [claim for key, claim in after.items() if key not in before],
        [claim for key, claim in before.items() if key not in after],
        len(quotes_after - quotes_before), len(quotes_before - quotes_after),
        len(_moments(new) - _moments(old)),
    )  # fmt: skip


def _moved(
    key: str, old: dict[str, Any] | None, new: dict[str, Any] | None, language: str, used: set[str],
    typed: Mapping[str, str],
) -> Moved | None:  # fmt: skip
    code = _code(old, new, language)
    if not code:
        return None
    said = _words(new or old or {}, language)
    return Moved(
        key, said["label"], _side(old, language), _side(new, language), code, key in used, typed.get(key, "")
    )


def _code(old: dict[str, Any] | None, new: dict[str, Any] | None, language: str) -> str:
    if old is None or new is None:
        return "new" if new is not None else "gone"
    if old["status"] != new["status"]:
        if new["status"] == "shown":
            return "recorded" if old["status"] == "not_recorded" else "shown"
        return "hidden"
    if any(_words(old, language)[name] != _words(new, language)[name] for name in ("definition", "wording")):
        return "definition"
    return "records" if (old["value"], old["base"]) != (new["value"], new["base"]) else ""


def _words(data: dict[str, Any], language: str) -> dict[str, Any]:
    texts: dict[str, Any] = data["texts"]
    found: dict[str, Any] = texts.get(language) or next(iter(texts.values()))
    return found


def _side(data: dict[str, Any] | None, language: str) -> dict[str, Any] | None:
    if data is None:
        return None
    day = date.fromisoformat(data["as_of"]) if data["as_of"] else None
    base = data["base"] if data["status"] == "shown" else None
    return {"words": _words(data, language)["words"], "base": base, "as_of": day}


def _used(content: Content) -> set[str]:
    return set(wording.figure_ids([item["text"] for item in (*content["claims"], *content["milestones"])]))


def _said(content: Content) -> dict[str, dict[str, Any]]:
    return {f"{claim['heading']}|{claim['text']}": claim for claim in content["claims"]}


def _ids(rows: list[dict[str, Any]]) -> set[int]:
    return {row["id"] for row in rows}


def _moments(content: Content) -> set[str]:
    typed = {str(row["id"]) for row in content["milestones"]}
    return typed | {row["name"] for row in content.get("moments", [])}
