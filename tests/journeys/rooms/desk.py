"""Annual reports in the small world: a draft and one that is published. `SAMPLES` and the rest as in `payments`."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alongside.desk import actions as desk
from alongside.desk.models import AnnualReport, Delivery, Webhook
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
    made = desk.add_webhook(
        name="A website", url="https://site.example/hook", events=["session.changed"], by=BY
    )
    desk.send_test(made, by=BY)


def _draft() -> dict[str, Any]:
    return {"slug": AnnualReport.objects.drafts()[0].slug, "chapter": "said"}


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    "desk/reports/": _draft,
    "desk/data-protection/": lambda: {"name": "assessment"},
    "desk/webhooks/": lambda: {"pk": Webhook.objects.all()[0].pk, "delivery": Delivery.objects.all()[0].pk},
    "annual-reports/": lambda: {"slug": AnnualReport.objects.published()[0].slug},
}
OWN: list[str] = []
NOT_FOR_EVERYBODY: dict[str, str] = {}
