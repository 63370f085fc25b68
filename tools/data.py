"""The data folder of a centre: keys, databases, mail, logs. Standard library only."""

import base64
import contextlib
import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.steps import Trouble, read_json, write_json

SECRET = "ALONGSIDE_SECRET_KEY"
MONITORING = "ALONGSIDE_MONITORING_KEY"
LEAST = {SECRET: 50, MONITORING: 44}


class Data:
    """A data folder. What it holds is chosen once, when it is made: which database, and whose centre."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.choices = read_json(path / "choices.json")

    @property
    def on_postgres(self) -> bool:
        return bool(self.choices.get("database") == "postgres")

    @property
    def is_demonstration(self) -> bool:
        return bool(self.choices.get("holds") == "demonstration")

    @property
    def is_half_loaded(self) -> bool:
        return bool(self.choices.get("half_loaded"))

    @property
    def port(self) -> int:
        """The port on which it was started last; 0 before it ever was."""
        return int(self.choices.get("port", 0))

    def settle(self, *, postgres: bool, empty: bool) -> None:
        """Choose what a new folder holds. Raises Trouble when an older one holds something else."""
        if not self.choices and (self.path / "keys.env").exists():
            raise Trouble(
                f"The file {shown(self.path / 'choices.json')} is missing or broken. Put your copy back.\n"
                "Without a copy, begin again: ./run --data DIR, with a folder that is new"
            )
        if not self.choices:
            database = "postgres" if postgres else "sqlite"
            self.keep(database=database, holds="a centre" if empty else "demonstration")
        if postgres and not self.on_postgres:
            raise Trouble(
                f"What stands in {shown(self.path)} is kept in SQLite. "
                "For PostgreSQL, begin in another folder: ./run --postgres --data DIR"
            )
        if empty and self.is_demonstration and "prepared" in self.choices:
            raise Trouble(
                f"The folder {shown(self.path)} holds the demonstration, and nothing of it is touched.\n"
                "Begin your own centre beside it: ./run demo --empty --data DIR\n"
                "Or put the demonstration aside: ./run demo --empty --fresh"
            )
        if empty and self.is_demonstration:
            self.keep(holds="a centre")

    def keep(self, **more: Any) -> None:
        """Write a choice down."""
        self.choices.update(more)
        write_json(self.path / "choices.json", self.choices)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts, nobody else starts with the same folder. Raises Trouble when somebody has."""
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.path / "run.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Trouble(
                    f"Alongside is already running with the data in {shown(self.path)}. Stop it there with "
                    "Ctrl-C, or start another beside it: ./run --port PORT --data DIR"
                ) from None
            yield

    def put_aside(self) -> None:
        """Begin again without losing anything: what stands in the folder moves to a folder beside it."""
        found = self._found()
        if not found:
            return
        if not self.choices:
            raise Trouble(f"{shown(self.path)} was not made by Alongside, and stays. Choose another folder.")
        aside = self.path.with_name(self.path.name + time.strftime("-until-%Y%m%d-%H%M%S"))
        aside.mkdir(mode=0o700)
        for path in found:
            path.rename(aside / path.name)
        self.choices = {}
        print(f"  The data until now were put aside in {shown(aside)}. Delete them when you like.")

    def clear(self) -> None:
        """Remove a demonstration that was interrupted while it was being loaded."""
        for path in self._found():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.choices = {}

    def _found(self) -> list[Path]:
        return [path for path in self.path.iterdir() if path.name != "run.lock"]

    def keys(self) -> dict[str, str]:
        """The keys of this folder, made once. Raises Trouble rather than ever making a second pair."""
        path = self.path / "keys.env"
        if not path.exists():
            _make_keys(path)
        path.chmod(0o600)
        lines = path.read_text(errors="replace").splitlines()
        keys = dict(line.split("=", 1) for line in lines if "=" in line)
        for name, least in LEAST.items():
            if len(keys.get(name, "")) < least:
                raise Trouble(
                    f"The key file {shown(path)} is broken: {name} is missing or cut short.\n"
                    "Put your copy of it back: without it, equality answers that wait cannot be read.\n"
                    "Without a copy, begin again: ./run --fresh (the data are put aside, not deleted)"
                )
        return {name: keys[name] for name in LEAST}


def _make_keys(path: Path) -> None:
    monitoring = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    text = f"{SECRET}={secrets.token_urlsafe(64)}\n{MONITORING}={monitoring}\n"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def shown(path: Path) -> str:
    """A path as a person would type it from where they are."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
