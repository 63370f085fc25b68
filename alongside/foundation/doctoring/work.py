"""Whether what must go on in the background does."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from .. import clock, jobs
from ..models import JobRun, Message
from . import Finding

TOO_LONG = timedelta(hours=1)
START = "Start it: systemctl start alongside-worker. Then read: journalctl -u alongside-worker"


def worker() -> Iterator[Finding]:
    """The worker shows itself every two seconds."""
    if jobs.is_alive("worker"):
        yield Finding("worker", True, "The worker is at work.")
    else:
        yield Finding("worker", False, "No worker has shown itself for a minute: no e-mail leaves.", START)


def recurring() -> Iterator[Finding]:
    """Every recurring job was done when it was due."""
    late = JobRun.objects.filter(~Q(problem="") | Q(due_at__lt=clock.now() - TOO_LONG))
    for row in late.order_by("name"):
        what = f"failed: {row.problem}" if row.problem else "was not done when it was due"
        yield Finding(f"job-{row.name}", False, f"The job “{row.name}” {what}"[:400], START)
    if not late:
        yield Finding("jobs", True, "Every recurring job was done when it was due.")


def outbox() -> Iterator[Finding]:
    """Nothing has waited for long to be sent."""
    stuck = Message.objects.due().filter(not_before__lt=clock.now() - TOO_LONG, mailing=None).count()
    if stuck:
        says = f"{stuck} e-mails have waited for more than an hour."
        yield Finding(
            "outbox", False, says, "See whether the mail server takes mail, and what the worker says."
        )
    else:
        yield Finding("outbox", True, "No e-mail has waited for more than an hour.")
