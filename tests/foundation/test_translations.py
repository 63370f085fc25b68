"""Every translated text can be filled in, whatever the number: a language may leave the number out of some forms."""

import re
from pathlib import Path

import polib
import pytest

from alongside.foundation import doors_seen
from tools import messages

NAMED = re.compile(r"%\((\w+)\)[sd]")
BY_PLACE = re.compile(r"(?<!%)%[sd]")


@pytest.fixture(scope="module", params=messages.LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(messages.file_of(request.param))) if not entry.obsolete]


def names(text: str) -> set[str]:
    return set(NAMED.findall(text))


def test_no_plural_is_filled_in_by_place(catalogue: list[polib.POEntry]) -> None:
    """With `"%d places" % 1` a form that says "one place" without the number would be an error page."""
    assert [
        entry.msgid for entry in catalogue if entry.msgid_plural and BY_PLACE.search(entry.msgid_plural)
    ] == []


def test_every_form_asks_for_nothing_that_is_not_given(catalogue: list[polib.POEntry]) -> None:
    wrong = {
        entry.msgid: form
        for entry in catalogue
        for form in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if not names(form) <= names(entry.msgid) | names(entry.msgid_plural)
    }
    assert wrong == {}


def test_a_text_without_plural_keeps_what_is_filled_in(catalogue: list[polib.POEntry]) -> None:
    wrong = {
        entry.msgid: entry.msgstr
        for entry in catalogue
        if entry.msgstr and not entry.msgid_plural
        and (names(entry.msgstr) != names(entry.msgid)
             or len(BY_PLACE.findall(entry.msgstr)) != len(BY_PLACE.findall(entry.msgid)))
    }  # fmt: skip
    assert wrong == {}


def test_a_text_under_another_name_or_in_a_picture_is_collected_too(tmp_path: Path) -> None:
    (tmp_path / "words.py").write_text(
        "from django.utils.translation import gettext as say\nfrom django.utils.translation import ngettext as many\n"
        'say("Hello")\nmany("%(n)d letter", "%(n)d letters", 2)\nread("Not this")\n'
    )
    (tmp_path / "picture.svg").write_text('{% load i18n %}<svg aria-label="{% translate "Drawn" %}"></svg>')
    found = messages.collect(tmp_path)
    assert {(text.singular, text.plural) for text in found.values()} == {
        ("Hello", ""), ("%(n)d letter", "%(n)d letters"), ("Drawn", ""),
    }  # fmt: skip


def test_every_reason_for_a_closed_door_is_collected() -> None:
    known = {entry.msgid for entry in polib.pofile(str(messages.file_of("ar")))}
    reasons = {str(seen.door.why_not_members) for seen in doors_seen.walk() if seen.door}
    assert reasons - {""} <= known, "write it in gettext_noop: everybody reads it in their language"
