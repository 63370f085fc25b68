"""What people paste becomes plain text: nothing readable is lost, nothing hidden stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation import plain_text

PASTED = [
    ("from a word processor", "First\x0bSecond\u00a0part\r\n\uf0b7\tA point\r\n\r\n\r\nEnd ",
     "First\nSecond part\n• A point\n\nEnd"),
    ("zero-width signs", "a\u200bb\ufeffc\u2060d\u00ade", "abcde"),
    ("an override of direction", "abc\u202egnp.exe\u202c", "abcgnp.exe"),
    ("isolates and marks of direction", "\u2067שלום\u2069 \u200fمرحبا\u061c", "שלום مرحبا"),
    ("tag signs", "hi\U000e0041\U000e007f", "hi"),
    ("control signs", "a\x00b\x07c\x1b[31m", "abc[31m"),
    ("a script", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("a link", "https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
    ("a joiner that Persian needs", "می\u200cخواهم", "می\u200cخواهم"),
    ("a picture made of three", "👩\u200d🦽", "👩\u200d🦽"),
    ("joiners that join nothing", "\u200d a \u200c b\u200d", "a b"),
    ("half of a sign", "a\ud83db", "ab"),
    ("marks without end", "e" + "\u0323" * 40, "ẹ" + "\u0323" * 4),
]  # fmt: skip


@pytest.mark.parametrize(("pasted", "kept"), [row[1:] for row in PASTED], ids=[row[0] for row in PASTED])
def test_what_can_be_read_stays_and_what_is_hidden_goes(pasted: str, kept: str) -> None:
    assert plain_text.clean(pasted) == kept


def test_one_line_is_one_line() -> None:
    assert plain_text.clean_line(" one\r\ntwo\t three ") == "one two three"


@given(st.text())
def test_cleaning_twice_changes_nothing_and_hides_nothing(text: str) -> None:
    once = plain_text.clean(text)
    assert plain_text.clean(once) == once
    assert not set(once) & set(plain_text.DIRECTION)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs", "Co") for sign in once.replace("\n", ""))


@given(st.text(alphabet=st.characters(whitelist_categories=("L", "N", "P"))))
def test_letters_numbers_and_points_are_never_lost(text: str) -> None:
    assert plain_text.clean(text) == unicodedata.normalize("NFC", text)
