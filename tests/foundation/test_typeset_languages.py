"""Promise: a PDF in any language of the house shows every letter, from fonts that come with the house."""

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from fontTools.ttLib import TTFont

from alongside.foundation import languages
from tools import assets

ROOT = Path(__file__).resolve().parent.parent.parent
FONTS = ROOT / "build" / "assets" / "fonts"
LEAFLET = ROOT / "alongside" / "story" / "typeset" / "leaflet.typ"
SAID = {
    "en": "We decide together, and everybody’s time is paid: £27.50 an hour.",
    "cy": "Rydym yn penderfynu gyda’n gilydd: ŵyn, tŷ, môr a Ŵyl.",
    "ur": "ہم مل کر فیصلہ کرتے ہیں، اور ہر ایک کے وقت کی ادائیگی ہوتی ہے۔ ٹ ڈ ڑ ں ے گ چ پ ژ",
    "bn": "আমরা একসাথে সিদ্ধান্ত নিই, এবং সবার সময়ের মূল্য দেওয়া হয়। ক্ষ জ্ঞ ৎ ং ঃ ঁ",
    "pl": "Decydujemy razem. Zażółć gęślą jaźń. ĄĆĘŁŃÓŚŹŻ",
    "ar": "نقرر معًا، ويُدفع لكل شخص مقابل وقته.",
}


@pytest.fixture(scope="module")
def fonts() -> Any:
    if not assets.is_current(ROOT):
        pytest.skip("the look is not built from what is here: run python tools/assets.py")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def page(text: str, code: str, fonts: Any) -> pikepdf.Pdf:
    found = re.search(r"font: (\(.*?\))", LEAFLET.read_text())
    assert found is not None
    source = (
        f'#set text(font: {found[1]}, lang: "{code}", dir: {languages.direction(code)})\n'
        f"= #sys.inputs.said\n#sys.inputs.said"
    )
    made = typst.compile(source.encode(), font_paths=fonts, sys_inputs={"said": text})
    assert isinstance(made, bytes)
    return pikepdf.open(io.BytesIO(made))


def missing_letters(document: pikepdf.Pdf) -> int:
    """How many signs of a page are glyph 0 of their font: the empty box."""
    shown = []
    stream: Any = pikepdf.parse_content_stream(document.pages[0])
    for words, operator in stream:
        if str(operator) in ("Tj", "TJ"):
            parts = words[0] if str(operator) == "TJ" else words
            shown += [bytes(one) for one in parts if isinstance(one, pikepdf.String)]
    glyphs = [one[at : at + 2] for one in shown for at in range(0, len(one), 2)]
    assert glyphs
    return glyphs.count(b"\0\0")


@pytest.mark.parametrize("code", SAID)
def test_a_leaflet_page_shows_every_letter(code: str, fonts: Any) -> None:
    assert missing_letters(page(SAID[code], code, fonts)) == 0


def test_a_letter_that_no_font_has_is_noticed(fonts: Any) -> None:
    assert missing_letters(page("A \u13a0 letter of the Cherokee", "en", fonts)) > 0


def test_browsers_load_the_letters_of_polish_and_welsh(fonts: Any) -> None:
    for weight in assets.WEIGHTS:
        path = FONTS / assets.more_font(weight)
        assert {ord(letter) for letter in assets.MORE_LETTERS} <= set(TTFont(path).getBestCmap())
        assert path.stat().st_size < 4 * 1024
