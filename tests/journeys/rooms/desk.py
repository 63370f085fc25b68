"""Annual reports in the small world: a draft and one that is published. `SAMPLES` and the rest as in `payments`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.desk import actions as desk
from alongside.desk.models import AnnualReport
from alongside.foundation import actors, clock

BY = actors.SYSTEM


def build() -> None:
    """A report on the last twelve months, published, with words; and the draft of another."""
    today = clock.today()
    given: dict[str, Any] = {"begins": today - timedelta(days=364), "ends": today, "by": BY}
    report = desk.start_report(title="Sample report", **given)
    desk.write_words(report, chapter="said", text="We listened, and then we did.", by=BY)
    desk.publish_report(report, by=BY)
    desk.start_report(title="Sample draft", **given)


def _draft() -> dict[str, Any]:
    return {"slug": AnnualReport.objects.drafts()[0].slug, "chapter": "said"}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "desk/reports/": _draft,
    "desk/data-protection/": lambda: {"name": "assessment"},
    "annual-reports/": lambda: {"slug": AnnualReport.objects.published()[0].slug},
}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
