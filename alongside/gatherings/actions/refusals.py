"""Why an action of this room was not done. Each says so in sentences for the page."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
NOT_BEFORE_SESSION = _("The session was on {day}. Write that day or a later one.")


class NotNow(Exception):
    """It cannot be done as things are. `sentences` say what to do first."""

    def __init__(self, *sentences: Text) -> None:
        super().__init__(*sentences)
        self.sentences: Sequence[Text] = sentences

    def __str__(self) -> str:
        return " ".join(str(sentence) for sentence in self.sentences)


class Clash(NotNow):
    """Somebody else saved these words first. Nothing was changed."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else saved these minutes while you were writing."))


class AskFirst(NotNow):
    """It can be done, and somebody should look twice first: the sentences are questions."""
