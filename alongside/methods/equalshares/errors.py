"""Why money cannot be shared out as asked: typed, with the data for a sentence in any language."""

from dataclasses import dataclass

from ..unusable import Unusable


@dataclass(eq=False)
class NoBids(Unusable):
    """There is nothing to choose from."""

    def __str__(self) -> str:
        return "There are no bids: give at least one."


@dataclass(eq=False)
class NoBallots(Unusable):
    """Nobody has voted. An empty ballot is a vote."""

    def __str__(self) -> str:
        return "There are no ballots: nobody has a share to give."


@dataclass(eq=False)
class EmptyId(Unusable):
    """A bid or a voter (``what``) has no id."""

    what: str

    def __str__(self) -> str:
        return f"A {self.what} has no id."


@dataclass(eq=False)
class DuplicateId(Unusable):
    """Two bids have the same id."""

    id: str

    def __str__(self) -> str:
        return f"Two bids have the id {self.id!r}."


@dataclass(eq=False)
class NotWholeMoney(Unusable):
    """An amount (``what`` it is of) is not a whole number of the smallest coin."""

    what: str
    value: object

    def __str__(self) -> str:
        return f"{self.what} is {self.value!r}: give money as a whole number, in pence, say."


@dataclass(eq=False)
class NegativeCost(Unusable):
    """A bid asks for less than nothing."""

    id: str
    cost: int

    def __str__(self) -> str:
        return f"The bid {self.id!r} costs {self.cost}: a cost cannot be below 0."


@dataclass(eq=False)
class NoMoney(Unusable):
    """The budget is nought or less."""

    budget: int

    def __str__(self) -> str:
        return f"The budget is {self.budget}: there must be at least 1 to share out."


@dataclass(eq=False)
class TooMuchMoney(Unusable):
    """An amount (``what`` it is of) is larger than is counted here."""

    what: str
    amount: int
    most: int

    def __str__(self) -> str:
        return f"{self.what} is {self.amount:,}, and at most {self.most:,} can be counted."


@dataclass(eq=False)
class BadStep(Unusable):
    """The step by which everybody's share grows is below 1."""

    step: int

    def __str__(self) -> str:
        return f"Shares grow by {self.step} at a time: give a whole number from 1 up."


@dataclass(eq=False)
class UnknownCompletion(Unusable):
    """No way of spending what is left has this name."""

    completion: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"What is left over is spent by one of {', '.join(self.known)}, not by {self.completion!r}."


@dataclass(eq=False)
class UnknownBid(Unusable):
    """A ballot, or a list of bids that a voter is barred from, names a bid that does not exist."""

    voter: str
    id: str

    def __str__(self) -> str:
        return f"The ballot of {self.voter!r} names {self.id!r}, and there is no such bid."


@dataclass(eq=False)
class UnknownVoter(Unusable):
    """Somebody is barred from a bid who has no ballot."""

    voter: str

    def __str__(self) -> str:
        return f"{self.voter!r} is barred from a bid but has no ballot. An empty ballot keeps the share."


@dataclass(eq=False)
class NamedTwice(Unusable):
    """A ballot names the same bid twice."""

    voter: str
    id: str

    def __str__(self) -> str:
        return f"The ballot of {self.voter!r} names {self.id!r} twice."


@dataclass(eq=False)
class BadPoints(Unusable):
    """Points are not a whole number from 0 up to ``most``."""

    voter: str
    id: str
    points: object
    most: int

    def __str__(self) -> str:
        return (
            f"The ballot of {self.voter!r} gives {self.id!r} {self.points!r} points: "
            f"points are whole numbers from 0 to {self.most:,}."
        )


@dataclass(eq=False)
class Barred(Unusable):
    """A voter supports a bid in which they have an interest."""

    voter: str
    id: str

    def __str__(self) -> str:
        return (
            f"{self.voter!r} has an interest in {self.id!r}, and cannot support it. The share stays theirs."
        )


@dataclass(eq=False)
class BadLot(Unusable):
    """The lot does not name every bid once; ``id`` is one that is missing, unknown or there twice."""

    id: str

    def __str__(self) -> str:
        return f"The lot must name every bid once; look at {self.id!r}."
