"""Costs: asking us to book, claiming what was paid, and what staff answer."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms

from .. import pictures
from ..models import Cost


class AskBookingForm(forms.Form):
    """What we should book, and when it is needed."""

    kind = forms.ChooseOne(
        label=_("What do you need?"), choices=Cost.choices, missing=_("Choose what you need."), small=True
    )
    what = forms.LongTextField(
        label=_("Say it in your own words"),
        hint=_("For a journey: from where, to where, and at what time."),
        missing=_("Write what we should book."),
        rows=3,
        max_length=1000,
    )
    needed_on = forms.DateField(label=_("On which day?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["needed_on"]
        day.earliest = clock.today()


class AskBookingForForm(forms.ToldForm, AskBookingForm):
    """What a member asked us to book by phone, by post or in person."""


class ClaimForm(forms.Form):
    """What somebody paid and wants back."""

    kind = forms.ChooseOne(
        label=_("What did you pay for?"),
        choices=Cost.choices,
        missing=_("Choose what you paid for."),
        small=True,
    )
    what = forms.TextField(
        label=_("Say it in a few words"),
        hint=_("For example: bus from Brixton and back."),
        missing=_("Write what you paid for."),
        max_length=300,
    )
    pence = forms.PoundsField(label=_("How much did you pay?"), hint=_("In pounds and pence, like 5.50."))
    spent_on = forms.DateField(label=_("When did you pay?"), missing=_("Write the day when you paid."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["spent_on"]
        day.latest = clock.today()

    def claim(self) -> dict[str, Any]:
        """What `payments.claim` takes."""
        names = ("kind", "what", "pence", "spent_on")
        return {name: self.cleaned_data[name] for name in names} | {
            "receipt": self.cleaned_data.get("receipt")
        }


class WithPhoto(forms.Form):
    """A photo of the receipt, kept without place, time or camera."""

    receipt = forms.FileField(
        label=_("A photo of the receipt"),
        hint=_("If you have none, leave this empty. We may call you."),
        required=False,
        max_size=pictures.MOST_BYTES,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # With these types named, phones send a JPEG instead of a format of their own.
        self.fields["receipt"].widget.attrs["accept"] = "image/jpeg,image/png,image/webp"

    def clean_receipt(self) -> bytes | None:
        file = self.cleaned_data.get("receipt")
        if not file:
            return None
        try:
            return pictures.as_jpeg(file)
        except pictures.NotAPicture as problem:
            raise ValidationError(str(problem), code="picture") from None


class ClaimWithPhotoForm(WithPhoto, ClaimForm):
    """The claim that a member makes."""

    field_order = ("kind", "what", "pence", "spent_on", "receipt")


class ClaimForForm(forms.ToldForm, WithPhoto, ClaimForm):
    """A claim that a member made by phone, by post or in person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["kind", "what", "pence", "spent_on", "receipt", *self.told_fields])


class BookForm(forms.Form):
    """What was booked, with whom, and what it costs the centre."""

    supplier = forms.TextField(
        label=_("With whom is it booked?"), missing=_("Write with whom it is booked."), max_length=120
    )
    pence = forms.PoundsField(
        label=_("What does it cost?"), hint=_("In pounds and pence. The centre pays it.")
    )
    details = forms.LongTextField(
        label=_("What should they know?"),
        hint=_("For example: the taxi comes at 9.30 to the front door. They read this."),
        required=False,
        rows=3,
        max_length=1000,
    )


class ReasonForm(forms.Form):
    """Why it is a no. The person reads it."""

    reason = forms.LongTextField(
        label=_("Why?"), hint=_("They read this. Say what they can do instead."),
        missing=_("Say why, so that they know what to do next."), rows=3, max_length=1000,
    )  # fmt: skip
