"""One of everything in `story`, and what stands in the parameters of its routes."""

from collections.abc import Callable
from typing import Any

from alongside.foundation import actors, clock
from alongside.people import actions as people
from alongside.people.models import Member, Purpose
from alongside.story import actions as story
from alongside.story.models import Claim, Edition, Quote, SignOff, Telling

BY = actors.SYSTEM


def build() -> None:
    """A translation that a machine drafted and nobody has read over."""
    claim = Claim.objects.get(heading="Sample") if Claim.objects.filter(heading="Sample").exists() else None
    if claim is None:
        claim = story.add_claim(heading="Sample", text="We meet.", strands=["learning"], by=BY)
        story.tell(claim, language="ar", text="نلتقي.", machine=True, by=BY)
        draft = story.prepare_edition(title="Sample", as_of=clock.today(), by=BY)
        marek = Member.objects.get(called="Marek")
        story.ask_to_sign_off(draft, marek, capacity="member", role="Sample", by=BY)
        consent = people.give_consent(
            marek, purpose=Purpose.QUOTE, channels=["web", "print"], attribution="first_name", wording="Sample",
            how="web", by=BY,
        )  # fmt: skip
        story.add_quote(text="Sample words.", consent=consent, strands=["learning"], by=BY)


def _edition() -> dict[str, Any]:
    return {"slug": Edition.objects.all()[0].slug}


def _sign_off() -> int:
    return SignOff.objects.get(draft__title="Sample").pk


def _words() -> int:
    return Quote.objects.get(text="Sample words.").pk


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "story/editions/<slug:old>/to/<slug:new>/": lambda: {"old": _edition()["slug"], "new": _edition()["slug"]},
    "story/quotes/": lambda: {"pk": Quote.objects.filter(about="The pilots")[0].pk},
    "story/arrange/desk/ask/": lambda: {"capacity": "member"},
    "story/arrange/desk/signed/": lambda: {"pk": _sign_off()},
    "story/arrange/desk/words/": lambda: {"pk": _words()},
    "story/sign-off/": lambda: {"pk": _sign_off()},
    "story/my-words/": lambda: {"pk": _words()},
    "story/arrange/tellings/": lambda: {"pk": Telling.objects.filter(claim__heading="Sample")[0].pk},
    "story/arrange/<str:kind>/<int:pk>/tellings/": lambda: {
        "kind": "claims", "pk": Claim.objects.get(heading="Sample").pk,
    },
}  # fmt: skip
OWN = ["story/my-words/<int:pk>/", "story/sign-off/<int:pk>/"]
NOT_FOR_EVERYBODY: dict[str, str] = {}
