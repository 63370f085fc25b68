"""Several workers on one database: each job is done once, whoever is quicker."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.processes import PATIENCE, House

pytestmark = pytest.mark.long
JOBS, WORKERS = 20, 3
DUE = f"""
import json
from datetime import timedelta
from alongside.foundation import clock
from alongside.foundation.models import JobRun
JobRun.objects.bulk_create(JobRun(name=f"count-{{n}}", due_at=clock.now() - timedelta(1)) for n in range({JOBS}))
print(json.dumps(JobRun.objects.count()))
"""
WORK = f"""
import json, pathlib, time, uuid
from datetime import timedelta
from alongside.foundation import jobs
from alongside.foundation.models import OnceKey
jobs._jobs.clear()
for n in range({JOBS}):
    done = lambda n=n: OnceKey.objects.create(key=uuid.uuid4(), led_to=f"count-{{n}}")
    jobs.register(f"count-{{n}}", done, jobs.every(timedelta(days=1)))
pathlib.Path("FOLDER", f"ready-{{uuid.uuid4()}}").touch()
while not pathlib.Path("FOLDER", "go").exists():
    time.sleep(0.005)
print(json.dumps(jobs.tick()))
"""
DONE = """
import json
from alongside.foundation.models import JobRun, OnceKey
print(json.dumps([list(OnceKey.objects.values_list("led_to", flat=True)), JobRun.objects.exclude(problem="").count()]))
"""


def test_each_job_is_done_once_by_workers_that_begin_together(django_db_setup: None, tmp_path: Path) -> None:
    with House(tmp_path / "house", "workers") as house:
        assert house.ask(DUE) == JOBS
        command = [
            sys.executable,
            "-m",
            "django",
            "shell",
            "-v0",
            "-c",
            WORK.replace("FOLDER", str(tmp_path)),
        ]
        workers = [
            subprocess.Popen(command, env=house.environment, stdout=subprocess.PIPE, text=True)
            for _ in range(WORKERS)
        ]
        until = time.monotonic() + PATIENCE
        while len(list(tmp_path.glob("ready-*"))) < WORKERS:
            assert time.monotonic() < until
            time.sleep(0.05)
        (tmp_path / "go").touch()
        told = [json.loads(worker.communicate(timeout=PATIENCE)[0]) for worker in workers]
        done, failed = house.ask(DONE)
    assert Counter(done) == {f"count-{n}": 1 for n in range(JOBS)}
    assert sorted(name for names in told for name in names) == sorted(done)
    assert failed == 0
