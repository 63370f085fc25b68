"""How somebody told us: the part that every form has with which staff write something down for a member."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import clock
from .base import Form
from .choices import ChooseOne, ConsentField
from .common import Text
from .dates import DateField
from .text import TextField

THEIR_WAYS = {
    "full_name": _("Their full name"),
    "first_name": _("The name they are called by"),
    "role": _("Their role only"),
}
NAMED_IN = {"named": "role_text", "quote_attribution": "quote_role"}
"""Fields that ask how somebody is named, each with the one for their role."""

TOLD_MODES = [("phone", _("By phone")), ("post", _("By post")), ("in_person", _("In person"))]


class ToldForm(Form):
    """How somebody told us, when, and that it was read back to them and agreed."""

    mode = ChooseOne(
        label=_("How did they tell you?"),
        choices=TOLD_MODES,
        missing=_("Choose how they told you."),
        inline=True,
        small=True,
    )
    on = DateField(label=_("When?"), missing=_("Write the day they told you."))
    read_back_and_agreed = ConsentField(
        label=_("I read this back, and they agreed that it is right"), required=False, needed_sometimes=True
    )
    note = TextField(
        label=_("If not, why?"),
        hint=_("For example: they wrote a letter."),
        required=False,
        needed_sometimes=True,
        max_length=300,
    )
    told_fields = ("mode", "on", "read_back_and_agreed", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["on"]
        day.latest = clock.today()
        self.initial.setdefault("on", clock.today())
        self.order_fields([name for name in self.fields if name not in self.told_fields])
        self._ask_about_them()

    def _ask_about_them(self) -> None:
        """Whoever reads these questions is not who is named: nothing says "you" or "my"."""
        for name, role in NAMED_IN.items():
            if name not in self.fields:
                continue
            field: Any = self.fields[name]
            field.label = _("How should we name them?")
            field.choices = [(value, THEIR_WAYS.get(value, label)) for value, label in field.choices]
            field.error_messages["required"] = _("Choose how they would like to be named.")
            if field.help_text:
                field.help_text = _("Until they are 18 we do not print their name. It keeps them safe.")
            self.fields[role].label = _("Their role, if they chose it")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("read_back_and_agreed") and not cleaned.get("note") and "note" not in self.errors:
            self.add_error(
                "read_back_and_agreed",
                _("Read it back and tick the box, or write why that was not possible."),
            )
        return cleaned

    def not_before(self, day: date, sentence: Text) -> None:
        """Nothing of this was told before a day; `sentence` says why, with {day}."""
        field: Any = self.fields["on"]
        field.not_before(day, sentence)

    def told(self) -> dict[str, Any]:
        """What `people.Told` takes."""
        return {name: self.cleaned_data[name] for name in self.told_fields}
