"""Round-ups in the small world: Marek gets one. `SAMPLES`, `OWN` and `NOT_FOR_EVERYBODY` as in `payments`."""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors
from alongside.outreach import actions as outreach
from alongside.outreach import emails_digest
from alongside.people.models import Member


def _marek() -> Member:
    return Member.objects.get(called="Marek")


def build() -> None:
    """Marek wants a round-up on Mondays."""
    outreach.choose_round_up(
        _marek(), rhythm="weekly", weekday=0, wording="Send me a round-up.", by=actors.SYSTEM
    )


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "round-up/record/": lambda: {"reference": _marek().reference},
    "round-up/stop/": lambda: {"token": emails_digest.stop_url(_marek()).rstrip("/").rpartition("/")[2]},
}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
