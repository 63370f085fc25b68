"""What `manage.py doctor` looks at: whether this house is fit to be relied on, and what to do where it is not.

Rooms register checks of their own, as they register figures. A check gives findings; each is a sentence about what was
seen, and where something is wrong, a sentence about what to do. What cannot be known from here is said as that, and
never taken for good.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: well (True), bad (False), or cannot be known here (None)."""

    name: str
    well: bool | None
    says: str
    todo: str = ""

    def as_json(self) -> dict[str, str | bool | None]:
        """The four parts by name."""
        return asdict(self)


Check = Callable[[], Iterable[Finding]]
_checks: list[Check] = []


def register(check: Check) -> None:
    """Have a check made whenever somebody asks the doctor; the order is that of registering."""
    if check not in _checks:
        _checks.append(check)


def examine(leave_out: Collection[str] = ()) -> list[Finding]:
    """The findings of all checks, without those whose names are left out."""
    return [one for check in _checks for one in _findings_of(check) if one.name not in leave_out]


def _findings_of(check: Check) -> Iterable[Finding]:
    """A check that falls over is a bad finding, and keeps no other from being made."""
    try:
        yield from check()
    except Exception as problem:
        name = getattr(check, "__name__", "check").strip("_")
        what = f"This check could not be finished: {type(problem).__name__}: {problem}"
        yield Finding(name, False, what[:400], "Put right what stands above it first, and ask again.")
