"""No cell that leaves the house calculates, no honest number or phone number suffers, and one place writes them all."""

import ast
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation import spreadsheet
from tests.architecture.sources import HOUSE, files
from tests.hostile import corpus

WRITERS = {
    "foundation/spreadsheet.py": "the one writer: everything that people open in a spreadsheet",
    "methods/equalshares/publishing.py": "the format of Pabulib (.pb), which its readers take letter by letter",
    "methods/lottery/formats.py": "lists as other lottery programs take them; the house itself writes none",
}
HONEST = [
    "-5",
    "-1234.50",
    "+44 7700 900123",
    "+44-20-7946-0123",
    "(020) 7946 0123",
    "-",
    "- first\n- second",
    "O'Neill",
    "'quoted'",
    "a;'b",
    "=)",
    "@ada",
    "100%",
    "-12,5%",
    "2026-01-31",
    "زارا",
    "",
]


def written(cell: str) -> str:
    """What a program reads from a file that holds this cell."""
    content = spreadsheet.as_csv(["Words"], [[cell]]).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))[1][0]


def calculates(cell: str) -> bool:
    """Judged anew and strictly: whether any piece begins, after blanks, with the sign of a formula."""
    pieces = [cell]
    for split in ';,\t\r\n\v\f\u2028\u2029"':
        pieces = [part for piece in pieces for part in piece.split(split)]
    bare = [piece.lstrip("\0 \t\r\n\v\f\u00a0\u2007\u202f\u200b\u3000\ufeff") for piece in pieces]
    return any(piece[:1] in set("=+-@＝＋－＠−|") - {""} for piece in bare if piece)


@pytest.mark.parametrize("cell", corpus.formulas())
def test_no_formula_leaves_the_house(cell: str) -> None:
    assert calculates(cell), "so the test can fail"
    assert not calculates(written(cell))


@pytest.mark.parametrize("cell", HONEST + corpus.formulas())
def test_what_was_written_is_what_is_read_again(cell: str) -> None:
    assert spreadsheet.as_written(written(cell)) == cell


@pytest.mark.parametrize("number", ["-5", "-1234.50", "−3", "-12,5%", "55.00"])
def test_an_honest_number_stays_a_number(number: str) -> None:
    assert written(number) == number


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_whatever_is_written_comes_back_but_for_apostrophes_before_a_formula(cell: str) -> None:
    left = spreadsheet.defused(cell)
    assert spreadsheet.defused(spreadsheet.as_written(left)) == left
    assert spreadsheet.as_written(left).replace("'", "") == cell.replace("'", "")


def writers(source: str) -> list[str]:
    """Calls in a source that write a spreadsheet: csv.writer, csv.DictWriter, a Workbook, `to_csv`, `to_excel`."""
    names = {"DictWriter", "Workbook", "to_csv", "to_excel"} | ({"writer"} if "csv" in source else set())
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = (call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls)
    return [name for name in named if name in names]


def test_one_place_writes_them_all() -> None:
    found = {str(path.relative_to(HOUSE)) for _room, path in files() if writers(path.read_text())}
    assert found == set(WRITERS)


def test_a_writer_elsewhere_is_caught() -> None:
    assert writers("import csv\ncsv.writer(out).writerow(['=1'])") == ["writer"]
    assert writers("from openpyxl import Workbook\nbook = Workbook()") == ["Workbook"]
