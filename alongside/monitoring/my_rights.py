"""What this room holds about a person, and what it does when they leave."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actors import Actor

from . import actions, keys, queries


class MonitoringRights:
    """Registered with `foundation.rights`."""

    name = "monitoring"

    def export(self, account: AbstractBaseUser) -> dict[str, Any]:
        """The person's own waiting answers, if any wait, and where they stand."""
        state = queries.state_of(keys.person(account))
        since = f"{state.since:%Y-%m}" if state.since else ""
        return {"equality_answers": state.code, "month": since, "waiting_answers": state.kept or {}}

    def links(self, account: AbstractBaseUser) -> list[dict[str, Any]]:
        """Where the person chooses about the equality questions."""
        return [
            {
                "label": _("About you: answer, change or stop the questions"),
                "url": reverse("monitoring:about_you"),
            }
        ]

    def erase(self, account: AbstractBaseUser, *, by: Actor) -> None:
        """Delete waiting answers and the memory of having been asked."""
        actions.erase_person(keys.person(account))
