"""The derived look: nothing of GOV.UK's identity, our colours, both directions of writing, and light."""

import json
import re
import shutil
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest

from tools import assets, restyle

ROOT = Path(__file__).resolve().parent.parent.parent
BUILT = ROOT / "build" / "assets"
CODE = ROOT / "alongside" / "foundation" / "static" / "foundation" / "alongside.css"

SAMPLE = (
    '@charset "UTF-8";:root{--govuk-brand-colour:#1d70b8}'
    "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
    ".govuk-back-link{font-family:GDS Transport,arial,sans-serif;padding-left:.875em;text-align:left}"
    ".govuk-footer__crest,.govuk-body{color:var(--govuk-text-colour,#0b0c0c);float:left}"
    ".govuk-footer__crest{background:url(/assets/images/govuk-crest.svg)}"
    ".govuk-frontend-supported .govuk-accordion{margin:0}"
    "@media (min-width:40em){.govuk-table__cell{padding:10px 20px 10px 0;border-left:1px solid #cecece}}"
    ".govuk-checkboxes__label:after{left:10px;border-width:0 0 5px 5px;transform:rotate(-45deg)}"
)


@pytest.fixture(scope="module")
def built() -> Path:
    """The built look. Building it needs npm's registry, so it is not built here."""
    if not assets.is_current(ROOT):
        pytest.skip("the look is not built from what is here: run python tools/assets.py")
    return BUILT


def test_ours_keeps_components_and_drops_identity() -> None:
    css = restyle.text(restyle.ours(SAMPLE))
    assert css == (
        ":root{--govuk-brand-colour:#5b2157}"
        ".govuk-back-link{font-family:var(--al-font);padding-left:.875em;text-align:left}"
        ".govuk-body{color:var(--govuk-text-colour);float:left}"
        "@media (min-width:40em){.govuk-table__cell{padding:10px 20px 10px 0;border-left:1px solid #d9cdbb}}"
        ".govuk-checkboxes__label:after{left:10px;border-width:0 0 5px 5px;transform:rotate(-45deg)}"
    )


def test_right_to_left_is_logical_and_leaves_the_tick_alone() -> None:
    css = restyle.text(restyle.right_to_left(restyle.ours(SAMPLE)))
    assert ".govuk-back-link{font-family:var(--al-font);padding-inline-start:.875em;text-align:start}" in css
    assert "float:inline-start" in css
    assert "padding-block:10px 10px;padding-inline:0 20px;border-inline-start:1px solid #d9cdbb" in css
    assert "inset-inline-start:10px;border-width:0 0 5px 5px;transform:rotate(-45deg)" in css


def test_parse_of_a_broken_stylesheet_says_where() -> None:
    with pytest.raises(ValueError, match="opens at character 5"):
        restyle.parse(".one {color:red")


def test_split_leaves_brackets_and_quotes_whole() -> None:
    assert restyle.split('a:is(b,c),d[e="f,g"],h', ",") == ["a:is(b,c)", 'd[e="f,g"]', "h"]


def test_explain_tells_what_to_do_for_each_failure() -> None:
    assert assets.explain("npm error code ENOTFOUND").startswith(
        "npm cannot reach its package registry. Check"
    )
    assert assets.explain("npm error code EINTEGRITY").startswith(
        "A package differs from the one in our lock"
    )
    assert assets.explain("npm error code ENOSPC").startswith(
        "npm cannot write into build/npm. Free some space"
    )
    assert assets.explain("something else") == (
        "npm could not install what the look is made from. Put right what it says below, then try again.\n"
        "  something else"
    )


def test_install_without_a_registry_raises_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in assets.LOCK_FILES:
        (tmp_path / "tools" / "npm").mkdir(parents=True, exist_ok=True)
        (tmp_path / "tools" / "npm" / name).write_bytes((ROOT / "tools" / "npm" / name).read_bytes())
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    with pytest.raises(
        assets.AssetsError, match=r"^npm cannot reach its package registry\. Check the network"
    ):
        assets.install(tmp_path)


def test_lock_file_has_hashes_and_no_address() -> None:
    lock = json.loads((ROOT / "tools" / "npm" / "package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert "http" not in (ROOT / "tools" / "npm" / "package-lock.json").read_text()


def test_build_with_nothing_changed_does_nothing(built: Path) -> None:
    before = (built / "stamp.json").stat().st_mtime_ns
    assert assets.build(ROOT) is False
    assert (built / "stamp.json").stat().st_mtime_ns == before


def test_build_is_not_current_when_a_file_or_the_lock_changed(built: Path, tmp_path: Path) -> None:
    for part in ("tools/npm", "build/assets"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for script in ("assets.py", "restyle.py"):
        shutil.copy(ROOT / "tools" / script, tmp_path / "tools" / script)
    assert assets.is_current(tmp_path)
    (tmp_path / "build/assets/govuk-rtl.css").unlink()
    assert not assets.is_current(tmp_path)
    shutil.copy(built / "govuk-rtl.css", tmp_path / "build/assets")
    assert assets.is_current(tmp_path)
    (tmp_path / "tools/npm/package.json").write_text("{}")
    assert not assets.is_current(tmp_path)


@pytest.mark.parametrize("name", ["govuk-ltr.css", "govuk-rtl.css"])
def test_built_style_has_nothing_of_govuk_identity(built: Path, name: str) -> None:
    css = (built / name).read_text()
    assert re.findall(r"GDS|crest|crown|gov\.uk|favicon|govuk-logo", css) == []
    assert set(re.findall(r"url\((.*?)\)", css)) == {
        '"fonts/atkinson-hyperlegible-400.woff2"',
        '"fonts/atkinson-hyperlegible-700.woff2"',
        '"fonts/atkinson-hyperlegible-more-400.woff2"',
        '"fonts/atkinson-hyperlegible-more-700.woff2"',
    }
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", css)) & set(restyle.LITERALS) == set()


def test_built_rtl_style_names_no_side(built: Path) -> None:
    css = (built / "govuk-rtl.css").read_text()
    sides = re.findall(
        r"[{;](?:margin|padding|border)-(?:left|right)|[{;](?:left|right):|float:(?:left|right)", css
    )
    assert sides == []


def test_own_style_names_no_side() -> None:
    css = re.sub(r"\[dir=\"rtl\"\][^}]*}", "", CODE.read_text())
    assert re.findall(r"[{;\s](?:margin|padding|border)-(?:left|right)\b|[{;\s](?:left|right)\s*:", css) == []


def test_styles_and_fonts_weigh_little(built: Path) -> None:
    """First load may weigh 60 KB; styles and both fonts leave at least 8 KB of it to the page itself.

    Letters of Polish and Welsh weigh 5 KB more, on pages that have them.
    """
    styles = [built / "govuk-ltr.css", CODE]
    fonts = [built / "fonts" / assets.web_font(weight) for weight in assets.WEIGHTS]
    more = [built / "fonts" / assets.more_font(weight) for weight in assets.WEIGHTS]
    assert sorted(built.glob("fonts/*.woff2")) == sorted([*fonts, *more])
    assert sum(one.stat().st_size for one in more) < 6 * 1024
    weight = sum(len(brotli.compress(one.read_bytes())) for one in styles)
    assert weight + sum(one.stat().st_size for one in fonts) < 52 * 1024


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_a_known_pair() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


INKS_ON = {
    "paper": ["ink", "soft-ink", "plum", "link", "teal", "red"],
    "card": ["ink", "soft-ink", "plum", "link", "teal", "red"],
    "sand": ["ink", "soft-ink", "plum", "link", "teal", "red"],
    "sun": ["ink"],
    "amber": ["ink"],
    "pale-amber": ["ink"],
    "pale-teal": ["ink", "teal"],
    "pale-red": ["ink", "red"],
    "pale-plum": ["ink", "plum"],
    "plum": ["sun", "card"],
    "deep-plum": ["card"],
    "red": ["card"],
}


@pytest.mark.parametrize(("paper", "ink"), [(paper, ink) for paper, inks in INKS_ON.items() for ink in inks])
def test_every_pair_of_colours_can_be_read(paper: str, ink: str) -> None:
    colours = dict(re.findall(r"--al-([\w-]+): (#[0-9a-f]{6});", CODE.read_text()))
    assert contrast(colours[ink], colours[paper]) >= 4.5
