"""A CSV file that a spreadsheet opens as words and numbers, never as a formula.

OWASP "CSV Injection" names = + - @, tab and carriage return. Spreadsheets also skip spaces, no-break spaces
and signs without width before a formula, read full-width signs as plain ones, and split a cell again at
semicolons in many countries. A cell that could start a formula anywhere of these gets an apostrophe. An honest
negative number stays a number: nothing can be calculated from it.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

STARTS = frozenset("=+-@|%")
MINUS = frozenset("−‐‑‒–—﹣")
HONEST_NUMBER = re.compile(r"[-\u2212]?[0-9]{1,15}(?:[.,][0-9]{1,6})?%?", re.ASCII)
SPLITS = re.compile(r"([;,\t\r\n\v\f\x85\u2028\u2029\"]+)")


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark at the start, so that spreadsheets read it as such; every cell in quotes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([defused(cell) for cell in head])
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def defused(cell: str) -> str:
    """The same words, with an apostrophe before every place from which a spreadsheet could calculate."""
    if HONEST_NUMBER.fullmatch(cell):
        return cell
    if cell[:1] in ("\t", "\r", "\n"):
        cell = f"'{cell}"
    return "".join(f"'{part}" if _calculates(part) else part for part in SPLITS.split(cell))


def as_written(cell: str) -> str:
    """What was meant by a cell of a file that we wrote, when it comes back: `defused`, undone."""
    plain = re.sub(r"(^|[;,\t\r\n\v\f\x85\u2028\u2029\"])'", r"\1", cell)
    return plain if defused(plain) == cell else cell


def _calculates(part: str) -> bool:
    first = next((sign for sign in part if not _is_skipped(sign)), "")
    plain = unicodedata.normalize("NFKC", first)[:1]
    return bool(first) and (plain in STARTS or plain in MINUS or first in MINUS)


def _is_skipped(sign: str) -> bool:
    """Spaces of every kind, and signs that take no room: control signs, marks of direction, a byte-order mark."""
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Co", "Cn")
