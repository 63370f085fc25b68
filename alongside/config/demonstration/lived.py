"""The project of the demonstration that is told in full, as it is lived through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from alongside.foundation import actors, clock
from alongside.foundation.actors import Actor
from alongside.people import actions as people
from alongside.people.models import Mode, ReachBy
from alongside.projects.models import Project

if TYPE_CHECKING:
    from . import Diary
    from .network import Cast

SLUG = "aybi"
"""The address of the project that is told in full: the title of its bid, small."""


@dataclass
class Lived:
    """The project that is told in full, as it is lived through."""

    plan: dict[str, Any]
    cast: Cast
    diary: Diary
    readings: list[Any] = field(default_factory=list)
    outcomes: list[Any] = field(default_factory=list)

    @property
    def project(self) -> Project:
        """The project as it stands now."""
        return Project.objects.get(slug=SLUG)

    @property
    def by(self) -> Actor:
        """Who writes things down."""
        return self.diary.by

    @property
    def looks(self) -> Actor:
        """Who looks at what others wrote."""
        account = self.cast["ayo"].account
        assert account is not None
        return actors.of(account)

    def told(self, who: str) -> people.Told | None:
        """How somebody tells us: by post or in person where they have no email address."""
        if self.cast[who].reach_by == ReachBy.EMAIL:
            return None
        return people.Told(Mode.IN_PERSON, clock.today(), True)
