"""A new token: what it is for, what it may do, until when."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from ..models import Scope
from ..queries import tokens


class TokenForm(forms.Form):
    """Only what the tool needs, and no longer than it needs it."""

    name = forms.TextField(
        label=_("What is it for?"), hint=_("For example: attendance list on the tablet."), max_length=80,
        missing=_("Write what the token is for."),
    )  # fmt: skip
    scopes = forms.ChooseSeveral(
        label=_("What may it do?"), choices=Scope.choices, missing=_("Choose what the token may do."),
        hint=_("Choose no more than the tool needs."),
    )  # fmt: skip
    expires_on = forms.DateField(
        label=_("Until when?"), hint=_("The last day that it works. A year at most."),
        missing=_("Write the last day that it works."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["expires_on"]
        day.latest = tokens.last_day()
