"""Why an address may be written to again."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms


class LiftForm(forms.Form):
    """A reason, in the coordinator's words."""

    reason = forms.TextField(
        label=_("Why may this address be written to again?"), max_length=150,
        hint=_("For example: phoned on 3 March, the mailbox has room again."),
        missing=_("Write why this address may be written to again."),
    )  # fmt: skip
