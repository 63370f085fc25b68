"""Steps that need Django, in one process: `python -m tools.prepare static database demonstration empty`."""

import io
import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tools.steps import step

FINGERPRINT = re.compile(r"\.[0-9a-f]{12}\.\w+$")
KEPT_DAYS = 30


def static() -> None:
    """Gather style sheets and fonts, with the compressed copies that the web server hands out."""
    with step("style sheets"):
        from django.conf import settings

        folder = Path(settings.STATIC_ROOT)
        forget_static(folder, lambda name, _written: not FINGERPRINT.search(name))
        call_command("collectstatic", interactive=False, verbosity=0)
        old = time.time() - KEPT_DAYS * 24 * 3600
        used = set(json.loads((folder / "staticfiles.json").read_text())["paths"].values())
        forget_static(folder, lambda name, written: name not in used and written < old)


def forget_static(folder: Path, is_over: Callable[[str, float], bool]) -> None:
    """Delete files of an earlier version, with their compressed copies.

    Those with a fingerprint in their name stay for some days: web processes of the version before go on asking for them
    until they are renewed, and so do pages that visitors have open.
    """
    for path in [path for path in folder.rglob("*") if path.is_file() and path.name != "staticfiles.json"]:
        name = path.relative_to(folder).as_posix().removesuffix(".gz").removesuffix(".br")
        if is_over(name, path.stat().st_mtime):
            path.unlink()


def database() -> None:
    """Bring both databases up to date."""
    with step("database"):
        call_command("prepare", verbosity=0)


def demonstration() -> None:
    """Load the demonstration centre where there is no centre yet."""
    if holds_a_centre():
        return
    with step("demonstration"):
        call_command("demo", verbosity=0, stdout=io.StringIO())


def empty() -> None:
    """Refuse to begin a new centre where there is one."""
    if holds_a_centre():
        sys.exit("This database already holds a centre, and nothing of it is touched. Start it with: ./run")


def holds_a_centre() -> bool:
    from alongside.foundation.models import Centre

    return Centre.current() is not None


STEPS: dict[str, Callable[[], None]] = {
    "static": static,
    "database": database,
    "demonstration": demonstration,
    "empty": empty,
}


def main(names: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    try:
        django.setup()
        for name in names:
            STEPS[name]()
    except (ImproperlyConfigured, CommandError) as problem:
        sys.exit(f"\n{problem}")


if __name__ == "__main__":
    main(sys.argv[1:])
