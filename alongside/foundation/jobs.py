"""Recurring jobs: each room registers its own; one that fell due while nobody ran is still done."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from django.db import transaction
from django.utils import timezone

from . import clock
from .models import Heartbeat, JobRun

log = logging.getLogger(__name__)

AGAIN_AFTER = timedelta(minutes=15)

Work = Callable[[], object]
Next = Callable[[datetime], datetime]


def anywhere() -> bool:
    """Most jobs need only the database, which every worker has."""
    return True


@dataclass(frozen=True)
class Job:
    name: str
    work: Work
    next_after: Next
    here: Callable[[], bool] = anywhere


_jobs: dict[str, Job] = {}


def every(interval: timedelta) -> Next:
    """Due again after this long."""
    return lambda moment: moment + interval


def first_of_month(moment: datetime) -> datetime:
    """Due at the first moment of the next month, where the centre is."""
    later = timezone.localtime(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0) + timedelta(
        days=32
    )
    return later.replace(day=1)


def register(name: str, work: Work, next_after: Next, here: Callable[[], bool] = anywhere) -> None:
    """Register a job under a name such as "monitoring.publish"; `here` says whether it can be done on this host."""
    _jobs[name] = Job(name, work, next_after, here)


def tick(stop: Event | None = None) -> list[str]:
    """Do every job that is due, until `stop` is set; a job that fails says so in its row and is tried again.

    One that cannot be done on this host is left to the worker of another.
    """
    done = []
    for job in _jobs.values():
        if stop is not None and stop.is_set():
            break
        if job.here() and _claim(job):
            _do(job)
            done.append(job.name)
    return done


def do(name: str) -> None:
    """Do one job now, due or not; when it is due does not change. What goes wrong in it is raised."""
    _jobs[name].work()


def beat(name: str) -> None:
    """Write down that a long-running part is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": clock.now()})


def is_alive(name: str, within: timedelta = timedelta(seconds=60)) -> bool:
    """Whether a part has shown itself lately."""
    return Heartbeat.objects.filter(name=name, at__gte=clock.now() - within).exists()


def _claim(job: Job) -> bool:
    """Take a job for a while before doing it, so that two workers never do it at once.

    One that fails, or whose worker is killed, falls due again when that while is over.
    """
    now = clock.now()
    with transaction.atomic():
        JobRun.objects.get_or_create(name=job.name, defaults={"due_at": job.next_after(now)})
        due = JobRun.objects.filter(name=job.name, due_at__lte=now)
        return bool(due.update(due_at=now + AGAIN_AFTER))


def _do(job: Job) -> None:
    now = clock.now()
    row = JobRun.objects.filter(name=job.name)
    try:
        job.work()
    except Exception as problem:
        log.exception("The job %s failed", job.name)
        row.update(problem=str(problem)[:500])
    else:
        row.update(due_at=job.next_after(now), ran_at=now, problem="")
