"""Steps that need Django, in one process: `python -m tools.prepare static database demonstration empty`."""

import io
import os
import sys
from collections.abc import Callable

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tools.steps import step


def static() -> None:
    """Gather style sheets and fonts, with the compressed copies that the web server hands out."""
    with step("style sheets"):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


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
