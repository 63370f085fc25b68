"""Baselines: loaded from the file of this room, and chosen before anybody answers."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from .. import queries
from ..models import Baseline, BaselineChoice
from .transactions import both

FILE = Path(__file__).parent.parent / "data" / "baselines.yaml"


def load_baselines(*, by: Actor) -> int:
    """Bring in the baselines of the file; returns how many are new. Those that are here stay as they are."""
    with both():
        before = Baseline.objects.count()
        Baseline.objects.bulk_create(
            _rows(yaml.safe_load(FILE.read_text(encoding="utf-8"))), ignore_conflicts=True
        )
        new = Baseline.objects.count() - before
        if new:
            record("monitoring.baselines_loaded", None, by=by, rows=new)
        return new


def choose_baseline(area: str, *, by: Actor) -> BaselineChoice:
    """Declare the area that figures stand beside from today on. Raises ValueError for an unknown area."""
    if area not in dict(queries.areas()):
        raise ValueError("Choose one of the areas on the list.")
    with both():
        made = BaselineChoice.objects.create(area=area)
        record("monitoring.baseline_chosen", made, by=by, area=area)
        return made


def _rows(told: dict[str, Any]) -> Iterator[Baseline]:
    for variable in told["variables"]:
        for place, area in enumerate(told["areas"]):
            base = variable["bases"][place] if "bases" in variable else area["base"]
            for category, numbers in variable.get("counts", {}).items():
                share = Decimal(100 * numbers[place]) / Decimal(base)
                yield _row(told, variable, area, category, share, numbers[place], base)
            for category, numbers in variable.get("percents", {}).items():
                yield _row(told, variable, area, category, Decimal(str(numbers[place])), None, None)


def _row(
    told: dict[str, Any],
    variable: dict[str, Any],
    area: dict[str, Any],
    category: str,
    percent: Decimal,
    count: int | None,
    base: int | None,
) -> Baseline:
    return Baseline(
        variable=variable["variable"],
        category=category,
        area=area["code"],
        date=told["date"],
        count=count,
        base=base,
        percent=percent.quantize(Decimal("0.01")),
        source=variable["source"],
        licence=told["licence"],
        wording_note=variable["wording_note"],
    )
