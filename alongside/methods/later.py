"""Parts of SciPy, loaded when they are first used: together they weigh as much as all the rooms, and most processes,
such as the one that sends the mail, never solve anything.
"""

from importlib import import_module
from typing import Any


class Later:
    """A module that is loaded when something of it is asked for."""

    _name: str

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_name", name)

    def __getattr__(self, item: str) -> Any:
        return getattr(import_module(self._name), item)

    def __setattr__(self, item: str, value: Any) -> None:
        setattr(import_module(self._name), item, value)


optimize, sparse, distance = (Later(f"scipy.{name}") for name in ("optimize", "sparse", "spatial.distance"))
