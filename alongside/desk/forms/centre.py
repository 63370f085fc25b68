"""The centre's profile."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, languages
from alongside.foundation.models import Centre


class CentreForm(forms.ModelForm):
    languages = forms.ChooseSeveral(
        label=_("Which languages does the centre use?"),
        missing=_("Choose at least one language."),
        choices=languages.all_own_names(),
    )
    help_phone = forms.PhoneField(label=_("Phone for help"), required=False, max_length=40)
    ask_limit = forms.NumberField(
        label=_("How often may one person be asked for something in 30 days?"),
        hint=_("Beyond this number the system warns whoever asks."),
        min_value=1, max_value=30,
    )  # fmt: skip
    answer_within_days = forms.NumberField(
        label=_("Within how many days does the centre answer what people say?"), min_value=1, max_value=365
    )
    safeguarding_name = forms.TextField(
        label=_("Who to talk to when somebody may not be safe"), required=False, needed_sometimes=True,
        hint=_("Needed if a phone number or an email address stands below."), max_length=120,
    )  # fmt: skip
    safeguarding_phone = forms.PhoneField(
        label=_("Their phone number"),
        required=False,
        needed_sometimes=True,
        hint=_("One way to reach them is enough."),
        max_length=40,
    )

    safeguarding_email = forms.EmailField(
        label=_("Their email address"), required=False, needed_sometimes=True, autocomplete="off"
    )

    class Meta:
        model = Centre
        fields = [
            "name",
            "short_name",
            "purpose",
            "languages",
            "help_email",
            "help_phone",
            "help_post",
            "safeguarding_name",
            "safeguarding_phone",
            "safeguarding_email",
            "ask_limit",
            "answer_within_days",
        ]
        labels = {
            "name": _("Name of the centre"),
            "short_name": _("Short name"),
            "purpose": _("What the centre is for"),
            "help_email": _("Email for help"),
            "help_phone": _("Phone for help"),
            "help_post": _("Address for letters"),
        }

    def clean(self) -> dict[str, Any]:
        """Whoever looks after people's safety has a name, and a way to be reached."""
        given = super().clean() or self.cleaned_data
        ways = ("safeguarding_phone", "safeguarding_email")
        named, reached = given.get("safeguarding_name"), any(given.get(way) for way in ways)
        if named and not reached and not self.errors.keys() & set(ways):
            self.add_error(
                ways[0], _("Write a phone number or an email address, so that people can reach them.")
            )
        if reached and not named:
            self.add_error("safeguarding_name", _("Write who it is, so that people know to whom they talk."))
        return given
