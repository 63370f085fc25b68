"""The embedded PostgreSQL starts with both databases, and goes when the process that started it goes."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import environ
import psycopg
import pytest

from tests.run.conftest import ROOT


def test_embedded_postgres_serves_two_databases_until_its_starter_goes(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tools.postgres", str(tmp_path / "data")]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        settings = json.loads(process.stdout.readline())
        names = {key: environ.Env.db_url_config(url)["NAME"] for key, url in settings.items()}
        assert names == {"DATABASE_URL": "alongside", "MONITORING_DATABASE_URL": "monitoring"}
        where = settings["DATABASE_URL"].split("host=")[1]
        with psycopg.connect(host=where, user="postgres", dbname="monitoring") as connection:
            assert connection.info.server_version // 10_000 == 18
        process.send_signal(signal.SIGTERM)  # as when a whole group of processes is told to end
        process.communicate()
    assert process.returncode == 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host=where, user="postgres", dbname="monitoring")
