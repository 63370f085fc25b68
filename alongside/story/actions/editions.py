"""Publishing an edition, and what happens to one when somebody takes their words back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify

from alongside.foundation import clock, languages
from alongside.foundation.actors import Actor
from alongside.foundation.record import record
from alongside.people.models import Consent

from .. import press, queries, rules
from ..models import Edition, EditionFile, Quote


@transaction.atomic
def freeze(
    *, title: str, as_of: date, by: Actor, slug: str = "", moved: Mapping[str, str] | None = None
) -> Edition:
    """Freeze the story as it stands, and print it: page, leaflet and picture in every language, and data.

    A step of `publish_draft` and `publish_edition`, which judge the list of what is to do first; nobody else calls it.
    `moved` says why figures moved since the last edition, by figure.
    Raises ValidationError for an empty title, a day still to come, or a leaflet that cannot be set.
    """
    rules.check_edition(title, as_of)
    address = free_slug(slug or slugify(title) or f"edition-{as_of.isoformat()}")
    with translation.override(settings.LANGUAGE_CODE):
        content = queries.content(languages.written(), title=title, slug=address, as_of=as_of)
    content["moved"] = dict(moved or {})
    fingerprint = press.fingerprint(content)
    edition = Edition.objects.create(
        slug=address, title=title, as_of=as_of, published_at=clock.now(), by=by.key, content=content,
        fingerprint=fingerprint,
    )  # fmt: skip
    printed = press.print_all(content, fingerprint)
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, kind=kind, language=language, content=made, sha256=press.sha256(made))
        for (kind, language), made in printed.items()
    )
    record(
        "story.publish_edition",
        edition,
        by=by,
        slug=address,
        as_of=as_of.isoformat(),
        fingerprint=fingerprint,
    )
    return edition


@transaction.atomic
def note_withdrawal(consent: Consent, *, by: Actor) -> None:
    """Write on record which editions were printed with words that their speaker has now withdrawn."""
    quotes = set(Quote.objects.filter(consent=consent).values_list("pk", flat=True))
    if not quotes:
        return
    for edition in Edition.objects.all():
        carried = sorted(quotes & {quote["id"] for quote in edition.content["quotes"]})
        if carried:
            record("story.hide_quotes_in_edition", edition, by=by, quotes=carried)


def free_slug(wanted: str) -> str:
    """An address that no edition has yet."""
    wanted = wanted[:70].strip("-")
    taken = set(Edition.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
