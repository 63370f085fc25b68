"""`./run install`: what a server needs before its first start, and after each new version. Touches no data."""

import compileall
import sys

from tools import steps
from tools.steps import HOME, ROOT, Trouble

WHAT_NEXT = """
Everything that runs is made. With the first version, go on with docs/guides/running-it-for-real.md.
With a new version: deploy/manage prepare, and then start the services anew, one after the other.
"""


def install() -> None:
    """Style sheets, translations, collected files, and bytecode, which the services may not write themselves."""
    HOME.chmod(0o755)
    steps.make_ready()
    steps.collect_static()
    with steps.step("bytecode"):
        compileall.compile_dir(ROOT / "alongside", quiet=2)


def main() -> int:
    try:
        install()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    print(WHAT_NEXT.rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
