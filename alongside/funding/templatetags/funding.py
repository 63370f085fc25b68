"""Sums of a programme in its own currency: `{% load funding %}`."""

from django import template

from alongside.foundation import money as sums

register = template.Library()


@register.filter
def money(pence: int | None, currency: str) -> str:
    """Pence as £5,000, €82.50 or 1,200 CHF; nothing for no sum."""
    return "" if pence is None else sums.in_currency(pence, currency)
