"""What is kept for round-ups about a person, and that all of it goes when they leave."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.foundation.actors import Actor

from .actions import digests as actions
from .queries import digests

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class RoundUpRights:
    """What the rights registry asks about round-ups."""

    name = "outreach.round_ups"

    def export(self, account: "AbstractBaseUser") -> dict[str, Any]:
        """The day that was chosen, what was written, and which pages were open; empty without a member."""
        return digests.held_about(account)

    def links(self, account: "AbstractBaseUser") -> list[dict[str, Any]]:
        """Where somebody chooses their round-up."""
        return [{"label": _("My round-up"), "url": reverse("outreach:my_round_up")}]

    def erase(self, account: "AbstractBaseUser", *, by: Actor) -> None:
        """Delete all of it."""
        actions.forget_round_ups(account, by=by)
