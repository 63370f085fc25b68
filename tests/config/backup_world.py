"""A small house with one of everything that a restore must bring back, and a picture of it to compare.

Runs inside a house beside the tests: `house.ask("from tests.config import backup_world as w; w.build()")`.
"""

import hashlib
import json
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from alongside.config.backup import keys as backup_keys
from alongside.config.backup import notes, restoring, streams
from alongside.config.backup.trouble import CannotRestore
from alongside.foundation import actors, centre, clock, figures, outbox, record, witness
from alongside.foundation.models import Event
from alongside.gatherings import actions as gatherings
from alongside.gatherings.models import PackFormat
from alongside.people import actions as people
from alongside.people.models import Attribution, Consent, Member, Mode, Purpose
from alongside.story import actions as story
from alongside.story.models import Edition, EditionFile
from tests.monitoring.people import crowd, questions_are_here

BY = actors.SYSTEM
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4000
PLANTED = {"called": "Quillon", "email": "quillon-planted@away.example"}


def join(called: str, **more: Any) -> Member:
    more = {"reach_by": "email", "email": f"{called.lower()}@example.org", "age_guard": "adult"} | more
    return people.join(called=called, welcome=False, by=BY, **more)


def build() -> None:
    """Everything through the actions."""
    with transaction.atomic(), transaction.atomic(using="monitoring"):
        centre.set_up(
            name="Centre", short_name="C", purpose="To test.", area="england", languages=["en"], by=BY
        )
        members = [join(f"M{number}") for number in range(12)]
        people.correct(join(**PLANTED), full_name="Quillon Plantedname", by=BY)
        outbox.email(to=PLANTED["email"], subject="Dear Quillon", text="Soon.", by=BY)
        for member, how in zip(members, [Mode.PHONE, Mode.POST, Mode.IN_PERSON] * 2, strict=False):
            people.give_consent(
                member, purpose=Purpose.QUOTE, channels=["web"], attribution=Attribution.ROLE,
                attribution_text="member", wording="You may quote me.", how=how, by=BY,
            )  # fmt: skip
        taken_back = Consent.objects.first()
        assert taken_back is not None
        people.withdraw_consent(taken_back, by=BY)
        _a_session_with_a_file()
        story.add_claim(heading="Who", text="[[people.members]] of us.", strands=["movement"], by=BY)
        story.publish_edition(title="First edition", as_of=clock.today(), reason="A drill.", by=BY)
        questions_are_here()
        crowd(3)
    tell({})


def lay_tables() -> None:
    """Empty tables as `prepare` makes them, without going through every migration: that takes a minute."""
    own = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    for alias in ("default", "monitoring"):
        call_command("migrate", database=alias, run_syncdb=True, verbosity=0)
    call_command("createcachetable", verbosity=0)
    settings.MIGRATION_MODULES = own
    for alias in ("default", "monitoring"):
        recorder = MigrationRecorder(connections[alias])
        recorder.ensure_schema()
        for app, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(app, name)
        connections[alias].close()


def _a_session_with_a_file() -> None:
    starts = clock.now() + timedelta(weeks=6)
    session = gatherings.draft_session(
        gatherings.add_series(name="Sessions", by=BY), title="Care", purpose="To talk.", meeting="in_person",
        strands=["learning"], starts_at=starts, ends_at=starts + timedelta(hours=1), places_in_person=9, by=BY,
    )  # fmt: skip
    item = gatherings.add_pack_item(session, title="The plan", by=BY)
    gatherings.add_file(item, file=SimpleUploadedFile("plan.pdf", PDF), by=BY)


def leave() -> None:
    """The planted person leaves; says where their words were before, and are after."""
    before = planted()
    people.leave(Member.objects.get(email=PLANTED["email"]), by=BY)
    tell([before, planted()])


def picture() -> None:
    """What must be equal before and after."""
    tell(seen() | {"planted": planted()})


def seen() -> dict[str, Any]:
    """Figures, editions, files, consents and the record."""
    read = figures.read(figures.ids())
    return {
        "figures": {key: [str(one.words), one.value, one.base, one.status] for key, one in read.items()},
        "editions": [
            [one.slug, one.fingerprint, digest(one.content)] for one in Edition.objects.order_by("pk")
        ],
        "sealed": [
            [one.kind, one.language, one.sha256, hashlib.sha256(bytes(one.content)).hexdigest()]
            for one in EditionFile.objects.order_by("pk")
        ],
        "files": [
            [one.file.name, sha_of(one.file.name)]
            for one in PackFormat.objects.exclude(file="").order_by("pk")
        ],
        "consents": [list(map(str, row)) for row in Consent.objects.order_by("pk").values_list()],
        "members": sorted(Member.objects.values_list("called", flat=True)),
        "whole": record.is_whole() and [one.well for one in witness.record_is_whole()] == [True],
        "events": Event.objects.exclude(verb__in=AFTERCARE).count(),
    }


AFTERCARE = ("config.restored", "foundation.emails_set_aside_after_restore", "people.everybody_signed_out")


def tell(value: Any) -> None:
    """Say it to whoever asked."""
    sys.stdout.write(json.dumps(value))


def go_on() -> None:
    """Somebody joins; then a row comes and goes, and the number that it had is said: no other may get it."""
    join(f"N{Member.objects.count()}")
    passing = ContentType.objects.create(app_label="tests", model="passing")
    number = passing.pk
    passing.delete()
    tell(number)


def digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def sha_of(name: object) -> str:
    with default_storage.open(str(name)) as file:
        return hashlib.sha256(file.read()).hexdigest()


def keep_joining() -> None:
    """People join one after another until somebody ends this; each is named once their row is committed."""
    for number in range(100_000):
        join(f"W{number}")
        sys.stdout.write(f"W{number}\n")
        sys.stdout.flush()
        time.sleep(0.005)


def refusals(made: str, keys: str) -> None:
    """Everything that may be wrong with a backup, tried on a house that must stay as it is. Gives what was said."""
    before, tried = seen(), Path(made).parent.parent / "tried"
    said = {}
    for name, spoil in SPOILT.items():
        spoilt = tried / name / Path(made).name
        shutil.copytree(made, spoilt)
        files = {part: Path(keys) / f"alongside-{part}.key" for part in ("main", "monitoring")}
        files |= spoil(spoilt) or {}
        try:
            restoring.restore(spoilt, files, replace=True)
        except CannotRestore as refused:
            said[name] = str(refused)
        if seen() != before:
            said[name] = "the house was touched"
    tell(said)


def flip(path: Path, where: int) -> None:
    """Alter one bit."""
    with path.open("r+b") as file:
        file.seek(where)
        byte = file.read(1)[0]
        file.seek(where)
        file.write(bytes([byte ^ 1]))


def change_note(folder: Path, *, seal: bool = False, **changes: Any) -> None:
    note = notes.read(folder)
    (folder / notes.NAME).unlink()
    changed = replace(note, **changes)
    notes.write(changed.sealed() if seal else changed, folder)


def forge(folder: Path) -> None:
    """Alter a bit inside the encryption, and let the note agree: only decrypting can tell."""
    part = folder / notes.PARTS["main"]
    flip(part, part.stat().st_size // 2)
    note = notes.read(folder)
    parts = note.parts | {"main": note.parts["main"] | {"sha256": streams.fingerprint(part)}}
    change_note(folder, seal=True, parts=parts)


def miscount(folder: Path) -> None:
    note = notes.read(folder)
    change_note(folder, seal=True, rows=note.rows | {"people_member": 999})


def from_the_future(folder: Path) -> None:
    note = notes.read(folder)
    later = note.migrations | {"main": [*note.migrations["main"], "people.9999_from_tomorrow"]}
    change_note(folder, seal=True, migrations=later)


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 1)


def another_key(folder: Path) -> dict[str, Path]:
    backup_keys.make(folder.parent / "another")
    return {"main": folder.parent / "another" / "alongside-main.key"}


SPOILT: dict[str, Callable[[Path], dict[str, Path] | None]] = {
    "one bit of a file": lambda folder: flip(folder / notes.PARTS["files"], 5000),
    "one bit, and the note agrees": forge,
    "cut short": lambda folder: cut(folder / notes.PARTS["monitoring"]),
    "a part is missing": lambda folder: (folder / notes.PARTS["main"]).unlink(),
    "no note": lambda folder: (folder / notes.NAME).unlink(),
    "altered note": lambda folder: change_note(folder, files=0),
    "another key": another_key,
    "the main key for monitoring": lambda folder: {
        "monitoring": folder.parents[2] / "keys" / "alongside-main.key"
    },
    "rows do not add up": miscount,
    "newer than the house": from_the_future,
}


def planted() -> list[str]:
    """Tables in which anything that names the planted person is left."""
    found = []
    for alias in ("default", "monitoring"):
        for table in connections[alias].introspection.table_names():
            with connections[alias].cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                text = str(cursor.fetchall()).lower()
            if any(word.lower() in text for word in PLANTED.values()):
                found.append(table)
    return found
