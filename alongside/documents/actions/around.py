"""Where clauses came from, and other formats of a version."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alongside.foundation import sources
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import cleaning
from ..models import Clause, Format, FormatKind, Source, Version
from ..queries import reading
from . import holding
from .clauses import line

ELSEWHERE = "elsewhere"
"""The kind of a source that no room knows: words, and a link if there is one."""
MOST_FORMAT = 60_000
LINKS = ("https://", "http://")


def add_source(
    clause: Clause,
    *,
    by: Actor,
    kind: str = ELSEWHERE,
    key: str = "",
    label: str = "",
    url: str = "",
    note: str = "",
) -> Source:
    """Say where a clause came from. A thing of another room is named by kind and key; twice changes nothing.

    Raises ValidationError for a thing that is not there, a missing label, and a link that is none.
    """
    label, note = line(label, "label", 200), line(note, "note", 300)
    if kind != ELSEWHERE:
        thing = sources.read([(kind, key)]).get((kind, key))
        if thing is None:
            raise ValidationError({"key": _("We do not find this. Choose one from the list.")})
        label, url = thing.label[:200], thing.url
    elif not label:
        raise ValidationError({"label": _("Write where it came from.")})
    elif url and not url.startswith(LINKS):
        raise ValidationError({"url": _("Write a link that begins with https://")})
    with transaction.atomic():
        document = holding.held(clause.document)
        if key and (there := Source.objects.filter(clause=clause, kind=kind, key=key).first()):
            return there
        row = Source.objects.create(
            clause=clause, kind=kind, key=key, label=label, url=url[:500], note=note, by=by.key,
            version=reading.working(document),
        )  # fmt: skip
        record("documents.source_added", row, by=by, clause=clause.pk, kind=kind, key=key)
        return row


def remove_source(source: Source, *, by: Actor) -> None:
    """A clause did not come from there after all."""
    with transaction.atomic():
        record(
            "documents.source_removed",
            source,
            by=by,
            clause=source.clause_id,
            kind=source.kind,
            key=source.key,
        )
        source.delete()


def add_format(
    version: Version, *, kind: str, language: str, by: Actor, text: str = "", url: str = ""
) -> Format:
    """Add another format of a frozen version: words, or a link. It is shown as out of date once the text moves on.

    Raises ValidationError when neither or both are given, for a link that is none, and for a version that is worked on.
    """
    try:
        words = cleaning.clean(text, most=MOST_FORMAT)
    except ValidationError as refusal:
        raise ValidationError({"text": refusal.messages}) from refusal
    if kind not in FormatKind.values:
        raise ValidationError({"kind": _("Choose which format it is.")})
    if bool(words) == bool(url):
        raise ValidationError({"text": _("Write the words, or write a link to it: one of the two.")})
    if url and not url.startswith(LINKS):
        raise ValidationError({"url": _("Write a link that begins with https://")})
    if not version.is_frozen:
        raise ValidationError(
            _("Freeze the version first. A format belongs to a version that stays as it is.")
        )
    with transaction.atomic():
        row = Format.objects.create(
            document=version.document,
            version=version,
            kind=kind,
            language=language,
            text=words,
            url=url,
            by=by.key,
        )
        record("documents.format_added", row, by=by, version=version.pk, kind=str(kind), language=language)
        return row


def remove_format(one: Format, *, by: Actor) -> None:
    """Take a format away."""
    with transaction.atomic():
        record("documents.format_removed", one, by=by, version=one.version_id, kind=str(one.kind))
        one.delete()
