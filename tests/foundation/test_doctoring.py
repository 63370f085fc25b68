"""What the doctor says: each check is seen to be well and to be bad, with real files, databases and rows."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler
from django.utils import timezone

from alongside.config import environment
from alongside.foundation import clock, doctoring, jobs
from alongside.foundation.doctoring import Finding, configured, machine, stores, work
from alongside.foundation.management.commands import doctor
from alongside.foundation.models import Heartbeat, JobRun, Message
from tests import seeds

pytestmark = pytest.mark.django_db


def seen(found: Iterable[Finding]) -> dict[str, bool | None]:
    """The name of each finding, and how it went; every bad one says what to do."""
    kept = list(found)
    assert [one.name for one in kept if one.well is False and not one.todo] == []
    return {one.name: one.well for one in kept}


@pytest.fixture
def real(settings: Any, tmp_path: Path) -> Any:
    """Settings of a house that is fit: each test spoils one thing."""
    settings.BEHIND_TLS = settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://centre.example", ["centre.example"]
    settings.MONITORING_KEY = Fernet.generate_key().decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir(mode=0o700)
    return settings


@pytest.mark.parametrize(
    ("host", "sslmode", "well"),
    [
        ("/run/postgresql", "prefer", True), ("localhost", "prefer", True), ("127.0.0.1", "prefer", True),
        ("::1", "prefer", True), ("postgres", "prefer", True), ("main.database.internal", "prefer", False),
        ("main.database.internal", "require", False), ("10.0.0.7", "disable", False), ("fd00::7", "require", False),
        ("main.database.internal", "verify-full", True), ("main.database.internal", "verify-ca", True),
    ],
)  # fmt: skip
def test_a_line_to_a_database_elsewhere_is_proven(host: str, sslmode: str, well: bool) -> None:
    found = stores.line("default", host, sslmode)
    assert found.well is well
    assert ("sslmode=verify-full" in found.todo) is not well


def test_the_line_to_each_database_is_looked_at() -> None:
    found = list(stores.lines())
    assert len(found) == (2 if connection.vendor == "postgresql" else 0)
    assert all(one.well for one in found), "the databases of the tests are on this machine"


def test_the_framework_is_asked(real: Any) -> None:
    """That it finds nothing in a fit house is what `./run check deployment` holds; here, other tests plant things."""
    before = {one.says for one in configured.framework()}
    real.SECURE_HSTS_SECONDS = 0
    (found,) = [one for one in configured.framework() if one.says not in before]
    assert found.well is False
    assert "SECURE_HSTS_SECONDS" in found.says
    assert found.todo == "ALONGSIDE_BEHIND_TLS=true does this: see “tls” below."


def test_errors_show_nothing_of_the_inside(real: Any) -> None:
    assert seen(configured.debugging()) == {"debug": True}
    real.DEBUG = True
    assert seen(configured.debugging()) == {"debug": False}


@pytest.mark.parametrize("spoilt", ["short", configured.WELL_KNOWN, "of the other"])
def test_keys_are_strong_and_each_for_itself(real: Any, spoilt: str) -> None:
    assert seen(configured.keys()) == {"keys": True}
    if spoilt == "of the other":
        real.SECRET_KEY = real.MONITORING_KEY + real.MONITORING_KEY
    else:
        real.MONITORING_KEY = spoilt
    assert seen(configured.keys()) == {"keys": False}


@pytest.mark.parametrize(
    ("address", "hosts", "found"),
    [
        ("https://centre.example", ["centre.example"], {"address": True, "hosts": True}),
        ("https://news.centre.example", [".centre.example"], {"address": True, "hosts": True}),
        ("http://centre.example", ["centre.example"], {"address": False, "hosts": True}),
        ("https://centre.example", ["*"], {"address": True, "hosts": False}),
        ("https://centre.example", ["other.example"], {"address": True, "hosts": False}),
    ],
)
def test_the_house_answers_to_its_own_name_over_https(
    real: Any, address: str, hosts: list[str], found: dict[str, bool]
) -> None:
    real.SITE_URL, real.ALLOWED_HOSTS = address, hosts
    assert seen(configured.names()) == found


def test_tls_and_mail_are_looked_at(real: Any) -> None:
    assert seen([*configured.tls(), *configured.mail()]) == {"tls": True, "mail": True}
    real.BEHIND_TLS = False
    real.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert seen([*configured.tls(), *configured.mail()]) == {"tls": False, "mail": False}


def test_the_look_is_built(real: Any, tmp_path: Path) -> None:
    real.STATIC_ROOT, real.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    assert seen(configured.looks()) == {"look": False}
    (tmp_path / "staticfiles.json").write_text('{"paths": {"assets/a.css": "assets/a.1.css"}}')
    assert seen(configured.looks()) == {"look": True}
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "django.po").write_text("")
    assert seen(configured.looks()) == {"look": False}


def test_old_sqlite_is_told_and_newer_is_not(settings: Any) -> None:
    on_sqlite = connection.vendor == "sqlite"
    assert seen(stores.engine((3, 51, 2))) == {"engine": not on_sqlite}
    assert seen(stores.engine((3, 51, 3))) == {"engine": True}


@pytest.fixture
def brought_up(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A real database of its own, on which every migration is written down as done."""
    made = ConnectionHandler({"default": environment.sqlite(tmp_path / "own.sqlite3")})["default"]
    recorder = MigrationRecorder(made)
    recorder.ensure_schema()
    for app, name in MigrationLoader(None).disk_migrations:
        recorder.record_applied(app, name)
    yield made
    made.close()


def test_a_database_has_todays_tables(brought_up: BaseDatabaseWrapper) -> None:
    assert stores.shape(brought_up).well is True


def test_a_missing_migration_is_told(brought_up: BaseDatabaseWrapper) -> None:
    last = max(name for app, name in MigrationLoader(None).disk_migrations if app == "foundation")
    MigrationRecorder(brought_up).record_unapplied("foundation", last)
    found = stores.shape(brought_up)
    assert (found.well, found.todo) == (False, stores.BRING_UP)
    assert f"Migrations are missing: 1, first foundation.{last}" in found.says


def test_a_database_of_a_newer_version_is_told(brought_up: BaseDatabaseWrapper) -> None:
    MigrationRecorder(brought_up).record_applied("foundation", "9999_of_tomorrow")
    assert stores.shape(brought_up).well is False


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gone = ConnectionHandler({"default": environment.sqlite(tmp_path / "no such folder" / "own.sqlite3")})
    monkeypatch.setattr(stores, "connections", gone)
    assert seen(stores.databases()) == {"database-default": False}


def test_a_file_can_be_kept(tmp_path: Path) -> None:
    assert seen(stores.files(FileSystemStorage(tmp_path))) == {"files": True}
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [], "and nothing of it stays"
    (tmp_path / "a file").write_text("no folder")
    assert seen(stores.files(FileSystemStorage(tmp_path / "a file"))) == {"files": False}


def test_a_full_disk_is_told(real: Any) -> None:
    assert seen(machine.disk(least=1)) == {"disk": True}
    assert seen(machine.disk(least=2**60)) == {"disk": False}


def test_open_files_are_told(real: Any, tmp_path: Path) -> None:
    keys, pem = real.DATA_DIR / "keys.env", tmp_path / "dkim.pem"
    real.DKIM_KEY_FILE = str(pem)
    for path in (keys, pem):
        path.write_text("secret")
        path.chmod(0o600)
    named = ("data-folder", "key-file", "signing-key")
    found = seen(machine.permissions())
    assert [found[name] for name in named] == [True] * 3
    real.DATA_DIR.chmod(0o755)
    keys.chmod(0o644)
    pem.chmod(0o644)
    found = seen(machine.permissions())
    assert [found[name] for name in named] == [False] * 3
    pem.unlink()
    assert seen(machine.permissions())["signing-key"] is False


def test_clocks_that_disagree_are_told() -> None:
    assert set(seen(machine.clocks()).values()) == {True}
    Heartbeat.objects.create(name="worker", at=timezone.now() + timedelta(minutes=3))
    assert seen(machine.clocks())["clock-worker"] is False


@pytest.mark.skipif(not seeds.on_postgres(), reason="on SQLite there is one clock")
def test_the_clock_of_the_database_is_read() -> None:
    assert seen(machine.clocks(timezone.now() - timedelta(minutes=3)))["clock"] is False


def test_a_worker_that_stopped_is_told() -> None:
    assert seen(work.worker()) == {"worker": False}
    jobs.beat("worker")
    assert seen(work.worker()) == {"worker": True}


def test_jobs_that_fail_or_wait_are_told() -> None:
    assert seen(work.recurring()) == {"jobs": True}
    JobRun.objects.create(name="fell", due_at=clock.now() + timedelta(days=1), problem="no such folder")
    JobRun.objects.create(name="late", due_at=clock.now() - timedelta(days=1))
    assert seen(work.recurring()) == {"job-fell": False, "job-late": False}


def test_emails_that_wait_for_long_are_told() -> None:
    message = Message.objects.create(to="asha@example.org", subject="Welcome", text="Hello")
    assert seen(work.outbox()) == {"outbox": True}
    Message.objects.filter(pk=message.pk).update(not_before=clock.now() - timedelta(hours=2))
    assert seen(work.outbox()) == {"outbox": False}


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the doctor make these checks and no other."""

    def register(*checks: doctoring.Check) -> None:
        monkeypatch.setattr(doctoring, "_checks", [])
        for check in checks:
            doctoring.register(check)

    return register


def well() -> Iterator[Finding]:
    yield Finding("roof", True, "The roof holds.")


def unknown() -> Iterator[Finding]:
    yield Finding("dns", None, "Nobody could be asked.", "Publish this.")


def falls() -> Iterator[Finding]:
    yield from well()
    raise ValueError("the ladder slipped")


def test_the_doctor_ends_well_when_nothing_is_bad(only: Any, capsys: pytest.CaptureFixture[str]) -> None:
    only(well, unknown, well)
    call_command("doctor")
    said = capsys.readouterr().out
    assert "well  roof" in said
    assert "?     dns" in said
    assert "→ Publish this." in said
    assert "2 things looked at, none bad." in said


def test_in_a_terminal_words_stay_beside_the_name_and_what_to_do_can_be_copied() -> None:
    one = Finding("settings", False, "It is " + "not " * 30 + "well.", "Write this: " + "x" * 90)
    *said, todo = doctor.lines(one, 80)
    assert len(said) > 1
    assert said[0].startswith("BAD   settings               It is not")
    assert all(line.startswith(" " * 29 + "not") for line in said[1:])
    assert max(map(len, said)) <= 80
    assert todo == " " * 29 + f"→ {one.todo}"
    assert list(doctor.lines(one)) == [f"BAD   settings               {one.says}", todo]


def test_a_check_that_falls_is_bad_and_keeps_no_other_back(only: Any) -> None:
    only(falls, unknown)
    assert [(one.name, one.well) for one in doctoring.examine()] == [
        ("roof", True), ("falls", False), ("dns", None),
    ]  # fmt: skip


def test_programs_read_the_findings_and_the_end(only: Any, capsys: pytest.CaptureFixture[str]) -> None:
    only(falls)
    with pytest.raises(SystemExit) as end:
        call_command("doctor", "--json")
    assert end.value.code == 1
    assert [row["well"] for row in json.loads(capsys.readouterr().out)] == [True, False]


def test_what_is_known_may_be_left_out(only: Any) -> None:
    only(falls)
    call_command("doctor", "--leave-out", "falls")


def test_every_database_of_the_house_is_looked_at() -> None:
    assert {f"database-{alias}" for alias in connections} == set(seen(stores.databases()))
