"""Why somebody has a place or none, and what was changed: in the language of whoever reads it, when they read it."""

from typing import Any

from django.utils.translation import gettext as _

from ..models import Candidate, Interest, Method, Place, RuleChange
from . import wording


def chance_words(candidate: Candidate) -> str:
    """The chance that somebody had: on how many of the numbered panels they were."""
    return _("You were on %(on)d of the %(all)d numbered panels. So your chance was %(percent)s%%.") % {
        "on": candidate.on_tickets,
        "all": candidate.pool.tickets,
        "percent": f"{100 * candidate.on_tickets / candidate.pool.tickets:.1f}".removesuffix(".0"),
    }


def lottery_words(candidate: Candidate) -> str:
    """The chance, the id in the file, and the place among those who come next."""
    lines = [
        chance_words(candidate),
        _("Your number in the public file is %(code)s.") % {"code": candidate.code},
    ]
    if candidate.reserve:
        lines.append(_("You are number %(n)d of those who are asked next.") % {"n": candidate.reserve})
    return " ".join(lines)


def drawn_words(candidate: Candidate) -> str:
    """To somebody of the panel that was drawn."""
    return f"{_('You were drawn by the fair lottery.')} {lottery_words(candidate)}"


def not_drawn_words(candidate: Candidate) -> str:
    """To somebody who was not drawn."""
    return f"{_('The fair lottery did not draw you this time.')} {lottery_words(candidate)}"


def next_words(method: str) -> str:
    """To somebody for whom a place became free."""
    if method == Method.LOTTERY:
        return _("A place became free, and you are next in the order of the draw.")
    return _("A place became free, and you are next on the reserve list.")


def why_words(interest: Interest, place: Place | None, candidate: Candidate | None) -> str:
    """Why somebody has a place, or was not chosen."""
    return place_words(interest, place, candidate) if place else answer_words(interest, candidate)


def place_words(interest: Interest, place: Place, candidate: Candidate | None) -> str:
    """Why somebody has a place. What people wrote stays as they wrote it; "" where there is nothing to say."""
    method = interest.opportunity.method
    if not place.reason or method == Method.AGREED:
        return place.reason
    if candidate is not None and not candidate.reserve:
        return drawn_words(candidate)
    return next_words(method)


def answer_words(interest: Interest, candidate: Candidate | None) -> str:
    """Why somebody was not chosen. What people wrote stays as they wrote it."""
    if interest.answer and candidate is not None and interest.opportunity.method == Method.LOTTERY:
        return not_drawn_words(candidate)
    return interest.answer


def change_words(change: RuleChange) -> str:
    """What was changed about how people are chosen."""
    return " ".join(_line(line) for line in change.lines) or change.what


def _line(line: dict[str, Any]) -> str:
    if "before" in line:
        labels = {name: str(Method(line[name]).label) for name in ("before", "after")}
        return _("From “%(before)s” to “%(after)s”.") % labels
    shown = line | {name: wording.apart(line[name]) for name in ("category", "value")}
    said = _("%(category)s, %(value)s: %(least)d to %(most)d instead of %(was_least)d to %(was_most)d.")
    return said % shown
