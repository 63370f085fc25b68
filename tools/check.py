"""`./run check`: style, types, floors, packages, migrations and settings, one line each; more only where one fails.

Two at a time: types take as long as all the others together, so they begin.
"""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tools.steps import ROOT, Trouble, make_ready, throwaway_settings

CODE = ["alongside", "tools", "bench", "tests", "run", "manage.py"]
AT_A_TIME = 2
SKIPPED = 77
"""What a check ends with that could not have failed here, and says why: never "ok"."""
MANAGE = [sys.executable, "manage.py"]
PRODUCTION = {
    "ALONGSIDE_BEHIND_TLS": "true",
    "ALONGSIDE_ALLOWED_HOSTS": "alongside.example",
    "ALONGSIDE_SITE_URL": "https://alongside.example",
}


@dataclass(frozen=True)
class Check:
    """A command that must end well. A missing tool fails like a broken rule."""

    name: str
    command: list[str]
    settings: dict[str, str] = field(default_factory=dict)


CHECKS = [
    Check("types", ["mypy", "--strict", *CODE]),
    Check("style", ["ruff", "check", "."]),
    Check("layout", ["ruff", "format", "--check", "."]),
    Check("floors", ["lint-imports", "--no-cache"]),
    Check("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    Check("licences", [sys.executable, "tools/audit.py", "licences"]),
    Check("advisories", [sys.executable, "tools/audit.py", "advisories"]),
    Check("translations", [sys.executable, "tools/messages.py", "--check"]),
    Check(
        "deployment",
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
]


def main(names: list[str]) -> int:
    """Run the checks named, or all; 0 when every one ended well."""
    unknown = sorted(set(names) - {check.name for check in CHECKS})
    if unknown:
        print(f"There is no check {unknown[0]}. There are: {', '.join(check.name for check in CHECKS)}.")
        return 1
    wanted = [check for check in CHECKS if not names or check.name in names]
    try:
        if any(MANAGE[1] in check.command for check in wanted):
            make_ready()
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory(prefix="alongside-check-") as data,
        ThreadPoolExecutor(AT_A_TIME) as pool,
    ):
        results = list(pool.map(lambda check: run(check, data), wanted))
    return 0 if all(results) else 1


def run(check: Check, data: str) -> bool:
    """Run one check and say how it went."""
    settings = throwaway_settings() | {"ALONGSIDE_DATA_DIR": data} | check.settings
    began = time.monotonic()
    code, said = _outcome(check.command, dict(os.environ) | settings)
    how = {0: "ok", SKIPPED: "skipped"}.get(code, "FAILED")
    line = f"  {check.name:<15}{how:<8}{time.monotonic() - began:5.1f} s\n"
    print(line + ("" if how == "ok" else said.rstrip() + "\n\n"), end="", flush=True)
    return how != "FAILED"


def _outcome(command: list[str], env: dict[str, str]) -> tuple[int, str]:
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except FileNotFoundError:
        return (
            1,
            f"{command[0]} is not installed. Delete the folder .alongside/venv, then: ./run check",
        )
    return done.returncode, done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
