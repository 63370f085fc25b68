"""Sums of a programme in words: `{% load funding_money %}`."""

from django import template

from alongside.foundation import money

from ..emails_money import change_words
from ..models import Award, Variation
from ..queries import awards

register = template.Library()


@register.filter
def in_currency(pence: int, currency: str) -> str:
    """Pence in a currency: £1,200; a sum below zero with a minus sign before it."""
    words = money.in_currency(abs(pence), currency)
    return f"−{words}" if pence < 0 else words


@register.filter
def recipient(award: Award) -> str:
    """Who gets the money: an organisation or a group by its name, a person never."""
    return awards.recipient(award)


@register.filter
def award_title(award: Award) -> str:
    """What an award is called in public."""
    return awards.title(award)


@register.filter
def award_purpose(award: Award) -> str:
    """What an award is for, in public."""
    return awards.purpose(award)


@register.filter
def change_in_words(row: Variation) -> str:
    """What a variation changes, in a sentence."""
    return change_words(row)
