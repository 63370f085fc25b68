"""Promise: whatever is pasted becomes harmless text that reads as before, or is refused with a sentence that helps."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.documents import cleaning

HARMFUL = "\u202e\u202d\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u200b\u2060\ufeff\u00ad\x00\x1b\U000e0041"


def clean(text: str) -> str:
    return cleaning.clean(text, most=60_000)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("One\r\nTwo\rThree\vFour\u2028Five", "One\nTwo\nThree\nFour\nFive"),
        ("\uf0b7\tFirst\n\u00b7\u00a0 Second\n\u2022 Third", "- First\n- Second\n- Third"),
        ("Word\u00a0makes\u00a0these\u2003spaces ", "Word makes these spaces"),
        ("“Curly” – and ‘so’ on…", "“Curly” – and ‘so’ on…"),
        ("A\n\n\n\n\nB  \n", "A\n\nB"),
        ("in\u00advis\u200bible\ufeff", "invisible"),
        ("user\u202etxt.exe\u202c", "usertxt.exe"),
        ("<script>alert(1)</script> http://x.example/?a=1&b=2", "<script>alert(1)</script> http://x.example/?a=1&b=2"),
        ("§ 5 says so", "§ 5 says so"),
        ("", ""),
        ("   \n ", ""),
    ],
)  # fmt: skip
def test_pasted_text_becomes_plain_text_that_reads_as_before(pasted: str, kept: str) -> None:
    assert clean(pasted) == kept


@pytest.mark.parametrize(
    "text", ["می‌خواهم", "क्‍ष", "👩‍👩‍👧", "السلام عليكم، ١٢٣", "שָׁלוֹם", "Tiếng Việt", "🏳️‍🌈"]
)
def test_what_other_scripts_and_pictures_need_is_kept(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_joiners_between_latin_letters_are_taken_out() -> None:
    assert clean("pass\u200dword\u200c") == "password"


def test_fifty_thousand_letters_are_refused_with_both_numbers() -> None:
    with pytest.raises(ValidationError, match="may have 4000 letters, and it has 50000"):
        cleaning.clean("a" * 50_000, most=4000)


def test_only_hidden_signs_are_refused() -> None:
    with pytest.raises(ValidationError, match="nobody can see"):
        clean("\u200b\u202e\ufeff")


def test_a_heap_of_signs_on_a_letter_becomes_one_that_can_be_read() -> None:
    assert clean("Z" + "\u0301" * 30) == "\u0179" + "\u0301" * 4


def test_one_line_stays_one_line() -> None:
    assert cleaning.clean_line(" A\u00a0title\nin two\tlines ", most=60) == "A title in two lines"


def test_paragraphs_are_what_stands_between_empty_lines() -> None:
    assert cleaning.paragraphs("One\nmore\n\n \nTwo\n") == ["One\nmore", "Two"]


LETTERS = st.text(st.one_of(st.characters(), st.sampled_from(HARMFUL + "\u200c\u200d\u2022\u0301\n\t •§-e")))


def cleaned_or_refused(text: str) -> str | None:
    """The clean text; None when a sentence says why not."""
    try:
        return clean(text)
    except ValidationError as refusal:
        problem = refusal.messages[0]
    assert problem.endswith(".")
    return None


@given(LETTERS)
@example("\u200d• x")
@example("e\u200b\u0301")
def test_cleaning_twice_is_cleaning_once_and_nothing_harmful_stays(text: str) -> None:
    once = cleaned_or_refused(text)
    if once is None:
        return
    assert clean(once) == once
    assert not set(once) & set(HARMFUL)
    assert all(sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs", "Co") for sign in once)


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=200))
def test_plain_letters_are_never_touched(text: str) -> None:
    assert clean(text) == text
