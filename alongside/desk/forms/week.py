"""What the Monday view is narrowed to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

WHOSE = [("", _("Everything")), ("ours", _("The centre’s")), ("mine", _("Mine"))]


class WeekForm(forms.Form):
    """One room, and whose it is."""

    room = forms.SelectField(label=_("Where"), empty=_("Everywhere"), required=False)
    whose = forms.ChooseOne(label=_("Whose"), choices=WHOSE, required=False, inline=True, small=True)

    def __init__(self, *args: Any, rooms: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["room"]
        field.choices = [("", _("Everywhere")), *rooms]
