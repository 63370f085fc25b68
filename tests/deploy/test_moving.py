"""A house moves from SQLite to PostgreSQL and back, as the guide says, and is the same house each time."""

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import seeds
from tests.deploy import guides
from tests.deploy.guides import ROOT, Host

GUIDE = ROOT / "docs/guides/moving-to-postgresql.md"
WORLD = "from tests.config import backup_world as w; "
TABLES = WORLD + "w.lay_tables(); w.tell(None)"
BEGIN = WORLD + "w.build(); w.go_on(); w.picture()"
GO_ON = WORLD + "w.picture(); w.go_on(); w.picture()"
SAME = ("figures", "editions", "sealed", "files", "consents", "members", "events", "planted")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not seeds.on_postgres(), reason="needs a server of PostgreSQL beside the files of SQLite"
    ),
]


def test_the_guide_moves_a_house_there_and_back(tmp_path: Path, django_db_setup: None) -> None:
    host = Host(tmp_path / "host")
    on_files(host)
    addresses = list(seeds.make_databases("moved").values())
    try:
        _built, number, before = ask(host, BEGIN)
        assert [what for what in (*SAME, "whole") if not before[what]] == []
        for command in (one for one in guides.commands(GUIDE.read_text()) if "move_database" in one):
            for address in addresses:
                command = re.sub(r"'postgres://[^']*/run/postgresql'", f"'{address}'", command, count=1)
            host.do(command)
            lines = re.findall(r"^\w*DATABASE_URL=.*$", host.said[command], re.MULTILINE)
            assert len(lines) == 2
            write(host, *(with_password(*both) for both in zip(lines, addresses, strict=True)))
            moved, next_number, afterwards = ask(host, GO_ON)
            assert {what: moved[what] for what in SAME} == {what: before[what] for what in SAME}
            assert (moved["whole"], afterwards["whole"]) == (True, True)
            assert afterwards["events"] > moved["events"], "and the next row could be written"
            assert next_number == number + 1, "no number is given twice"
            before, number = afterwards, next_number
    finally:
        seeds.drop_databases("moved")


def with_password(line: str, address: str) -> str:
    """A line as whoever follows the guide completes it."""
    return line.replace(":PASSWORD@", f":{urlsplit(address).password}@")


def on_files(host: Host) -> None:
    """A house on SQLite that is empty yet, and two more such files for the way back."""
    host.do("sudo sh -c 'umask 077; deploy/settings centre.example > /etc/alongside/alongside.env'")
    data = host.at("/var/lib/alongside")
    write(host, f'ALONGSIDE_DATA_DIR="{data}"', 'ALONGSIDE_BEHIND_TLS="false"')
    ask(host, TABLES)
    shutil.copy(data / "alongside.sqlite3", data / "back.sqlite3")
    shutil.copy(data / "monitoring.sqlite3", data / "back-monitoring.sqlite3")


def write(host: Host, *lines: str) -> None:
    """Add to the settings; of a name that is there twice, the last counts."""
    with (host.at("/etc/alongside") / "alongside.env").open("a") as settings:
        settings.write("".join(f"{line}\n" for line in lines))


def ask(host: Host, program: str) -> list[Any]:
    """Everything that a program told, in its order."""
    command = f"deploy/manage shell -v0 -c '{program}'"
    host.do(command)
    said, told = host.said[command], list[Any]()
    while said:
        one, end = json.JSONDecoder().raw_decode(said)
        told.append(one)
        said = said[end:].strip()
    return told
