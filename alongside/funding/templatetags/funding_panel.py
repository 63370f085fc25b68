"""Shares of money in words: `{% load funding_panel %}`."""

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from alongside.foundation import money

register = template.Library()


@register.filter
def exact_sum(pence: Fraction, currency: str) -> str:
    """Pence as £312.50, in the currency of the programme; a part of a penny is rounded, and said to be "about"."""
    whole = money.in_currency(int(pence + Fraction(1, 2)), currency)
    return whole if pence.denominator == 1 else _("about %(sum)s") % {"sum": whole}
