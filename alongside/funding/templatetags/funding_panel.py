"""Shares of money in words: `{% load funding_panel %}`."""

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from alongside.foundation import money

register = template.Library()


@register.filter
def exact_pounds(pence: Fraction) -> str:
    """Pence as £312.50; a part of a penny is rounded, and said to be "about"."""
    whole = money.in_pounds(int(pence + Fraction(1, 2)))
    return whole if pence.denominator == 1 else _("about %(sum)s") % {"sum": whole}
