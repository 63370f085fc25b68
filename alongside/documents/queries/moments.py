"""The dated public moments of texts: each version that was signed off."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation.moments import Moment

from ..models import DocumentKind, Version


def moments() -> Iterator[Moment]:
    """Signed versions of texts that everybody may read; principles are important. One query."""
    rows = Version.objects.frozen().exclude(signed_at=None).filter(document__opened_at__isnull=False)
    for row in rows.select_related("document").order_by("signed_at", "pk"):
        assert row.signed_at is not None
        yield Moment(
            "text_signed", str(row.pk), timezone.localtime(row.signed_at).date(),
            _("“%(title)s” is signed off") % {"title": row.title or row.document.title},
            reverse("documents:version", args=[row.document.slug, row.number]), ("learning",),
            important=row.document.kind == DocumentKind.PRINCIPLES,
        )  # fmt: skip
