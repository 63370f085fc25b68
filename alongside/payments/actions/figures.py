"""Freezing the figures of a quarter that is over."""

from django.db import transaction

from alongside.foundation import clock
from alongside.foundation.actors import Actor
from alongside.foundation.record import record

from ..models import PublishedQuarter
from ..queries import quarters


def publish_figures(*, by: Actor) -> PublishedQuarter | None:
    """Publish the last quarter that is over; None when that was done before. It never changes afterwards."""
    start = quarters.last_over(clock.today())
    with transaction.atomic():
        row, new = PublishedQuarter.objects.get_or_create(
            starts_on=start, defaults={"figures": quarters.work_out(start)}
        )
        if not new:
            return None
        record("payments.figures_published", row, by=by, starts_on=start.isoformat())
        return row
