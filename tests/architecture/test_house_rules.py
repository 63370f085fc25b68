"""What `house.md` asks is run, and each rule is shown to catch a planted fault."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test.utils import isolate_apps
from django.urls import path as url

from alongside.foundation.privacy import public
from tests.architecture import checks
from tests.architecture.floors import contract_floors, floor_of, planned_rooms
from tests.architecture.sources import HOUSE, rooms

ROOT = HOUSE.parent


def our_tables() -> list[type[models.Model]]:
    return [table for table in apps.get_models() if table.__module__.startswith("alongside.")]


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """A house of two rooms, to plant faults in."""
    house = tmp_path / "alongside"
    for room in ("upper", "lower"):
        (house / room).mkdir(parents=True)
        (house / room / "__init__.py").write_text("")
    return house


def test_floor_plan_in_the_map_is_the_contract() -> None:
    written = (ROOT / "ARCHITECTURE.md").read_text().partition("```\n")[2].partition("```")[0]
    named = [line.partition("  ")[0].split(" | ") for line in written.strip().splitlines()]
    assert named == contract_floors()


def test_every_room_is_on_the_floor_plan() -> None:
    assert set(rooms()) <= planned_rooms()


def test_every_room_opens_with_what_it_is_for() -> None:
    silent = [room for room in rooms() if len((HOUSE / room / "__init__.py").read_text().split()) < 12]
    assert silent == []


def test_between_rooms_only_open_pieces_are_imported() -> None:
    assert list(checks.passages()) == []


def test_a_view_imported_by_another_room_is_caught(small_house: Path) -> None:
    (small_house / "upper" / "views.py").write_text(
        "from alongside.lower.views import home\nfrom alongside.lower import forms\n"
        "from alongside.lower import queries\nfrom alongside.foundation import clock\n"
    )
    assert list(checks.passages(small_house)) == [
        "upper/views.py:1 imports alongside.lower.views.home",
        "upper/views.py:2 imports alongside.lower.forms",
    ]


def test_rows_are_written_only_in_actions_and_models() -> None:
    assert list(checks.writes()) == []


def test_a_view_that_writes_rows_is_caught(small_house: Path) -> None:
    (small_house / "upper" / "views.py").write_text(
        "member.save()\nMember.objects.filter(pk=1).update(called='x')\nrows.filter(a=1).delete()\n"
        "rows.update(a=1)\nmember.brings.create(kind='carer')\n"
        "settings.update(a=1)\nrequest.session.save()\n"
    )
    (small_house / "upper" / "actions.py").write_text("member.save()\n")
    assert [found.partition(" ")[0] for found in checks.writes(small_house)] == [
        "upper/views.py:1", "upper/views.py:2", "upper/views.py:3", "upper/views.py:4",
        "upper/views.py:5",
    ]  # fmt: skip


def test_foreign_keys_obey_the_floors() -> None:
    assert list(checks.foreign_keys(floor_of(), our_tables())) == []


@isolate_apps("alongside.foundation", "alongside.people", "alongside.story")
def test_a_foreign_key_upstairs_is_caught() -> None:
    class Chapter(models.Model):
        class Meta:
            app_label = "story"

    class Reader(models.Model):
        favourite = models.ForeignKey(Chapter, on_delete=models.CASCADE)

        class Meta:
            app_label = "people"

    assert list(checks.foreign_keys(floor_of(), [Reader])) == ["people.Reader.favourite points up to story"]


def test_every_field_says_what_it_holds_and_what_erasure_does() -> None:
    assert list(checks.undeclared_fields(our_tables())) == []


@isolate_apps("alongside.people")
def test_a_field_without_a_declaration_is_caught() -> None:
    class Diary(models.Model):
        page = models.TextField()
        privacy = {"id": public(), "cover": public()}

        class Meta:
            app_label = "people"

    assert list(checks.undeclared_fields([Diary])) == [
        "people.Diary.page is not declared",
        "people.Diary.cover is declared but not there",
    ]


def test_every_view_says_who_may_enter() -> None:
    assert list(checks.doorless(checks.all_patterns())) == []


def test_a_view_without_a_door_is_caught() -> None:
    def secret(request: HttpRequest) -> HttpResponse:
        return HttpResponse("everything")

    secret.__module__ = "alongside.story.views"
    assert list(checks.doorless([("secret/", url("secret/", secret))])) == ["secret/"]


def test_a_name_leads_to_one_address() -> None:
    assert list(checks.shared_names(checks.named_patterns())) == []


def test_a_name_for_two_addresses_is_caught() -> None:
    def first(request: HttpRequest) -> HttpResponse:
        return HttpResponse("one")

    def second(request: HttpRequest) -> HttpResponse:
        return HttpResponse("two")

    form, step = url("a/", first, name="a"), url("a/<slug:step>/", first, name="a")
    assert list(checks.shared_names([("story:a", form), ("story:a", step)])) == []
    other = url("b/", second, name="a")
    assert list(checks.shared_names([("story:a", form), ("story:a", other)])) == ["story:a"]
    assert list(checks.shared_names([("story:a", form), ("desk:a", other)])) == []


BARE = re.compile(r"# (type: ignore|noqa)(\[[a-z, -]*\]|: ?[A-Z0-9, ]+)?\s*$", re.MULTILINE)


def test_every_exception_from_a_check_says_why_it_stands() -> None:
    files = [*HOUSE.rglob("*.py"), *(HOUSE.parent / "tools").rglob("*.py")]
    assert [str(file) for file in files if BARE.search(file.read_text())] == []
    assert BARE.search("x = y  # type: ignore[misc]\n")
    assert not BARE.search("x = y  # type: ignore[misc]  # it ships no types\n")


def test_imports_obey_the_contracts() -> None:
    """Floors, furniture, pure methods, the private store: import-linter on the real house."""
    result = _lint(ROOT)
    assert result.returncode == 0, result.stdout


PLANTED = {
    "an import upstairs": ("people/planted.py", "from alongside.story import models\n", "Floors"),
    "a room that knows its sibling": (
        "people/planted.py",
        "from alongside.monitoring import actions\n",
        "Floors",
    ),
    "mathematics that knows Django": ("methods/planted.py", "import django\n", "pure"),
    "a look into the private store": (
        "desk/planted.py",
        "from alongside.monitoring import models\n",
        "private",
    ),
    "a query that calls a view": ("desk/rules.py", "from alongside.desk import views\n", "Furniture"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_import_is_caught(fault: str, tmp_path: Path) -> None:
    where, text, contract = PLANTED[fault]
    copy = _copy_of_the_house(tmp_path)
    (copy / "alongside" / where).write_text(text)
    result = _lint(copy)
    assert result.returncode != 0
    broken = [line for line in result.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract.lower() in line.lower() for line in broken), result.stdout


def _lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    wide = {**os.environ, "COLUMNS": "300"}
    return subprocess.run(
        command, cwd=folder, env=wide, capture_output=True, text=True, check=False, timeout=120
    )


def _copy_of_the_house(folder: Path) -> Path:
    for source in [ROOT / "pyproject.toml", *HOUSE.rglob("*.py")]:
        target = folder / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text())
    return folder
