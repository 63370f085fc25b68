"""The public figures that the room stands behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock
from alongside.foundation.figures import Figure, Source
from alongside.methods import disclosure

from .models import (
    Delivery,
    DesignChange,
    Download,
    HowItWent,
    LearningItem,
    Taking,
    TrainingPackage,
    TrainingVersion,
    Verdict,
)

Text = str | Promise
EXACT = _("Counted from the records as they stand. Nothing is estimated, and nothing is typed in.")
ROUNDED = _(
    "Counted up to the end of last month. Hidden below 8, and rounded down to a multiple of 5, so that nobody can be "
    "known from it."
)
PEOPLE_TO = 5
ITEMS, DID_NOT, CHANGES = "learning.items", "learning.items.did_not", "learning.changes.adopted"
PACKAGES, MODULES = "learning.training.packages", "learning.training.modules"
DELIVERIES, COMPLETIONS = "learning.training.deliveries", "learning.training.completions"
DOWNLOADS = "learning.training.downloads"
LABELS: dict[str, Text] = {
    ITEMS: _("things that we learnt, published"),
    DID_NOT: _("of them: what did not work"),
    CHANGES: _("changes that we made because of them"),
    PACKAGES: _("training packages, co-created"),
    MODULES: _("modules of training"),
    DELIVERIES: _("times that training was taught"),
    COMPLETIONS: _("people who completed a training"),
    DOWNLOADS: _("times that training was taken away"),
}
DEFINITIONS: dict[str, Text] = {
    ITEMS: _("Learning items that everybody can read: looked at, not taken back, and not held back."),
    DID_NOT: _("Of these, those that say that something did not work."),
    CHANGES: _("Design changes that were adopted as proposed or in another form, out of all that were decided."),
    PACKAGES: _("Packages with a published version that members made with us. Others are not "
                "counted."),
    MODULES: _("Modules in the newest version of every published package."),
    DELIVERIES: _("Days up to today on which a published package was taught, at a session or elsewhere."),
    COMPLETIONS: _("Different members who completed a training, on the web, in the room, by post or by phone alike."),
    DOWNLOADS: _("How often a version was taken away as a file. Nobody knows who, so one person may count twice."),
}  # fmt: skip


class LearningFigures:
    """The provider registered with the foundation."""

    prefix = "learning"

    def ids(self) -> list[str]:
        """Every figure of this room."""
        return list(_MAKERS)

    def read(self, ids: Sequence[str]) -> dict[str, Figure]:
        """The figures asked for, with at most two queries each."""
        return {one: _MAKERS[one](one) for one in ids if one in _MAKERS}


def _about(figure: str, page: str, rule: Text = EXACT) -> dict[str, Any]:
    source = (Source(LABELS[figure], reverse(page)),)
    return {
        "id": figure, "label": LABELS[figure], "definition": DEFINITIONS[figure], "rule": rule,
        "as_of": clock.today(), "source": source,
    }  # fmt: skip


def _count(figure: str, count: int, page: str, **more: Any) -> Figure:
    return Figure(display=f"{count:,}", value=count, row_count=count, **_about(figure, page), **more)


def _items(figure: str) -> Figure:
    return _count(figure, LearningItem.objects.public().count(), "learning:items")


def _did_not(figure: str) -> Figure:
    public = LearningItem.objects.public()
    return _count(figure, public.filter(how_it_went=HowItWent.DID_NOT).count(), "learning:items",
                  base=public.count(), base_note=_("learning items"))  # fmt: skip


def _changes(figure: str) -> Figure:
    decided = DesignChange.objects.exclude(verdict="")
    made = decided.exclude(verdict=Verdict.DECLINED).count()
    return _count(
        figure, made, "learning:changes", base=decided.count(), base_note=_("changes that were decided")
    )


def _recorded(figure: str, make: Callable[[], Figure]) -> Figure:
    """The figure, once a package is published; before, that nothing is recorded yet."""
    if TrainingPackage.objects.shown().exists():
        return make()
    return Figure(id=figure, label=LABELS[figure], definition=DEFINITIONS[figure], status="not_recorded")


def _packages(figure: str) -> Figure:
    made = TrainingPackage.objects.shown().filter(authors__isnull=False).distinct().count()
    return _recorded(figure, lambda: _count(figure, made, "learning:trainings"))


def _modules(figure: str) -> Figure:
    newest: dict[int, int] = {}
    for package, content in TrainingVersion.objects.order_by("number").values_list("package", "content"):
        newest[package] = len(content)
    return _recorded(figure, lambda: _count(figure, sum(newest.values()), "learning:trainings"))


def _deliveries(figure: str) -> Figure:
    held = Delivery.objects.filter(on__lte=clock.today()).count()
    return _recorded(figure, lambda: _count(figure, held, "learning:trainings"))


def _completions(figure: str) -> Figure:
    month = clock.today().replace(day=1)
    done = Taking.objects.filter(completed_on__lt=month, member__isnull=False).order_by()
    people = done.values("member").distinct().count()
    about = _about(figure, "learning:trainings", ROUNDED) | {"as_of": month - timedelta(days=1)}
    if people < disclosure.SMALLEST_COUNT:
        return _recorded(figure, lambda: Figure(status="too_few", **about))
    shown = people - people % PEOPLE_TO
    return _recorded(
        figure, lambda: Figure(display=f"{shown:,}", value=shown, qualifier="about", row_count=shown, **about)
    )


def _downloads(figure: str) -> Figure:
    count = Download.objects.filter(kind="training").count()
    return _recorded(figure, lambda: _count(figure, count, "learning:trainings"))


_MAKERS: dict[str, Callable[[str], Figure]] = {
    ITEMS: _items, DID_NOT: _did_not, CHANGES: _changes, PACKAGES: _packages, MODULES: _modules,
    DELIVERIES: _deliveries, COMPLETIONS: _completions, DOWNLOADS: _downloads,
}  # fmt: skip
