"""How an opportunity reads: the first line, and the nine plain headings. Nothing of it is typed twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from alongside.foundation.models import Centre
from alongside.payments.models import Offer
from alongside.payments.queries import offers as payment_words

from ..models import Method, Opportunity

A_WEEK = 6


def minutes_words(minutes: int) -> str:
    """ "10 minutes", "2 hours", "1 hour 30 minutes"."""
    hours, left = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours})
    if left:
        parts.append(ngettext("%(n)d minute", "%(n)d minutes", left) % {"n": left})
    return " ".join(parts)


def first_line(opportunity: Opportunity, offer: Offer | None, *, exact: bool = False) -> str:
    """ "10 minutes, £8, by Friday". With `exact` always the date, for what is read on another day."""
    return _("%(time)s, %(money)s, %(by)s") % {
        "time": minutes_words(opportunity.minutes),
        "money": payment_words.short_words(offer) if offer and offer.pence else _("no payment"),
        "by": _by(opportunity, exact),
    }


def _by(opportunity: Opportunity, exact: bool) -> str:
    if not exact and opportunity.days_left == 0:
        return _("by the end of today")
    near = not exact and 0 < opportunity.days_left <= A_WEEK
    return _("by %(day)s") % {"day": date_format(opportunity.closes_on, "l" if near else "DATE_FORMAT")}


def places_words(opportunity: Opportunity) -> str:
    """How many people it is for."""
    if opportunity.places is None:
        return _("Everybody who would like to can take part.")
    return ngettext(
        "There is %(n)d place.", "There are %(n)d places.", opportunity.places
    ) % {"n": opportunity.places}  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """One of the nine headings: what people wrote (`own`) and what the house itself says (`lines`)."""

    slug: str
    title: str
    own: str = ""
    lines: list[str] = field(default_factory=list)


def headings(opportunity: Opportunity, offer: Offer | None) -> list[Heading]:
    """The nine headings of the Health Research Authority's checklist, in its order.

    https://www.hra.nhs.uk/planning-and-improving-research/best-practice/public-involvement/
    """
    place = [part for part in (opportunity.get_where_display(), apart(opportunity.place_words)) if part]
    involved = [
        _("Time: %(time)s in all.") % {"time": minutes_words(opportunity.minutes)},
        _("Where: %(where)s.") % {"where": ". ".join(map(str, place))},
        _("Language: %(language)s.") % {"language": apart(opportunity.language)},
    ]
    return [
        Heading("activity", _("The activity"), opportunity.activity),
        Heading("involved", _("What is involved"), opportunity.involved, involved),
        Heading("difference", _("What difference it makes, and how you will know"), opportunity.difference),
        Heading("support", _("The support you get"), opportunity.support),
        Heading("skills", _("Skills and experience"), opportunity.skills),
        Heading("apply", _("How to say that you would like to"), "", apply_lines(opportunity)),
        Heading("chosen", _("How people are chosen"), "", chosen_lines(opportunity)),
        Heading("payment", _("Payment for your time"), "", [payment_line(offer)]),
        Heading("expenses", _("Your costs"), "", [expenses_line(offer)]),
    ]


def apply_lines(opportunity: Opportunity) -> list[str]:
    """By web, phone or post, with the same standing, until when."""
    day = date_format(opportunity.closes_on)
    return [
        _("Press the button on this page. It takes one step."),
        _("Or tell us by phone, by post or in person. We write it down, and it counts the same."),
        *ways_to_ask(),
        _("The last day is %(day)s. The day you tell us counts, however you tell us.") % {"day": day},
    ]


def ways_to_ask() -> list[str]:
    """The centre's phone, email and address: they stand on every notice."""
    centre = Centre.current()
    if centre is None:
        return []
    ways = [
        (_("Phone: %(way)s"), centre.help_phone),
        (_("Email: %(way)s"), centre.help_email),
        (
            _("Post: %(way)s"),
            ", ".join(line.strip() for line in centre.help_post.splitlines() if line.strip()),
        ),
    ]
    return [words % {"way": apart(way)} for words, way in ways if way]


def chosen_lines(opportunity: Opportunity) -> list[str]:
    """The method in plain words, and what it was agreed to look at."""
    return [places_words(opportunity), *METHOD_LINES[opportunity.method](opportunity)]


def _first_come(opportunity: Opportunity) -> Iterator[str]:
    if opportunity.places is None:
        yield _("You have a place as soon as you tell us.")
        return
    yield _("First come, first served. While places are free, you have one as soon as you tell us.")
    yield _("Later you stand on the reserve list, in the order of the days on which people told us.")
    yield _("On one day, the order is that of our list. A place that somebody has is never taken away.")


def _agreed(opportunity: Opportunity) -> Iterator[str]:
    yield _("After the last day, people choose together. They write down who decided, and why.")
    yield _("Everybody gets an answer with the reason, chosen or not.")


def _lottery(opportunity: Opportunity) -> Iterator[str]:
    yield _("A fair lottery. Everybody who tells us in time is in it, and anybody can check the draw.")
    for category in opportunity.categories.prefetch_related("values"):
        asked = [_quota(apart(value.label), value.minimum, value.maximum) for value in category.values.all()]
        yield _("%(name)s: %(quotas)s.") % {"name": apart(category.name), "quotas": "; ".join(asked)}
    yield _("Everybody is told, chosen or not, with the chance that they had.")


def apart(words: str) -> str:
    """What somebody wrote, in a direction of its own within a sentence that runs from right to left.

    With the isolating signs of Unicode (UAX 9), since these sentences are plain text.
    """
    return f"\u2068{words}\u2069" if words and get_language_bidi() else words


def _quota(label: str, least: int, most: int) -> str:
    if least == most:
        return _("%(label)s, exactly %(n)d") % {"label": label, "n": least}
    return _("%(label)s, %(least)d to %(most)d") % {"label": label, "least": least, "most": most}


METHOD_LINES: dict[str, Callable[[Opportunity], Iterator[str]]] = {
    Method.FIRST_COME: _first_come,
    Method.AGREED: _agreed,
    Method.LOTTERY: _lottery,
}


def payment_line(offer: Offer | None) -> str:
    """What is paid, in a sentence, and that the choice is theirs."""
    if offer is None or not offer.pence:
        return _("There is no payment for this.")
    pay = _("We offer %(amount)s. You choose: all of it, part of it, or none.")
    return pay % {"amount": payment_words.short_words(offer)}


def expenses_line(offer: Offer | None) -> str:
    """What is covered."""
    if offer is None or not offer.expenses:
        return _("There should be no costs for you. If there are, ask us before you spend anything.")
    costs = [str(payment_words.COVERED[kind]) for kind in offer.expenses if kind in payment_words.COVERED]
    return _("We cover %(costs)s. We book and pay where we can, so that you need not pay first.") % {
        "costs": payment_words.listed(costs)
    }
