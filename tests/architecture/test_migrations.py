"""A new version begins while the one before still runs: no migration takes away what that one needs (ADR 0017)."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations import AddIndex, Migration, operations
from django.db.migrations.state import ProjectState

from alongside.foundation import migrating
from alongside.foundation.models import OnceKey
from tests.architecture import migrations
from tests.architecture.sources import rooms

# How many migrations of each room are older than the rule.
BEFORE = {
    "conversations": 3, "desk": 1, "documents": 1, "foundation": 4, "funding": 8, "gatherings": 1, "learning": 3,
    "monitoring": 1, "opportunities": 2, "outreach": 6, "payments": 1, "people": 4, "projects": 6, "story": 5,
}  # fmt: skip


def fill(apps: Any, editor: Any) -> None:
    for some in migrating.in_batches(apps.get_model("people", "Member").objects.all()):
        some.update(words="")


def fill_at_once(apps: Any, editor: Any) -> None:
    apps.get_model("people", "Member").objects.update(words="")


WORDS = models.CharField(max_length=40)
LARGE = [
    operations.CreateModel("Large", [("id", models.BigAutoField(primary_key=True)), ("words", WORDS)]),
    operations.AddField("large", "note", models.TextField(null=True)),
]
INDEX = models.Index(fields=["words"], name="by_words")
CHECK = models.CheckConstraint(condition=models.Q(words__gt=""), name="some_words")
REFUSED: dict[str, operations.base.Operation] = {
    "a column taken away": operations.RemoveField("large", "words"),
    "a table taken away": operations.DeleteModel("Large"),
    "a column renamed": operations.RenameField("large", "words", "text"),
    "a table renamed": operations.RenameModel("Large", "Small"),
    "a table named anew": operations.AlterModelTable("large", "big"),
    "a column nobody fills": operations.AddField(
        "large", "kind", models.CharField(max_length=9, default="a")
    ),
    "shorter texts": operations.AlterField("large", "words", models.CharField(max_length=20)),
    "another type": operations.AlterField("large", "words", models.IntegerField()),
    "no more gaps": operations.AlterField("large", "note", models.TextField()),
    "one of each": operations.AlterField("large", "words", models.CharField(max_length=40, unique=True)),
    "an index that locks": operations.AddIndex("large", INDEX),
    "a rule for rows": operations.AddConstraint("large", CHECK),
    "two together": operations.AlterUniqueTogether("large", {("words", "note")}),
    "no way back": operations.RunPython(fill),
    "all rows at once": operations.RunPython(fill_at_once, migrating.nothing),
    "words to the database": operations.RunSQL("DROP TABLE people_large", "SELECT 1"),
    "hidden in another": operations.SeparateDatabaseAndState([operations.RemoveField("large", "words")]),
}
ALLOWED: dict[str, operations.base.Operation] = {
    "a new table": operations.CreateModel("New", [("id", models.BigAutoField(primary_key=True))]),
    "a column that may be empty": operations.AddField("large", "more", models.TextField(null=True)),
    "a column that fills itself": operations.AddField("large", "many", models.IntegerField(db_default=0)),
    "longer texts": operations.AlterField("large", "words", models.CharField(max_length=80)),
    "gaps": operations.AlterField("large", "words", models.CharField(max_length=40, null=True)),
    "a rule less": operations.RemoveConstraint("large", "some_words"),
    "rows in batches": operations.RunPython(fill, migrating.nothing),
    "forgotten by the code alone": operations.SeparateDatabaseAndState(
        state_operations=[operations.RemoveField("large", "words")]
    ),
}


def migration(*given: operations.base.Operation, **said: Any) -> list[Migration]:
    """A second migration of a room, after one that made a large table."""
    first = type("Migration", (Migration,), {"operations": LARGE})("0001_first", "people")
    return [first, type("Migration", (Migration,), {"operations": given, **said})("0002_next", "people")]


@pytest.mark.parametrize("room", rooms())
def test_no_migration_breaks_the_version_before(room: str) -> None:
    assert list(migrations.refusals(migrations.all_of(room), before=BEFORE.get(room, 0))) == []


def test_migrations_are_really_read() -> None:
    found = {room: len(migrations.all_of(room)) for room in BEFORE}
    assert {room: min(many, BEFORE[room]) for room, many in found.items()} == BEFORE


@pytest.mark.parametrize("what", REFUSED)
def test_planted_fault_is_refused(what: str) -> None:
    assert len(list(migrations.refusals(migration(REFUSED[what]), before=1))) == 1
    assert list(migrations.refusals(migration(REFUSED[what]), before=2)) == [], "older than the rule"


@pytest.mark.parametrize("what", ALLOWED)
def test_what_the_version_before_does_not_notice_is_allowed(what: str) -> None:
    assert list(migrations.refusals(migration(ALLOWED[what]), before=1)) == []


def test_a_table_of_its_own_may_be_shaped_at_will() -> None:
    own = operations.CreateModel("Own", [("id", models.BigAutoField(primary_key=True)), ("words", WORDS)])
    shaped = migration(own, operations.AddIndex("own", INDEX), operations.AddConstraint("own", CHECK))
    assert list(migrations.refusals(shaped, before=1)) == []


def test_an_index_beside_the_work_needs_a_migration_that_is_not_atomic() -> None:
    beside = migrating.AddIndexBeside("large", INDEX)
    assert len(list(migrations.refusals(migration(beside), before=1))) == 1
    assert list(migrations.refusals(migration(beside, atomic=False), before=1)) == []


def test_the_way_out_is_a_reason_and_not_a_word() -> None:
    gone = operations.RemoveField("large", "words")
    assert len(list(migrations.refusals(migration(gone, two_steps="because"), before=1))) == 1
    reason = "0.2 was the last version that read words"
    assert list(migrations.refusals(migration(gone, two_steps=reason), before=1)) == []


@pytest.mark.django_db(transaction=True)
def test_an_index_is_added_beside_the_work() -> None:
    """On the real database: the index is there afterwards, and is the one that was asked for."""
    index = models.Index(fields=["used_at"], name="once_by_time_planted")
    state = ProjectState.from_apps(apps)
    new = state.clone()
    operation: AddIndex = migrating.AddIndexBeside("oncekey", index)
    operation.state_forwards("foundation", new)
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("foundation", editor, state, new)
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, OnceKey._meta.db_table)
    assert found["once_by_time_planted"]["columns"] == ["used_at"]
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("foundation", editor, new, state)


@pytest.mark.django_db
def test_batches_leave_no_row_out() -> None:
    made = OnceKey.objects.bulk_create(OnceKey(key=f"{n:032x}", led_to="old") for n in range(25))
    old = OnceKey.objects.filter(led_to="old")
    assert [some.update(led_to="new") for some in migrating.in_batches(old, size=10)] == [10, 10, 5]
    assert OnceKey.objects.filter(led_to="new").count() == len(made)
