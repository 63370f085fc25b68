"""Money and offers in words: `{% load payments %}`."""

from django import template

from alongside.foundation import money

from ..models import Choice, Offer
from ..queries import choices, offers

register = template.Library()


@register.filter
def pounds(pence: int) -> str:
    """Pence as £55 or £82.50."""
    return money.in_pounds(pence)


@register.filter
def offer_words(offer: Offer) -> str:
    """The whole offer in words."""
    return offers.words(offer)


@register.filter
def choice_words(choice: Choice) -> str:
    """What was chosen, in words."""
    return choices.words(choice)
