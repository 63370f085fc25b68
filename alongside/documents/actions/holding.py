"""Holding a document while it is changed, so that two changes never mix."""

from django.db.models import F
from django.utils.translation import gettext as _

from ..models import Clause, Document, Version, Wording
from ..queries import reading
from .refusals import CannotChange, SignedOff


def held(document: Document) -> Document:
    """The document, locked until the transaction ends."""
    return Document.objects.select_for_update().get(pk=document.pk)


def to_change(document: Document) -> tuple[Document, Version]:
    """The document, locked, and the version that is worked on. Raises SignedOff for a signed text."""
    kept = held(document)
    if kept.signed_id:
        raise SignedOff(
            _("This text is signed off, and stays as it is. It can be opened again for a reason.")
        )
    return kept, reading.working(kept)


def clause_to_change(clause: Clause) -> tuple[Clause, Version]:
    """A clause of a locked document as it is now. Raises SignedOff, and CannotChange when it was taken out."""
    _document, version = to_change(clause.document)
    now = Clause.objects.select_related("document").get(pk=clause.pk)
    if now.removed_at:
        raise CannotChange(_("This clause was taken out of the text. What people said about it is kept."))
    return now, version


def make_room(document: Document, at: int) -> None:
    """Move every clause from this number on one further."""
    Clause.objects.filter(document=document, place__gte=at).update(place=F("place") + 1)


def close_gap(document: Document, at: int) -> None:
    """Move every clause behind this number one back."""
    Clause.objects.filter(document=document, place__gt=at).update(place=F("place") - 1)


def current(clause: Clause) -> Wording:
    """The words of a clause now."""
    return reading.wording_of(clause)
