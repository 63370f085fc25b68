"""Amounts as people write them, and cells that a spreadsheet must not calculate."""

import csv
import io

import pytest

from alongside.foundation import money, spreadsheet
from alongside.foundation.forms import PoundsField

GOOD = {
    "5.50": 550, "£5": 500, " £ 5.50 ": 550, "55": 5500, "0.01": 1, "1,200": 120000, "1,200.50": 120050,
    "٥٥": 5500, "٥٫٥٠": 550, "۱۲.۵۰": 1250, "１２": 1200, "10000": 1000000, "5\u00a0": 500, "1٬200": 120000,
}  # fmt: skip
BAD = [
    "5,50", "-1", "−1", "£-5", "1e9", "1E9", "inf", "nan", "0", "0.00", "10000.01", "999999999999999999999", "5.5",
    "5.555", "5.", ".5", "five", "£", "5 £ 5x", "0x10", "1_000", "12,34", "1,2000", "½", "Ⅴ", "5;50", "=5",
    "5.5.5", "\x005", "٥٥٥٥٥٥٥٥٥٥٥",
]  # fmt: skip


@pytest.mark.parametrize(("text", "pence"), GOOD.items())
def test_an_amount_is_read_to_the_penny(text: str, pence: int) -> None:
    assert money.read_pounds(text) == pence


@pytest.mark.parametrize("text", BAD)
def test_anything_else_gets_a_sentence(text: str) -> None:
    with pytest.raises(money.NotAnAmount) as refusal:
        money.read_pounds(text)
    assert str(refusal.value).startswith("Write ")


@pytest.mark.parametrize("text", BAD)
def test_the_field_says_the_same_and_never_falls_over(text: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        PoundsField(label="x").clean(text)


@pytest.mark.parametrize(
    ("pence", "words"), [(5500, "£55"), (8250, "£82.50"), (1, "£0.01"), (120000, "£1,200")]
)
def test_money_is_said_in_pounds(pence: int, words: str) -> None:
    assert money.in_pounds(pence) == words


FORMULAS = [
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "  +1",
    "\u00a0=1+1", "\u2007=1", "\u202f=1", "\u3000=1", "\ufeff=1+1", "\u200b=1", "\u200e=1", "\u200f=1", "\u2060=1",
    "\u00ad=1", "\u202e=1", "＝1+1", "＋1", "－1", "＠SUM(1)", "﹦1", "﹢1", "﹣1", "﹫x", "−A1", "–1", "‐1", "|calc",
    "%0A=1", "\x0b=1", "\x0c=1", "\x1f=1", "\x00=1", "\x85=1", "\u2028=1", " \t \u00a0=1", "a;=1+1", "a,=1+1",
    "a\n=1+1", "a\t=1+1", 'a"=1+1', "a\r\n@x", "a; \u00a0+1", "=HYPERLINK(\"http://x\",\"y\")", "=IMPORTXML(\"x\")",
    "+44 7700 900123", "-2+3+cmd|' /C calc'!D2", "@A1", "\u061c=1", "\ue000=1", "\u0301=1",
]  # fmt: skip
HARMLESS = [
    "Ada",
    "O'Neill",
    "P-K7FD-3MXA",
    "55.00",
    "a=b",
    "a-b",
    "12 34 56",
    "1+1",
    "x@example.org",
    "زارا",
    "5 %",
    "-5",
    "-1234.50",
    "−3",
    "-12,5%",
]


def test_the_corpus_is_long_enough() -> None:
    assert len(set(FORMULAS)) >= 40


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_can_start_a_formula(cell: str) -> None:
    """However a spreadsheet splits the cell, each piece begins with an apostrophe or with something harmless."""
    import re
    import unicodedata

    pieces = re.split(r"[;,\t\r\n\v\f\x85\u2028\u2029\"]", spreadsheet.defused(cell))
    for piece in pieces:
        seen = [
            s for s in piece if not s.isspace() and unicodedata.category(s) not in ("Cc", "Cf", "Mn", "Co")
        ]
        plain = unicodedata.normalize("NFKC", seen[0])[0] if seen else ""
        assert plain not in set("=+-@|%−–‐"), repr(piece)
    assert spreadsheet.defused(cell) != cell, "so the test can fail"
    assert spreadsheet.defused(cell).replace("'", "") == cell.replace("'", ""), "and nothing is lost"


@pytest.mark.parametrize("cell", HARMLESS)
def test_harmless_words_stay_as_they_are(cell: str) -> None:
    assert spreadsheet.defused(cell) == cell


def test_the_file_is_utf8_with_a_mark_and_reads_back() -> None:
    content = spreadsheet.as_csv(["Name", "Amount"], [['زارا, "Z"', "55.00"], ["=1", "1.00"]])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["Name", "Amount"], ['زارا, "Z"', "55.00"], ["'=1", "1.00"]]
