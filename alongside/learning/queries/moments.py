"""The dated public moments of training: first published, and first taught."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.foundation import clock
from alongside.foundation.moments import Moment

from ..models import Delivery, TrainingPackage, TrainingVersion


def moments() -> Iterator[Moment]:
    """When each published package came out and when it was taught first. Three queries."""
    shown = {row.pk: row for row in TrainingPackage.objects.shown()}
    for version in TrainingVersion.objects.filter(package__in=shown, number=1).order_by("pk"):
        package = shown[version.package_id]
        yield Moment(
            "training", str(package.pk), timezone.localtime(version.created_at).date(),
            _("The training “%(title)s” comes out") % {"title": package.title}, _page(package), ("learning",),
            important=True,
        )  # fmt: skip
    taught: set[int] = set()
    held = Delivery.objects.filter(package__in=shown, on__lte=clock.today())
    for delivery in held.order_by("on", "pk"):
        if delivery.package_id in taught:
            continue
        taught.add(delivery.package_id)
        package = shown[delivery.package_id]
        yield Moment(
            "training_taught", str(package.pk), delivery.on,
            _("The training “%(title)s” is taught for the first time") % {"title": package.title}, _page(package),
            ("learning",),
        )  # fmt: skip


def _page(package: TrainingPackage) -> str:
    return reverse("learning:package", args=[package.slug])
