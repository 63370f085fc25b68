"""Why votes cannot be read: typed, with the data for a sentence in any language."""

from dataclasses import dataclass

from ..unusable import Unusable


@dataclass(eq=False)
class UnevenColumns(Unusable):
    """The four columns of the votes are not equally long."""

    lengths: tuple[int, ...]

    def __str__(self) -> str:
        shown = ", ".join(map(str, self.lengths))
        return f"People, statements, values and times must be equally long; they have {shown} rows."


@dataclass(eq=False)
class NotWhole(Unusable):
    """A column holds something else than whole numbers."""

    column: str

    def __str__(self) -> str:
        return f"The column {self.column!r} must hold whole numbers, one for each vote."


@dataclass(eq=False)
class UnknownValue(Unusable):
    """A vote is none of agree (1), pass (0) and disagree (-1)."""

    value: int

    def __str__(self) -> str:
        return f"A vote is 1 (agree), 0 (pass) or -1 (disagree), not {self.value}."


@dataclass(eq=False)
class TooMany(Unusable):
    """There are more people or statements (``what``) than one conversation may hold."""

    what: str
    count: int
    most: int

    def __str__(self) -> str:
        return f"One conversation holds at most {self.most:,} {self.what}; there are {self.count:,}."


@dataclass(eq=False)
class UnknownMode(Unusable):
    """The mode is none of the two."""

    mode: str

    def __str__(self) -> str:
        return f"The mode is 'two_level' or 'single_level', not {self.mode!r}."
