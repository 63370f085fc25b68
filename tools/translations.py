"""Compile every .po into the .mo beside it. polib does it, so that no gettext needs to be installed."""

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_all(root: Path) -> list[Path]:
    """Compile the translations under `root`; returns the files written. Raises OSError for a broken .po."""
    written = []
    for source in sorted(root.glob("**/LC_MESSAGES/*.po")):
        result = source.with_suffix(".mo")
        polib.pofile(str(source)).save_as_mofile(str(result))
        written.append(result)
    return written


if __name__ == "__main__":
    try:
        compile_all(ROOT / "alongside")
    except OSError as problem:
        sys.exit(f"A translation cannot be read: {problem}. Put that line right.")
