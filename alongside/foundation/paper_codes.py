"""Codes on paper: six letters that are read from handwriting and typed in once.

A code is five letters and a check letter, all from an alphabet of 23 that reads well in handwriting. The
check is a weighted sum modulo 23, which is prime: one wrong letter, or two letters that changed places, is
always caught (the principle of ISBN-10 and of ISO 7064 pure systems).
"""

from __future__ import annotations

import secrets

EASY_LETTERS = "ACDEFHJKMNPRTUVWXY34679"
LETTERS = 5
PRIME = len(EASY_LETTERS)
CHECK_WEIGHT = LETTERS + 1


def check_letter(letters: str) -> str:
    """The sixth letter of a code. Raises ValueError for a letter that is not in the alphabet."""
    said = sum(weight * EASY_LETTERS.index(letter) for weight, letter in enumerate(letters, start=1))
    return EASY_LETTERS[-said * pow(CHECK_WEIGHT, -1, PRIME) % PRIME]


def new_code() -> str:
    """A fresh code, six letters."""
    letters = "".join(secrets.choice(EASY_LETTERS) for _n in range(LETTERS))
    return letters + check_letter(letters)


def as_printed(code: str) -> str:
    """A code in two halves, as it stands on paper: K7F-DM3."""
    return f"{code[:3]}-{code[3:]}"


def read_code(typed: str) -> str:
    """A code as somebody typed it, however it was spaced; "" when its letters cannot be right."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    well_made = len(code) == LETTERS + 1 and set(code) <= set(EASY_LETTERS)
    return code if well_made and check_letter(code[:LETTERS]) == code[LETTERS] else ""
