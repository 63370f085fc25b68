"""What a question set says, read from its JSON: what is asked, and which table comes of it.

A question may lead on to a second one ("which of these?") for some answers. What is kept is one code: the answer of
the second question where there is one. Linked questions make one table, so that nobody can compare two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alongside.methods import disclosure

PREFER_NOT = "prefer_not"
OWN_WORDS = ".own_words"
Given = Mapping[str, Any]
"""One person: question id to a code or a list of codes; under "<id>.own_words" what they wrote themselves."""


def said(text: str) -> str:
    """A text of a question set in the language of the page, where somebody translated it."""
    return gettext(text) if text else ""


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    code: str
    text: str
    hint: str = ""


@dataclass(frozen=True)
class FollowUp:
    """A second question, asked after one answer of the first."""

    after: str
    text: str
    options: tuple[Option, ...]
    hint: str = ""


@dataclass(frozen=True)
class Comparable:
    """Which categories of a baseline stand beside which cells."""

    variable: str
    cells: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Ask:
    """One question. `labels` names the cells of its tables, `phrases` says them in a sentence ("identify as …")."""

    id: str
    title: str
    text: str
    why: str
    options: tuple[Option, ...]
    hint: str = ""
    several: bool = False
    standard: str = ""
    own_words_count_as: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    merged: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reference: str = PREFER_NOT
    detailed_from: int | None = None
    labels: Mapping[str, str] | None = None
    phrases: Mapping[str, str] | None = None
    baseline: Comparable | None = None

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Ask:
        """Read one question of a set's JSON."""
        told = dict(data)
        told["options"] = _options(told.pop("answers"))
        told["several"] = told.pop("kind", "exclusive") == "several"
        told["follow_ups"] = tuple(
            FollowUp(item["after"], item["text"], _options(item["answers"]), item.get("hint", ""))
            for item in told.pop("follow_ups", [])
        )
        for name in ("groups", "merged"):
            told[name] = tuple((code, tuple(inside)) for code, inside in told.get(name, []))
        if told.get("baseline"):
            cells = {cell: tuple(categories) for cell, categories in told["baseline"]["cells"].items()}
            told["baseline"] = Comparable(told["baseline"]["variable"], cells)
        return cls(**told)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every answer that can be counted, in the order of the pages, "prefer not to say" last."""
        found = [code for option in self.options for code in self._leads_to(option.code)]
        return (*(code for code in found if code != PREFER_NOT), PREFER_NOT)

    def follow_up(self, code: str) -> FollowUp | None:
        """The second question that an answer leads to, if any."""
        return next((item for item in self.follow_ups if item.after == code), None)

    def first_code(self, code: str) -> str:
        """The answer to the first question that an answer to the second came from."""
        return next((item.after for item in self.follow_ups if code in _codes(item.options)), code)

    @cached_property
    def table(self) -> disclosure.Question:
        """The question as the arithmetic sees it. Raises ValueError when the codes do not fit together."""
        if self.several:
            return disclosure.Question(self.id, self.codes, PREFER_NOT, several=True)
        return disclosure.Question(
            self.id, self.codes, self.reference, declined=PREFER_NOT, detailed_from=self.detailed_from,
            groups=tuple(disclosure.Group(*group) for group in self.groups),
            merged=tuple(disclosure.Group(*group) for group in self.merged),
        )  # fmt: skip

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Every cell that some table of this question may show: groups first, then answers, then merged groups."""
        named = (
            [code for code, _inside in self.groups] + list(self.codes) + [code for code, _i in self.merged]
        )
        return tuple(dict.fromkeys(named))

    def label(self, cell: str) -> str:
        """The words for a cell, in English as the set has them."""
        return (self.labels or {}).get(cell) or self._texts.get(cell, cell)

    def phrase(self, cell: str) -> str:
        """The words for a cell after a figure ("39% identify as having a disability")."""
        return (self.phrases or {}).get(cell) or self.label(cell)

    def clean(self, given: Given) -> dict[str, Any]:
        """One person's answer to this question, ready to be kept. Skipped means "prefer not to say".

        Raises ValidationError for an answer that this question does not have.
        """
        own_words = str(given.get(self.id + OWN_WORDS) or "").strip()[:200]
        found = given.get(self.id)
        if own_words and self.own_words_count_as and not found:
            found = self.own_words_count_as
        chosen = [found] if found and isinstance(found, str) else list(found or [])
        chosen = chosen or [PREFER_NOT]
        if set(chosen) - set(self.codes) or (not self.several and len(chosen) != 1):
            raise ValidationError(_("Choose one of the answers on this page."), code="unknown_answer")
        kept: dict[str, Any] = {self.id: sorted(chosen) if self.several else chosen[0]}
        if own_words and self.own_words_count_as:
            kept[self.id + OWN_WORDS] = own_words
        return kept

    @cached_property
    def _texts(self) -> dict[str, str]:
        options = [*self.options, *(option for item in self.follow_ups for option in item.options)]
        return {option.code: option.text for option in reversed(options)}

    def _leads_to(self, code: str) -> tuple[str, ...]:
        item = self.follow_up(code)
        return _codes(item.options) if item else (code,)


def read_set(questions: Sequence[Mapping[str, Any]]) -> tuple[Ask, ...]:
    """Every question of a set. Raises ValueError, saying what to declare, when one cannot be counted safely."""
    asked = tuple(Ask.read(question) for question in questions)
    ids = [ask.id for ask in asked]
    if len(set(ids)) != len(ids):
        raise ValueError("Two questions of a set have the same id.")
    for ask in asked:
        _ = ask.table
    return asked


def clean(asked: Sequence[Ask], given: Given) -> dict[str, Any]:
    """One person's answers to a set, ready to be sealed. Raises ValidationError for anything unknown."""
    known = {name for ask in asked for name in (ask.id, ask.id + OWN_WORDS)}
    if set(given) - known:
        raise ValidationError(
            _("These answers do not belong to the questions we ask now."), code="unknown_question"
        )
    return {name: value for ask in asked for name, value in ask.clean(given).items()}


def codes_only(asked: Sequence[Ask], kept: Given) -> dict[str, Any]:
    """What is counted of kept answers: codes, without anybody's own words."""
    return {ask.id: kept[ask.id] for ask in asked}


def tables(asked: Sequence[Ask]) -> Iterator[tuple[Ask, disclosure.Question]]:
    """Every table that a set gives, with its question: one for each answer where several are allowed."""
    for ask in asked:
        for table in ask.table.yes_no():
            yield ask, table


def _options(answers: Sequence[Sequence[str]]) -> tuple[Option, ...]:
    return tuple(Option(*answer) for answer in answers)


def _codes(options: Sequence[Option]) -> tuple[str, ...]:
    return tuple(option.code for option in options if option.code != PREFER_NOT)
