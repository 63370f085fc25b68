"""Why an action of this room was not done. Each says so in sentences for the page."""

from __future__ import annotations

from ..models import Element, ElementAside


class CannotChange(Exception):
    """It stays as it is; the message is a sentence that says why, and what to do."""


class CannotPublish(CannotChange):
    """The project is not shown yet; the message says what is missing."""


class CannotAgree(CannotChange):
    """It is not agreed yet; the message says what is missing."""


class CannotJoin(CannotChange):
    """Nobody was added to the team; the message says why."""


class Clash(Exception):
    """Somebody else saved first. `aside` holds every word that was sent; `saved` is what stands there now."""

    def __init__(self, aside: ElementAside, saved: Element) -> None:
        super().__init__(aside, saved)
        self.aside, self.saved = aside, saved
