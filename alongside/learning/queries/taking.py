"""Where somebody stands in a training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from alongside.people.models import Member

from ..models import ModuleDone, Taking, TrainingPackage, TrainingVersion


@dataclass(frozen=True)
class Step:
    """A module of a version as somebody sees it."""

    content: dict[str, Any]
    done: bool


@dataclass(frozen=True)
class Progress:
    """A version, and how far somebody is in it; `taking` is None before the first module is done."""

    version: TrainingVersion
    taking: Taking | None
    steps: list[Step]

    @property
    def next(self) -> dict[str, Any] | None:
        """The first module that is not done; None once all are."""
        return next((step.content for step in self.steps if not step.done), None)

    @property
    def done(self) -> int:
        """How many modules are done."""
        return sum(step.done for step in self.steps)


def missing(taking: Taking) -> list[dict[str, Any]]:
    """The modules of this version that are not done yet, in order."""
    done = _done(taking)
    return [one for one in taking.version.content if one["module"] not in done]


def _done(taking: Taking | None) -> set[int]:
    if taking is None:
        return set()
    return set(ModuleDone.objects.filter(taking=taking).values_list("module_id", flat=True))


def progress(package: TrainingPackage, member: Member | None) -> Progress | None:
    """What somebody takes: the version that they have begun, or the newest. None before the first version."""
    newest = TrainingVersion.objects.newest(package)
    if newest is None:
        return None
    taking = None
    if member is not None:
        rows = Taking.objects.filter(version__package=package, member=member).select_related("version")
        begun, completed = rows.filter(completed_on=None).first(), rows.filter(version=newest).first()
        taking = completed if completed and completed.completed_on else begun
    version = taking.version if taking else newest
    done = _done(taking)
    all_done = taking is not None and taking.completed_on is not None
    steps = [Step(one, all_done or one["module"] in done) for one in version.content]
    return Progress(version, taking, steps)


def certified(package: TrainingPackage, member: Member) -> Taking | None:
    """The newest version of a package that somebody completed."""
    return of_member(member).filter(version__package=package).exclude(completed_on=None).first()


def of_member(member: Member) -> QuerySet[Taking]:
    """Everything that somebody takes or has completed, the newest first."""
    rows = Taking.objects.filter(member=member).select_related("version__package", "member")
    return rows.order_by("-version__number", "-pk")
