"""Why an action of this room was not done. Each says so in sentences for the page."""

from ..models import SetAside, Wording


class CannotSay(Exception):
    """Nothing was written down; the message is a sentence for the page."""


class CannotChange(Exception):
    """The text stays as it is; the message is a sentence that says why, and what to do."""


class SignedOff(CannotChange):
    """The text is signed off, and stays as it is until it is opened again."""


class Clash(Exception):
    """Somebody else saved first. `aside` holds every word that was sent; `saved` is what stands there now."""

    def __init__(self, aside: SetAside, saved: Wording) -> None:
        super().__init__(aside, saved)
        self.aside, self.saved = aside, saved
