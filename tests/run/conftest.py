"""A checkout that has never been started, and a way to type commands in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ["run", ".env.example", "requirements", "tools"]

Said = subprocess.CompletedProcess[str]
Type = Callable[..., Said]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The parts of the repository that a bad start gets to see, in a folder of their own."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in PARTS:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    return folder


@pytest.fixture
def type_in(checkout: Path) -> Type:
    """`type_in("--port", "1")` runs ./run there; `settings` are added to a clean environment."""

    def run(*words: str, program: tuple[str, ...] = ("run",), **settings: str) -> Said:
        return subprocess.run(
            [sys.executable, *program, *words],
            cwd=checkout,
            env=clean_environment() | settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def clean_environment() -> dict[str, str]:
    """This environment without settings of Alongside, of pip, and of proxies."""
    ours = ("ALONGSIDE_", "PIP_", "UV_", "DATABASE_URL", "MONITORING_DATABASE_URL")
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(ours) and not name.lower().endswith("_proxy")
    }
