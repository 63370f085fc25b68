"""Money as people write and read it. Within the house it is integer pence, always."""

import re

from django.utils.translation import gettext_lazy as _

from .plain_text import plain_digits

MOST = 1_000_000
"""Pence. Nothing here is worth more than £10,000; a larger number is a slip of the finger."""

WRITTEN = re.compile(r"(\d{1,9})(?:\.(\d{2}))?")
SPACES = re.compile(r"[\s\u200e\u200f\u061c]+")


class NotAnAmount(ValueError):
    """What was written is no amount; the message is a sentence that says how to write it."""


SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}


def in_currency(pence: int, currency: str) -> str:
    """A sum of a programme that pays in this currency (ISO 4217): €1,200, or 1,200 CHF where it has no sign here."""
    number = in_pounds(pence).removeprefix("£")
    sign = SIGNS.get(currency)
    return f"{sign}{number}" if sign else f"{number} {currency}"


def in_pounds(pence: int) -> str:
    """£55, £82.50 or £1,200."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}.{rest:02d}" if rest else f"£{pounds:,}"


def read_pounds(text: str, *, most: int = MOST) -> int:
    """The pence of "55", "£5.50", "1,200" or "٥٥". Raises NotAnAmount, with a sentence, for anything else.

    "5,50" is refused, since it is £5.50 to some and £550 to others.
    """
    plain = SPACES.sub("", plain_digits(text)).replace("٫", ".").replace("٬", ",").removeprefix("£")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{2})?", plain):
        plain = plain.replace(",", "")
    found = WRITTEN.fullmatch(plain)
    if plain.startswith(("-", "−")):
        raise NotAnAmount(_("Write an amount of 1p or more, without a minus sign."))
    if found is None:
        raise NotAnAmount(_("Write the amount in pounds and pence, like 5.50."))
    pence = int(found[1]) * 100 + int(found[2] or 0)
    if pence == 0:
        raise NotAnAmount(_("Write an amount of 1p or more."))
    if pence > most:
        raise NotAnAmount(_("Write %(most)s or less.") % {"most": in_pounds(most)})
    return pence
