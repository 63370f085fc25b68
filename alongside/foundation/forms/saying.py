"""Fields of whoever says something: who it is, in which language, and how they are named for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import languages
from .base import Form
from .choices import ChooseOne, SelectField
from .text import TextField

NOT_UNTIL_18 = _("Until you are 18 we do not print your name. It keeps you safe.")
ONLY_FROM_18 = _("We print a name only where we know that somebody is 18 or over. Choose a role or no name.")
"""What whoever writes it down reads, once it is known whose words they are."""


class PersonField(TextField):
    """Somebody by reference, or by name where only one has it. Gives who it is, or None when it may be empty.

    A room says how people are found: `find` gives those with a reference or a name.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("Their reference, such as K7FD-3MXA, or their name."))
        kwargs.setdefault("missing", _("Write their reference or their name."))
        super().__init__(width="two-thirds", spellcheck=False, autocomplete="off", max_length=200, **kwargs)

    def find(self, words: str) -> Sequence[Any]:
        """Those with this reference or this name."""
        raise NotImplementedError(f"{type(self).__name__} needs find(words).")

    def clean(self, value: Any) -> Any:
        words = str(super().clean(value) or "").strip()
        if not words:
            return None
        found = self.find(words)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several members have this name. Write the reference of the right one."))
        raise ValidationError(_("We know nobody of this name or reference. Look in the list of members."))


def language_field(**kwargs: Any) -> SelectField:
    """A language, as its code."""
    return SelectField(
        label=_("Language"), choices=languages.named(), missing=_("Choose a language."), **kwargs
    )


class NamingFields(Form):
    """How somebody is named for what they say. A room gives the `ways`, and `young_ways` for those under 18.

    `by_role` is the way for which a role is asked.
    """

    ways: ClassVar[Sequence[tuple[str, Any]]] = ()
    young_ways: ClassVar[Sequence[str]] = ()
    by_role: ClassVar[str] = "role"

    named = ChooseOne(
        label=_("How should we name you?"), initial="none", missing=_("Choose how we name you."), small=True
    )
    role_text = TextField(
        label=_("Your role, if you chose it"), hint=_("For example: carer, researcher, young adviser."),
        required=False, needed_sometimes=True, max_length=120,
    )  # fmt: skip

    def __init__(self, *args: Any, young: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["named"]
        field.choices = [one for one in self.ways if not young or one[0] in self.young_ways]
        if young:
            field.help_text = NOT_UNTIL_18

    def refuse_young_name(self, named: str | None, *, young: bool) -> None:
        """Judge it once it is known whose words they are."""
        if young and named and named not in self.young_ways:
            self.add_error("named", ONLY_FROM_18)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("named") == self.by_role and not cleaned.get("role_text"):
            self.add_error("role_text", _("Write the role that we should show."))
        return cleaned
