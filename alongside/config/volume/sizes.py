"""How much of each thing a centre of so many members has."""

from __future__ import annotations

from dataclasses import dataclass

SMALLEST = 20
TEAM = 10_000


@dataclass(frozen=True)
class Size:
    """The proportions, from the number of members. What a team does grows more slowly than what is for everybody."""

    members: int

    def __post_init__(self) -> None:
        if self.members < SMALLEST:
            raise ValueError(f"A centre of the generator has at least {SMALLEST} members.")

    @property
    def done_by_a_team(self) -> int:
        """What one team does grows with the members up to 10,000, and beyond with a fifth of the others."""
        return min(self.members, TEAM) + max(0, self.members - TEAM) // 5

    @property
    def organisations(self) -> int:
        return 3 + self.members // 100

    @property
    def communities(self) -> int:
        return min(12, 3 + self.members // 1_000)

    @property
    def sessions(self) -> int:
        return 4 + self.done_by_a_team // 100

    @property
    def at_a_session(self) -> int:
        """How many register for one."""
        return min(120, 8 + self.members // 250, self.members // 2)

    @property
    def left_open(self) -> int:
        """Of so many of the newest sessions, those to come among them, what is to be done is still to be done."""
        return min(30, 2 + self.sessions // 5)

    @property
    def opportunities(self) -> int:
        return 4 + self.done_by_a_team // 200

    @property
    def interested(self) -> int:
        """How many would like to, of one opportunity."""
        return min(40, 5 + self.members // 500)

    @property
    def conversations(self) -> int:
        return 2 + self.done_by_a_team // 1_000

    @property
    def statements(self) -> int:
        return min(120, 8 + self.members // 200)

    @property
    def voters(self) -> int:
        """How many vote in one conversation."""
        return min(2_000, 10 + self.members // 20)

    @property
    def documents(self) -> int:
        return 2 + self.done_by_a_team // 2_000

    @property
    def remarks(self) -> int:
        """How many suggestions and comments one document has."""
        return min(200, 10 + self.members // 200)

    @property
    def items(self) -> int:
        """What was learnt."""
        return 5 + self.done_by_a_team // 200

    @property
    def resources(self) -> int:
        return 3 + self.done_by_a_team // 500

    @property
    def claims(self) -> int:
        """What the story tells; quotes are as many."""
        return min(60, 4 + self.members // 500)

    @property
    def rounds(self) -> int:
        return min(12, 1 + self.members // 3_000)

    @property
    def bids(self) -> int:
        """How many bids one round has, of which a third is funded."""
        return min(60, 4 + self.members // 500)

    @property
    def outcomes(self) -> int:
        """What each funded project changed."""
        return 4

    @property
    def readers(self) -> int:
        """Subscribers of the newsletter who are no members."""
        return self.members // 10

    @property
    def answering(self) -> int:
        """How many answer about equality: six in ten."""
        return self.members * 6 // 10
