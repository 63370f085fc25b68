"""Fields that several forms have: a member, a clause by its number, and the name on one's words."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.people.models import Attribution, Member
from alongside.people.queries import members

from ..models import NAMED_BY, Clause, Document


class MemberField(forms.PersonField):
    """A member by reference, or by name where only one has it."""

    def find(self, words: str) -> Sequence[Member]:
        return members.named(words)


class NamingFields(forms.NamingFields):
    """How somebody is named for what they say, if it enters the text."""

    ways = NAMED_BY
    young_ways = (Attribution.ROLE.value, Attribution.NONE.value)
    by_role = Attribution.ROLE.value


class NamingForm(NamingFields):
    """Changing how one is named for something that was said already."""


class RenameForm(forms.ToldForm, NamingFields):
    """Somebody told us that they want to be named in another way."""


def clause_with_number(document: Document, number: int | None) -> Clause:
    """The clause with this number now. Raises ValidationError where there is none."""
    found = Clause.objects.standing().filter(document=document, place=number).first()
    if found is None:
        last = Clause.objects.standing().filter(document=document).count()
        raise ValidationError(
            _("There is no clause of this number. The last one is %(last)d."), params={"last": last}
        )
    return found
