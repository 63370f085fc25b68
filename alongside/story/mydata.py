"""What the story holds about a person: their quotes. Handed to "my data", blanked when they leave."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser

from alongside.foundation.actors import Actor

from . import actions
from .models import Quote


class StoryRights:
    """Registered with the foundation."""

    name = "story"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """Words of this person that the story holds."""
        quotes = Quote.objects.filter(consent__member__account_id=account.pk)
        return {
            "quotes": [
                {"text": quote.text, "about": quote.about, "on_page": quote.removed_at is None}
                for quote in quotes
            ]
        }

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Blank this person's words and take them off the page. Editions hide them by the consent check."""
        for member_id in set(
            Quote.objects.filter(consent__member__account_id=account.pk).values_list(
                "consent__member_id", flat=True
            )
        ):
            actions.forget_quotes(member_id, by=by)
