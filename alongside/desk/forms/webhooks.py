"""An address that is told: whose it is, and what it hears of."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from ..models import Event


class ChangeWebhookForm(forms.Form):
    """What an address is told about."""

    name = forms.TextField(
        label=_("Who is told?"), hint=_("For example: the website of our university."), max_length=80,
        missing=_("Write who is told."),
    )  # fmt: skip
    events = forms.ChooseSeveral(
        label=_("What are they told about?"), choices=Event.choices, missing=_("Choose what they are told about."),
        hint=_("They get what our public pages say, and nothing else."),
    )  # fmt: skip


class AddWebhookForm(ChangeWebhookForm):
    """The same, with the address."""

    url = forms.TextField(
        label=_("The address"), hint=_("It begins with https://. Whoever runs it gives it to you."), max_length=500,
        missing=_("Write the address."), spellcheck=False, inputmode="url",
    )  # fmt: skip
    field_order = ["name", "url", "events"]
