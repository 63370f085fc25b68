"""Claims of the story as something that can be translated; see `foundation.translating`.

The story shows translations as tellings, so what two translators agreed on becomes one.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alongside.foundation.actors import Actor
from alongside.foundation.translating import Kind, Part, Source, Texts

from . import actions, rules
from .models import Claim, Telling

KIND = "claim"


def source(claim: Claim) -> Source:
    """What a claim says. Figures in it are placeholders, and stay as they are in every language."""
    return Source(
        KIND, str(claim.pk), claim.in_short, reverse("story:live"), claim.language,
        (
            Part("heading", _("Heading"), claim.heading, long=False),
            Part("text", _("Words, with the figures in double brackets as they are"), claim.text),
        ),
    )  # fmt: skip


def listed() -> list[Source]:
    """The claims on the page."""
    return [source(claim) for claim in Claim.objects.on_page()]


def read(key: str) -> Source | None:
    """A claim on the page by its key."""
    claim = _claim(key)
    return source(claim) if claim else None


def check(about: Source, language: str, texts: Texts) -> None:
    """Raises ValidationError for other figures than the claim has, and for typed ones."""
    claim = _claim(about.key)
    if claim is not None:
        rules.check_telling(
            claim,
            language=language,
            easy=False,
            heading=texts.get("heading", ""),
            text=texts["text"],
            picture="",
        )


def agreed(about: Source, language: str, texts: Texts, by: Actor) -> None:
    """Tell the claim in these words, which somebody read over."""
    claim = _claim(about.key)
    if claim is not None:
        row = actions.tell(
            claim, language=language, heading=texts.get("heading", ""), text=texts["text"], by=by
        )
        actions.review_telling(row, by=by)


def elsewhere() -> set[tuple[str, str]]:
    """Claims that are told in a language already, and still say the same."""
    rows = Telling.objects.filter(easy=False, claim__isnull=False).select_related("claim")
    return {(str(row.claim_id), row.language) for row in rows if row.claim and row.is_of(row.claim)}


def kind() -> Kind:
    """What the story registers."""
    return Kind(KIND, _("Claim of the story"), listed, read, check, agreed, elsewhere)


def _claim(key: str) -> Claim | None:
    usable = key.isascii() and key.isdecimal() and len(key) < 16
    return Claim.objects.on_page().filter(pk=int(key)).first() if usable else None
