"""One of everything in `story`, and what stands in the parameters of its routes."""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors
from alongside.story import actions as story
from alongside.story.models import Claim, Edition, Telling

BY = actors.SYSTEM


def build() -> None:
    """A translation that a machine drafted and nobody has read over."""
    claim = Claim.objects.get(heading="Sample") if Claim.objects.filter(heading="Sample").exists() else None
    if claim is None:
        claim = story.add_claim(heading="Sample", text="We meet.", strands=["learning"], by=BY)
        story.tell(claim, language="ar", text="نلتقي.", machine=True, by=BY)


def _edition() -> dict[str, Any]:
    return {"slug": Edition.objects.all()[0].slug}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "story/arrange/tellings/": lambda: {"pk": Telling.objects.filter(claim__heading="Sample")[0].pk},
    "story/arrange/<str:kind>/<int:pk>/tellings/": lambda: {
        "kind": "claims", "pk": Claim.objects.get(heading="Sample").pk,
    },
}  # fmt: skip
OWN: set[str] = set()
NOT_FOR_EVERYBODY: dict[str, str] = {}
