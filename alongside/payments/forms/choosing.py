"""How somebody would like to be paid."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.people.models import Member

from ..models import Choosing, Offer
from ..queries import offers

SALT = "payments.note_shown"
A_DAY = 60 * 60 * 24
READ_FIRST = _("Read the note about benefits on this page. Then choose again.")


def note_token() -> str:
    """Goes with a page that shows the note on benefits, and says when it was shown."""
    return signing.dumps(clock.now().isoformat(), salt=SALT)


class KindForm(forms.Form):
    """All, part, none or a voucher. The part is asked for only where it was chosen."""

    mark_optional = False

    kind = forms.ChooseOne(
        label=_("How would you like to be paid?"), missing=_("Choose how you would like to be paid.")
    )
    part = forms.PoundsField(
        label=_("If you choose a part: how much?"), hint=_("In pounds, like 20 or 12.50."), required=False
    )

    def __init__(self, *args: Any, offer: Offer, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        kind: Any = self.fields["kind"]
        kind.choices = offers.kinds_for(offer, member)
        kind.widget.hints = {
            Choosing.NONE: _("Then nothing is written down as earned. You can still have your costs paid."),
            Choosing.VOUCHER: _("For shops. You need no bank account."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Choosing.PART and "part" not in self.errors:
            self._judge_part(cleaned.get("part"))
        return cleaned

    def _judge_part(self, part: int | None) -> None:
        if part is None or not 0 < part < self.offer.pence:
            most = offers.short_words(self.offer)
            self.add_error(
                "part", _("Write a part that is more than nothing and less than %(most)s.") % {"most": most}
            )

    def chosen(self) -> dict[str, Any]:
        """What `payments.choose` takes."""
        part = self.cleaned_data["part"] if self.cleaned_data["kind"] == Choosing.PART else None
        return {"kind": self.cleaned_data["kind"], "pence": part}


class ChooseForm(KindForm):
    """The same on a page of the person's own, which shows the note on benefits first."""

    shown = forms.HiddenField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._shown_at() is None:
            self.add_error(None, READ_FIRST)
        return cleaned

    def chosen(self) -> dict[str, Any]:
        return super().chosen() | {"note_shown_at": self._shown_at()}

    def _shown_at(self) -> datetime | None:
        try:
            said = signing.loads(self.data.get("shown", ""), salt=SALT, max_age=A_DAY)
        except signing.BadSignature:
            return None
        return parse_datetime(said) if isinstance(said, str) else None


class ChooseForForm(forms.ToldForm, KindForm):
    """What a member said by phone, by post or in person. The note is on the page, to be read out."""

    note_was_read_out = forms.ConsentField(
        label=_("They heard or read the note about benefits before they chose"),
        missing=_("Read the note out first, then tick the box."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["kind", "part", "note_was_read_out", *self.told_fields])
