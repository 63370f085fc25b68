"""Promise: what is said about a translation is counted, and a text that changed was not read over."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import polib
import pytest

from tools import messages, reviewing, translations

ON = date(2026, 12, 3)


@pytest.fixture
def urdu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three texts, two of them translated."""
    monkeypatch.setattr(messages, "HOUSE", tmp_path)
    path = messages.file_of("ur")
    path.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": messages.PLURALS["ur"]}
    catalogue.append(
        polib.POEntry(msgid="Join", msgstr="شامل ہوں", occurrences=[("alongside/people/x.py", "")])
    )
    catalogue.append(
        polib.POEntry(
            msgid="%(count)d bid", msgid_plural="%(count)d bids",
            msgstr_plural={0: "%(count)d بولی", 1: "%(count)d بولیاں"}, occurrences=[("alongside/funding/x.py", "")],
        )
    )  # fmt: skip
    catalogue.append(polib.POEntry(msgid="Leave", msgstr=""))
    catalogue.save(str(path))
    return path


def status(path: Path) -> dict[str, object]:
    return translations.status(polib.pofile(str(path)), translations.read_reviews(path.parent.parent))


def answered(text: str, right: str = "yes", better: str = "") -> list[reviewing.Answer]:
    rows = list(csv.DictReader(StringIO(text)))
    told = StringIO()
    writer = csv.DictWriter(told, reviewing.HEAD)
    writer.writeheader()
    writer.writerows(row | {"Right?": right, "Better words": better} for row in rows)
    return reviewing.answers(told.getvalue().splitlines())


def test_a_draft_that_nobody_read_says_so(urdu: Path) -> None:
    assert status(urdu) == {
        "drafted_by": "machine", "texts": 3, "translated": 2, "reviewed": 0, "reviews": [],
    }  # fmt: skip


def test_a_sheet_holds_the_texts_of_a_room_and_each_form_of_a_plural(urdu: Path) -> None:
    assert len(reviewing.sheet("ur", "people").splitlines()) == 2
    assert len(reviewing.sheet("ur", "funding").splitlines()) == 3
    assert len(reviewing.sheet("ur").splitlines()) == 4


def test_what_was_read_is_counted_and_what_changed_since_is_not(urdu: Path) -> None:
    assert reviewing.take("ur", answered(reviewing.sheet("ur")), by="Member who speaks Urdu", on=ON) == 2
    assert status(urdu)["reviews"] == [{"by": "Member who speaks Urdu", "on": "2026-12-03", "texts": 2}]
    catalogue = polib.pofile(str(urdu))
    catalogue.find("Join").msgstr = "شمولیت"
    catalogue.save(str(urdu))
    assert (status(urdu)["reviewed"], status(urdu)["translated"]) == (1, 2)


def test_better_words_are_put_in_and_count_as_read(urdu: Path) -> None:
    given = answered(reviewing.sheet("ur", "people"), right="", better="ساتھ آئیں")
    assert reviewing.take("ur", given, by="Interpreter", on=ON) == 1
    assert polib.pofile(str(urdu)).find("Join").msgstr == "ساتھ آئیں"
    assert status(urdu)["reviewed"] == 1


def test_words_that_lose_what_a_page_fills_in_change_nothing(urdu: Path) -> None:
    given = answered(reviewing.sheet("ur", "funding"), right="", better="%(number)d بولی")
    before = urdu.read_bytes()
    with pytest.raises(reviewing.SheetError, match="must keep these parts"):
        reviewing.take("ur", given, by="Interpreter", on=ON)
    assert urdu.read_bytes() == before


def test_a_plural_that_was_read_in_part_is_not_read(urdu: Path) -> None:
    given = answered(reviewing.sheet("ur", "funding"))[:1]
    assert reviewing.take("ur", given, by="Interpreter", on=ON) == 0


def test_a_sheet_without_our_columns_is_refused() -> None:
    with pytest.raises(reviewing.SheetError, match="lacks a column"):
        reviewing.answers(["a,b", "1,2"])
