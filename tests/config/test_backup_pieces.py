"""Backups in pieces: what the doctor says, streams, keys, the list of who left, and settings that are wrong."""

import io
import json
import re
import resource
import sqlite3
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from django.db import connections

from alongside.config.backup import (
    aftercare,
    checks,
    contents,
    erased,
    keys,
    making,
    notes,
    postgres,
    restoring,
    streams,
)
from alongside.config.backup.trouble import CannotBackUp, CannotRestore
from alongside.config.management.commands import restore
from alongside.foundation import clock, jobs
from alongside.foundation.actors import SYSTEM
from alongside.foundation.models import JobRun
from alongside.outreach.actions import issue_sending, issues
from alongside.outreach.models import Issue
from alongside.outreach.queries.issues import state_of
from alongside.people import actions as people
from tests import seeds
from tests.outreach.writing import issue_of

MEGABYTE = 1024 * 1024
PAIR = pyrage.x25519.Identity.generate()


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> Path:
    """A folder of backups for its owner only, with two keys."""
    settings.BACKUP_DIR = str(tmp_path / "backups")
    settings.BACKUP_KEY = str(PAIR.to_public())
    settings.BACKUP_MONITORING_KEY = str(pyrage.x25519.Identity.generate().to_public())
    folder = tmp_path / "backups"
    folder.mkdir(mode=0o700)
    return folder


def a_backup(folder: Path, at: datetime, **changes: Any) -> Path:
    """A finished backup with parts of one byte."""
    made = folder / f"{notes.PREFIX}{at:%Y%m%dT%H%M%SZ}"
    made.mkdir()
    for name in notes.PARTS.values():
        (made / name).write_bytes(b"x")
    note = notes.Note(
        name=made.name, made_at=at.isoformat(), kinds={}, rows={}, monitoring_rows="", migrations={},
        last_fingerprint="", files=0, mail=0, missing_files=0, versions={},
        parts={part: {"size": 1, "plain_size": 1, "sha256": ""} for part in notes.PARTS},
    )  # fmt: skip
    notes.write(notes.Note(**(vars(note) | changes)), made)
    return made


def said(name: str = "backup") -> tuple[bool | None, str, str]:
    found = next(one for one in checks.backups() if one.name == name)
    return found.well, found.says, found.todo


def test_doctor_finds_a_fresh_backup_well_and_an_old_one_bad(place: Path) -> None:
    now = clock.now()
    a_backup(place, now - timedelta(hours=27))
    assert said()[:2] == (False, "The newest backup is 27 hours old.")
    assert "manage.py backup" in said()[2]
    a_backup(place, now - timedelta(hours=25))
    assert said() == (True, "The newest backup is 25 hours old.", "")


def test_doctor_tells_a_house_without_backups(place: Path, settings: Any) -> None:
    assert said()[1] == f"There is no backup in {place}."
    place.rmdir()
    assert "is not there" in said()[1]
    settings.BACKUP_DIR = ""
    assert said()[:2] == (False, "ALONGSIDE_BACKUP_DIR is missing.")


def test_doctor_tells_a_part_that_is_gone(place: Path) -> None:
    made = a_backup(place, clock.now())
    (made / notes.PARTS["files"]).unlink()
    assert said()[:2] == (False, "The newest backup lacks files.tar.age, or they are cut short.")


def test_doctor_tells_one_disk_and_open_folders_and_lost_files(place: Path, settings: Any) -> None:
    settings.DATA_DIR = place.parent
    a_backup(place, clock.now(), missing_files=2)
    assert said("backup-disk")[0] is False
    assert said("backup-folder")[0] is True
    place.chmod(0o750)
    assert said("backup-folder") == (
        False,
        f"Others on this machine may enter {place}.",
        f"chmod 700 {place}",
    )
    assert said("backup-files")[0] is False


def test_doctor_wants_a_drill_every_ninety_days(place: Path) -> None:
    a_backup(place, clock.now())
    assert said("backup-drill")[:2] == (False, "Nobody has practised a restore yet.")
    for days, well in ((91, False), (89, True)):
        (place / "drills.json").write_text(
            json.dumps({"at": (clock.now() - timedelta(days=days)).isoformat()})
        )
        assert said("backup-drill")[:2] == (well, f"A restore was practised {days} days ago.")


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        ("BACKUP_KEY", "", "ALONGSIDE_BACKUP_KEY is missing, so nothing can be encrypted."),
        ("BACKUP_KEY", "age1nonsense", "ALONGSIDE_BACKUP_KEY is no public key of age."),
        ("BACKUP_MONITORING_KEY", str(PAIR), "ALONGSIDE_BACKUP_MONITORING_KEY is no public key of age."),
        ("BACKUP_MONITORING_KEY", str(PAIR.to_public()), "are the same. Whoever opens the main part"),
        ("BACKUP_DIR", "", "ALONGSIDE_BACKUP_DIR is missing."),
        ("BACKUP_DIR", "/nowhere/at/all", "The folder of backups /nowhere/at/all is not there."),
    ],
    ids=[
        "no key",
        "no public key",
        "a secret key",
        "one key for both",
        "no folder",
        "a folder that is not there",
    ],
)
def test_wrong_setting_is_named_with_what_to_do(
    place: Path, settings: Any, setting: str, value: str, sentence: str
) -> None:
    setattr(settings, setting, value)
    with pytest.raises(CannotBackUp, match=r"Make|Add|make") as refused:
        making.make(keep=14)
    assert sentence in str(refused.value)
    assert list(place.iterdir()) == []


def test_keeping_none_and_a_second_backup_at_once_are_refused(place: Path) -> None:
    with pytest.raises(CannotBackUp, match="At least one"):
        making.make(keep=0)
    with making._alone(place), pytest.raises(CannotBackUp, match="Another backup is being made"):
        making.make(keep=14)


def test_full_disk_is_told_before_anything_is_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "SPARE", 2**60)
    with pytest.raises(CannotBackUp, match=r"is full: .* MB are needed, and only .* MB are free. Make room"):
        making._refuse_a_full_disk(place, [])


def test_keys_are_never_written_over_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    public = keys.make(tmp_path / "keys")
    for part, shown in public.items():
        path = tmp_path / "keys" / f"alongside-{part}.key"
        assert path.stat().st_mode & 0o777 == 0o600
        assert str(keys.identity(path).to_public()) == shown
    with pytest.raises(CannotBackUp, match="There is a key in"):
        keys.make(tmp_path / "keys")
    with pytest.raises(CannotRestore, match="cannot be read"):
        keys.identity(tmp_path / "nothing")
    (tmp_path / "other").write_text("no key\n")
    with pytest.raises(CannotRestore, match="holds no secret key of age"):
        keys.identity(tmp_path / "other")


def test_place_where_no_key_can_be_kept_is_named(tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("no folder")
    with pytest.raises(CannotBackUp, match=r"No key can be kept in .*stick"):
        keys.make(tmp_path / "stick" / "keys")


@pytest.mark.django_db
@pytest.mark.skipif(not seeds.on_postgres(), reason="only PostgreSQL is copied by programs of its own")
def test_program_of_an_older_server_is_told_only_what_the_settings_name() -> None:
    """Our own library adds settings such as sslcertmode, which pg_dump before 16 refuses."""
    command, _env = postgres._command("pg_dump", "default", connections["default"])
    told = set(re.findall(r"(\w+)='", command[1]))
    assert told <= {
        "host",
        "port",
        "user",
        "dbname",
        "sslmode",
        "connect_timeout",
        "client_encoding",
        "options",
    }
    assert "dbname" in told


def test_newest_backups_are_kept_and_older_ones_go(place: Path) -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    made = [a_backup(place, first + timedelta(days=day)) for day in range(5)]
    (place / "somebody-elses").mkdir()
    assert notes.let_go(place, 2) == made[:3]
    assert sorted(path.name for path in place.iterdir()) == [made[3].name, made[4].name, "somebody-elses"]


def test_stream_comes_back_as_it_was_and_memory_stays_flat(tmp_path: Path) -> None:
    piece, count = bytes(range(256)) * 4096, 120
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pieces = streams.zipped((piece for _n in range(count)), padded_to=MEGABYTE)
    written = streams.encrypt(pieces, tmp_path / "sealed", PAIR.to_public())
    streams.decrypt(tmp_path / "sealed", tmp_path / "plain", PAIR, compressed=True)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert (tmp_path / "plain").stat().st_size == len(piece) * count
    assert written.plain_size % MEGABYTE == 0
    assert written.sha256 == streams.fingerprint(tmp_path / "sealed")
    assert grown < 40, f"memory grew by {grown:.0f} MB for {len(piece) * count // MEGABYTE} MB"


def test_what_goes_wrong_with_a_source_stops_the_backup_and_says_why(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"a"
        raise sqlite3.OperationalError("the disk is gone")

    with pytest.raises(sqlite3.OperationalError, match="the disk is gone"):
        streams.encrypt(broken(), tmp_path / "sealed", PAIR.to_public())


def test_archive_that_grows_while_it_is_read_is_refused() -> None:
    with pytest.raises(OSError, match="changed while it was read"):
        list(streams.member("files/a", 3, [b"four"]))


def test_archive_holds_settings_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_TIME_ZONE", "Europe/London")
    made = io.BytesIO(b"".join(contents.archive([], contents.Packed())))
    with tarfile.open(fileobj=made) as archive:
        file = archive.extractfile(contents.SETTINGS)
        assert file is not None
        text = file.read().decode()
    assert "ALONGSIDE_TIME_ZONE=Europe/London" in text
    assert "ALONGSIDE_SECRET_KEY=(kept apart)" in text
    assert "tests-only" not in text


def test_list_of_who_left_names_nobody_and_survives_a_line_cut_short(place: Path) -> None:
    at = datetime(2026, 2, 3, tzinfo=UTC)
    assert erased.add(place, [("K7FD-3MXA", at)]) == 1
    (place / erased.NAME).open("a").write("2026-02-03T1")
    assert erased.add(place, [("K7FD-3MXA", at), ("PRTU-22AB", at)]) == 1
    assert erased.listed(place) == {erased.code("K7FD-3MXA"): at, erased.code("PRTU-22AB"): at}
    assert "K7FD" not in (place / erased.NAME).read_text()


def test_worker_writes_down_who_left_where_the_web_process_may_not_write(
    place: Path, settings: Any, db: None
) -> None:
    (place / "left").mkdir(mode=0o700)
    a_backup(place, clock.now())
    settings.BACKUP_DIR = ""  # out of reach for the web process
    gone = people.join(
        called="Gone", reach_by="post", address="1 Street", age_guard="adult", welcome=False, by=SYSTEM
    )
    people.leave(gone, by=SYSTEM)
    settings.BACKUP_DIR = str(place)
    assert said("backup-left")[0] is False
    assert f"mkdir -m 700 {place}/left" in said("backup-left")[2]
    for _minute in range(2):
        making.note_who_left_lately()
    assert list(erased.listed(place)) == [erased.code(gone.reference)]
    assert sorted(path.name for path in (place / "left").iterdir()) == ["erased.txt", "until.txt"]
    assert said("backup-left")[0] is True
    assert jobs._jobs["config.who_left"].work is making.note_who_left_lately


def test_a_worker_without_the_folder_of_backups_leaves_the_list_to_the_one_that_has_it(
    place: Path, settings: Any, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "left").mkdir(mode=0o700)
    job = jobs._jobs["config.who_left"]
    monkeypatch.setattr(jobs, "_jobs", {job.name: job})
    JobRun.objects.create(name=job.name, due_at=clock.now() - timedelta(seconds=1))
    settings.BACKUP_DIR = "/nowhere/at/all"
    assert jobs.tick() == []
    settings.BACKUP_DIR = str(place)
    assert jobs.tick() == [job.name]
    assert erased.complete_until(place) is not None


def test_list_made_with_a_key_that_was_lost_promises_nothing_about_who_left(
    place: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    note = notes.read(a_backup(place, clock.now())).sealed()
    erased.is_complete(place, clock.now())
    assert restoring.known_until(note, place) is not None
    settings.SECRET_KEY = "another key, for the old one is lost for good"
    assert restoring.known_until(note, place) is None
    restored = notes.Note(**(vars(note) | {"rows": {"people_member": 1}}))
    restore.Command()._tell(restoring.Done(restored, [], 0, [], 0, 0, restoring.known_until(note, place)))
    said = capsys.readouterr().out
    assert "stays erased" not in said
    assert "Nobody can tell who left since this backup was made" in said


def test_leaving_never_fails_because_the_folder_is_away(place: Path, settings: Any) -> None:
    erased.note_leaving("K7FD-3MXA")
    assert list(erased.listed(place)) == [erased.code("K7FD-3MXA")]
    settings.BACKUP_DIR = "/nowhere/at/all"
    erased.note_leaving("PRTU-22AB")
    settings.BACKUP_DIR = ""
    erased.note_leaving("PRTU-22AB")


@pytest.mark.django_db(databases=["default", "monitoring"])
def test_newsletter_that_was_due_is_not_sent_again_after_a_restore(place: Path, settings: Any) -> None:
    settings.DATA_DIR = place.parent
    now = clock.now()
    ours, later = issue_of("en"), issue_of("en")
    for issue, at in ((ours, now + timedelta(minutes=1)), (later, now + timedelta(days=2))):
        issues.approve_issue(issue, by=SYSTEM, alone_because="nobody else is here")
        issues.schedule_issue(issue, send_at=at, send_before=None, by=SYSTEM)
    note = notes.read(a_backup(place, now))
    with clock.at(now + timedelta(hours=1)):
        aftercare.look_after(note, {})
        assert issue_sending.send_due(by=SYSTEM) == 0
    assert [state_of(Issue.objects.get(pk=one.pk)) for one in (ours, later)] == ["approved", "scheduled"]
