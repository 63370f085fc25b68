"""Equality questions as the arithmetic sees them: codes, a reference answer, and how answers roll up."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from .rules import MERGED_BELOW, MOST_MERGED

LevelName = Literal["detailed", "groups", "merged"]

YES = "yes"
NO = "no"


@dataclass(frozen=True)
class Group:
    """Answers shown together: its own code, and the codes of the answers inside."""

    id: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """One way of showing a question: cells that together hold every answer once, and the cell never
    counted.
    """

    name: LevelName
    cells: tuple[Group, ...]
    reference: str


@dataclass(frozen=True)
class Question:
    """A question of which every person in a block gave exactly one answer (or several, when ``several``).

    ``reference`` is the answer that is never counted in a published table; the cell it falls in is the
    reference of every level. ``declined`` is the code of "prefer not to say". ``groups`` are shown from 200
    people, ``merged`` before that; each must hold every answer exactly once. ``detailed_from`` is the base
    (at least 200) from which every answer is shown by itself too, after its groups; a question without
    groups shows every answer anyway.

    A question that is only asked after another ("does it limit you?") belongs in one question with it,
    rolled up by groups: two linked questions would tell an attacker the same count twice.

    Raises ``ValueError``, saying what to declare, when the codes do not fit together or when more than four
    answers (not counting ``declined``) would be shown on fewer than 200 people.
    """

    id: str
    answers: tuple[str, ...]
    reference: str
    declined: str | None = None
    groups: tuple[Group, ...] = ()
    merged: tuple[Group, ...] = ()
    detailed_from: int | None = None
    several: bool = False

    def __post_init__(self) -> None:
        _each_once(self.id, "answers", self.answers)
        if self.several:
            self._check_several()
            return
        if len(self.answers) < 2:
            raise ValueError(f"Question {self.id}: give at least two answers.")
        for code in {self.reference, self.declined} - {None}:
            if code not in self.answers:
                raise ValueError(f"Question {self.id}: {code!r} is not one of its answers.")
        self._check_levels()

    def yes_no(self) -> tuple["Question", ...]:
        """Return the exclusive questions that are tabled: itself, or one yes/no question per answer."""
        if not self.several:
            return (self,)
        return tuple(Question(f"{self.id}={code}", (YES, NO), reference=NO) for code in self.answers)

    def levels_at(self, base: int) -> tuple[Level, ...]:
        """Return the levels to publish at a base of so many people, rolled-up first."""
        if self.several:
            raise ValueError(
                f"Question {self.id} allows several answers: publish each of its yes_no() questions."
            )
        if base < MERGED_BELOW:
            return (self._small_level(),)
        detailed = self._level("detailed", _by_itself(self.answers))
        if not self.groups:
            return (detailed,)
        groups = self._level("groups", self.groups)
        if self.detailed_from is None or base < self.detailed_from:
            return (groups,)
        return groups, detailed

    def level(self, name: LevelName) -> Level:
        """Return one level by name; ``ValueError`` when the question does not declare it."""
        cells = {"detailed": _by_itself(self.answers), "groups": self.groups, "merged": self.merged}[name]
        if not cells:
            raise ValueError(f"Question {self.id} declares no {name}.")
        return self._level(name, cells)

    def _small_level(self) -> Level:
        if self.merged:
            return self._level("merged", self.merged)
        if self.groups:
            return self._level("groups", self.groups)
        return self._level("detailed", _by_itself(self.answers))

    def _level(self, name: LevelName, cells: tuple[Group, ...]) -> Level:
        reference = next(cell.id for cell in cells if self.reference in cell.answers)
        return Level(name, cells, reference)

    def _check_several(self) -> None:
        if self.groups or self.merged or self.detailed_from is not None:
            raise ValueError(
                f"Question {self.id}: several answers cannot be rolled up; list the answers to show."
            )
        if not self.answers:
            raise ValueError(f"Question {self.id}: give at least one answer.")

    def _check_levels(self) -> None:
        for name, cells in (("groups", self.groups), ("merged", self.merged)):
            if cells:
                self._check_partition(name, cells)
        if self.groups and self.merged:
            for group in self.groups:
                if not any(set(group.answers) <= set(wider.answers) for wider in self.merged):
                    raise ValueError(
                        f"Question {self.id}: group {group.id!r} is split between merged groups."
                    )
        if self.detailed_from is not None and self.detailed_from < MERGED_BELOW:
            raise ValueError(
                f"Question {self.id}: show every answer from {MERGED_BELOW} people at the earliest."
            )
        small = [cell for cell in self._small_level().cells if cell.answers != (self.declined,)]
        if len(small) > MOST_MERGED:
            raise ValueError(
                f"Question {self.id} would show {len(small)} answers on fewer than {MERGED_BELOW} people: "
                f"declare how they merge into {MOST_MERGED} or fewer."
            )

    def _check_partition(self, name: str, cells: tuple[Group, ...]) -> None:
        _each_once(self.id, name, [cell.id for cell in cells])
        inside = [code for cell in cells for code in cell.answers]
        _each_once(self.id, f"answers of {name}", inside)
        if set(inside) != set(self.answers) or len(cells) < 2:
            raise ValueError(
                f"Question {self.id}: its {name} must be two or more and hold every answer once."
            )


def questions_to_table(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return the exclusive questions that stand for these, each several-answers question as its yes/no
    questions.
    """
    return tuple(exclusive for question in questions for exclusive in question.yes_no())


def _by_itself(answers: tuple[str, ...]) -> tuple[Group, ...]:
    return tuple(Group(code, (code,)) for code in answers)


def _each_once(question: str, what: str, codes: Collection[str]) -> None:
    twice = sorted(code for code, times in Counter(codes).items() if times > 1)
    if twice:
        raise ValueError(f"Question {question}: its {what} name {', '.join(twice)} more than once.")
