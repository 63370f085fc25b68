"""Parts of SciPy, loaded when they are first used: together they weigh as much as all the rooms, and most processes,
such as the one that sends the mail, never solve anything.
"""

from importlib import import_module
from typing import Any


class Later:
    """A module that is loaded when something of it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, item: str) -> Any:
        return getattr(import_module(self._name), item)


optimize, sparse, distance = (Later(f"scipy.{name}") for name in ("optimize", "sparse", "spatial.distance"))
