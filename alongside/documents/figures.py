"""The public figures that the room stands behind: the principles, who signed and wrote them, and their sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation.figures import Figure, Source
from alongside.methods import disclosure

from .models import DocumentKind, Remark, Version
from .models import Source as CameFrom

Text = str | Promise
PEOPLE_TO = 5
EXACT = _("Counted from the records as they stand. Nothing is estimated, and nothing is typed in.")
ROUNDED = _(
    "Counted once, on the day of the sign-off. Hidden below 8, and rounded down to a multiple of 5, so that "
    "nobody can be known from it."
)
CLAUSES, SIGNERS = "documents.principles.clauses", "documents.principles.signers"
CONTRIBUTORS, SESSIONS = "documents.principles.contributors", "documents.principles.sessions"
LABELS: dict[str, Text] = {
    CLAUSES: _("principles to live by, co-created and signed off"),
    SIGNERS: _("people who signed the principles"),
    CONTRIBUTORS: _("people who commented or suggested changes"),
    SESSIONS: _("sessions that the principles came from"),
}
DEFINITIONS: dict[str, Text] = {
    CLAUSES: _(
        "Principles in the newest version that is signed off. While a text is open again, its last signed version "
        "counts."
    ),
    SIGNERS: _("Signatures under that version, each in a named role, by web, phone, post or in person alike."),
    CONTRIBUTORS: _(
        "Different members who commented on the principles or suggested a change before that version was signed off."
    ),
    SESSIONS: _("Different sessions that clauses of that version name as where they came from."),
}  # fmt: skip


class DocumentsFigures:
    """The provider registered with the foundation."""

    prefix = "documents"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return list(LABELS)

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for, with at most four queries, however many are asked."""
        version = signed_principles()
        if version is None:
            return {
                one: Figure(id=one, label=LABELS[one], definition=DEFINITIONS[one], status="not_recorded")
                for one in ids
                if one in LABELS
            }
        return {one: _MAKERS[one](one, version) for one in ids if one in _MAKERS}


def signed_principles() -> Version | None:
    """The newest version of principles that was signed off, of a text that everybody may read."""
    signed = Version.objects.frozen().exclude(signed_at=None).select_related("document")
    open_ones = signed.filter(document__kind=DocumentKind.PRINCIPLES, document__opened_at__isnull=False)
    return open_ones.order_by("-signed_at").first()


def _about(figure: str, version: Version, rule: Text = EXACT) -> dict[str, Any]:
    assert version.signed_at is not None
    url = reverse("documents:version", args=[version.document.slug, version.number])
    return {
        "id": figure, "label": LABELS[figure], "definition": DEFINITIONS[figure], "rule": rule,
        "as_of": timezone.localtime(version.signed_at).date(), "source": (Source(version.title, url),),
    }  # fmt: skip


def _count(figure: str, version: Version, count: int, **more: Any) -> Figure:
    return Figure(display=f"{count:,}", value=count, row_count=count, **_about(figure, version), **more)


def _clauses(figure: str, version: Version) -> Figure:
    return _count(figure, version, len(version.content))


def _signers(figure: str, version: Version) -> Figure:
    return _count(figure, version, version.signatures.count())


def _contributors(figure: str, version: Version) -> Figure:
    people = version.contributors or 0
    if people < disclosure.SMALLEST_COUNT:
        return Figure(status="too_few", **_about(figure, version, ROUNDED))
    said = (
        Remark.objects.standing()
        .filter(document=version.document_id, created_at__lte=version.signed_at)
        .count()
    )
    shown = people - people % PEOPLE_TO
    return Figure(
        display=f"{shown:,}", value=shown, base=said, base_note=_("comments and suggestions"), qualifier="about",
        row_count=said, **_about(figure, version, ROUNDED),
    )  # fmt: skip


def _sessions(figure: str, version: Version) -> Figure:
    clauses = [one["clause"] for one in version.content]
    rows = CameFrom.objects.filter(clause__in=clauses, kind="session").exclude(key="")
    return _count(figure, version, rows.values("key").distinct().count())


_MAKERS: dict[str, Callable[[str, Version], Figure]] = {
    CLAUSES: _clauses, SIGNERS: _signers, CONTRIBUTORS: _contributors, SESSIONS: _sessions,
}  # fmt: skip
