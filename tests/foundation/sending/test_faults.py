"""Worker and mail server die at random in the middle of a mailing: nobody is missed, and repeats stay few."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bench.house.faults import KINDS, Faults
from tests import seeds
from tests.processes import House, free_port

CONNECTIONS, SEED = 5, 14
FILL = """
from alongside.foundation import actors, outbox, sending
mailing = outbox.start_mailing(
    name="n", about=None, versions={"en": sending.Version("s", "t", "<p>h</p>", "en")}, list_id="x.example",
    by=actors.SYSTEM, not_before=None,
)
rows = (sending.To(f"m{n}@d.example", "", "en", {}, str(n)) for n in range(COUNT))
outbox.add_recipients(mailing, rows, by=actors.SYSTEM)
outbox.close_list(mailing, by=actors.SYSTEM)
"""
STATE = """
import json
from alongside.foundation import outbox
from alongside.foundation.models import Mailing
print(json.dumps(outbox.mailing_progress(Mailing.objects.get()).state))
"""
WAITS = "SELECT count(*) FROM foundation_message WHERE sent_at IS NULL AND failed_at IS NULL AND missed_at IS NULL"


def sql_in(house: House) -> Callable[[str], Any]:
    """Asks the house's database, from outside."""

    def ask(words: str) -> Any:
        if seeds.on_postgres():
            with psycopg.connect(house.environment["DATABASE_URL"], autocommit=True) as server:
                found = server.execute(words)
                return found.fetchone() if found.description else None
        with closing(sqlite3.connect(house.folder / seeds.FILES["default"], timeout=20)) as file, file:
            return file.execute(words).fetchone()

    return ask


@pytest.mark.long
@pytest.mark.usefixtures("django_db_setup")
def test_nobody_is_missed_and_repeats_stay_within_the_bound(tmp_path: Path) -> None:
    """Eight faults over 1,200 people; `./run bench newsletter --faults` does fifty over 10,000, in both ways."""
    count, kills, port = 1_200, 8, free_port()
    with House(tmp_path, "faults") as house:
        house.environment |= {
            "ALONGSIDE_EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "ALONGSIDE_SENDING_CONNECTIONS": str(CONNECTIONS),
        }
        house.manage("shell", "-v0", "-c", FILL.replace("COUNT", str(count)))
        ask = sql_in(house)
        faults = Faults(
            tmp_path, house.environment, port,
            free_leases=lambda: ask("UPDATE foundation_mailing SET leased_until = NULL"),
            pending=lambda: int(ask(WAITS)[0]),
            finished=lambda: ask(WAITS)[0] == 0,
            weights=(2, 8, 1),
            seed=SEED,
        )  # fmt: skip
        outcome = faults.run(count, kills)
        assert house.ask(STATE) == "finished"
    assert outcome.never_sent == 0
    assert outcome.message_ids == outcome.reached == count, "a repeat has another Message-ID"
    assert outcome.repeats <= CONNECTIONS * outcome.hard
    assert all(outcome.kills[kind] for kind in KINDS)
