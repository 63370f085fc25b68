"""What those who run a session see of its access needs: kinds and counts, and how many wait for an answer."""

from dataclasses import dataclass

from django.http import HttpRequest

from .. import rules
from ..models import Session
from ..queries import access as queries
from . import parts


@dataclass(frozen=True)
class Counts:
    """Kinds with counts, how many have no answer, and whether this person may see more."""

    kinds: list[queries.Counted]
    unanswered: int
    sees: bool
    this_morning: bool


@parts.on_run("access")
def on_run(request: HttpRequest, session: Session) -> Counts:
    """For the run page."""
    return Counts(
        queries.counts(session), queries.without_answer(session),
        rules.sees_needs(request, getattr(request, "member", None), session), queries.is_before(session),
    )  # fmt: skip


@parts.on_sheet("access")
def on_sheet(request: HttpRequest, session: Session) -> Counts:
    """For the run sheet, which is printed: counts only, whoever prints it."""
    return Counts(queries.counts(session), queries.without_answer(session), False, queries.is_before(session))
