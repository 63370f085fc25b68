"""Steps that are done once, and again when what they read has changed. Standard library only."""

import base64
import contextlib
import hashlib
import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".alongside"
COLLECTED = ROOT / "build" / "static" / "staticfiles.json"


class Trouble(Exception):
    """What went wrong and the way out, in sentences for the person at the terminal."""


def make_ready() -> None:
    """Style sheets and translations: whatever of them is missing or out of date."""
    _once(
        "assets",
        ["tools/assets.py", "tools/restyle.py", "tools/npm/*"],
        ROOT / "build/assets/stamp.json",
    )
    _once("translations", ["tools/translations.py", "alongside/**/*.po"], *_compiled())


def collected_look() -> str:
    """A digest of everything that collecting the static files reads."""
    return look_of(_files("alongside/*/static/**/*", "build/assets/**/*", "requirements/base.txt"))


def collect_static() -> None:
    """Collect the static files, with throwaway settings, unless they are up to date."""
    look = collected_look()
    if is_stale("static", look, COLLECTED):
        run([sys.executable, "-m", "tools.prepare", "static"], dict(os.environ) | throwaway_settings())
        stamp("static", look)


def throwaway_settings() -> dict[str, str]:
    """Settings for steps that touch no data of a centre."""
    return {
        "ALONGSIDE_SECRET_KEY": secrets.token_urlsafe(64),
        "ALONGSIDE_MONITORING_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "ALONGSIDE_DATA_DIR": str(HOME / "throwaway"),
        "ALONGSIDE_BEHIND_TLS": "false",
    }


def run(command: list[str], env: dict[str, str], *, quiet: bool = False) -> None:
    """Run one step. Raises Trouble when it fails; what it said against itself stands on the screen."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
        check=False,
    )
    if done.returncode:
        raise Trouble("That step failed; what it said stands above. Put it right, then start again: ./run")


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done, and afterwards how long it took."""
    began = time.monotonic()
    print(f"  {name:<14} ", end="", flush=True)
    try:
        yield
    except BaseException:
        print("not done", flush=True)
        raise
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def look_of(paths: Iterable[Path]) -> str:
    """A digest of how files look from outside: name, size and time of the last change."""
    seen = [(path, path.stat()) for path in paths if path.is_file()]
    return digest(*(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in seen))


def digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def is_stale(name: str, look: str, *results: Path) -> bool:
    """Whether a step must be done: it never was, what it reads has changed, or its result is gone."""
    return read_json(_stamp(name)).get("look") != look or not all(path.exists() for path in results)


def stamp(name: str, look: str) -> None:
    """Remember that a step was done."""
    write_json(_stamp(name), {"look": look})


def read_json(path: Path) -> dict[str, Any]:
    """What a file of ours holds; nothing when it is missing or cut short."""
    try:
        return dict(json.loads(path.read_text()))
    except (OSError, ValueError):
        return {}


def write_json(path: Path, value: dict[str, Any]) -> None:
    """Write in one go: a reader sees the old or the new, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(value, indent=1))
    new.replace(path)


def _once(name: str, inputs: list[str], *results: Path) -> None:
    """Run tools/NAME.py unless nothing that it reads has changed since."""
    look = look_of(_files(*inputs))
    if is_stale(name, look, *results):
        with step(name):
            run([sys.executable, "-m", f"tools.{name}"], dict(os.environ), quiet=True)
        stamp(name, look)


def _stamp(name: str) -> Path:
    return HOME / "stamps" / f"{name}.json"


def _files(*patterns: str) -> list[Path]:
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def _compiled() -> list[Path]:
    return [path.with_suffix(".mo") for path in _files("alongside/**/*.po")]
