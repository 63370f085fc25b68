"""Channels and readings, as somebody types them in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms

from ..models import ChannelKind, Measure

WHAT: dict[str, Any] = {
    Measure.FOLLOWERS: _("How many follow the channel on one day."),
    Measure.REACH: _("How many people the channel says it reached. People may be in it more than once."),
    Measure.IMPRESSIONS: _("How many times something was shown."),
    Measure.ENGAGEMENTS: _("How many times somebody answered, passed on, opened or liked something."),
    Measure.RECIPIENTS: _("To how many something was sent or handed."),
    Measure.ATTENDEES: _("How many came to something that is not in our own list of sessions."),
}


class ChannelForm(forms.Form):
    """An account, a paper, a list or a series."""

    kind = forms.ChooseOne(
        label=_("What kind of channel is it?"), choices=ChannelKind.choices, missing=_("Choose the kind.")
    )
    name = forms.TextField(
        label=_("The channel’s name"), missing=_("Write the name."), max_length=100, width="two-thirds"
    )
    handle = forms.TextField(
        label=_("Its address"),
        hint=_("For example @centre@mastodon.example, or centre.bsky.social. Leave it empty if it has none."),
        required=False, max_length=200, spellcheck=False, width="two-thirds",
    )  # fmt: skip
    opened_on = forms.DateField(label=_("Since when is it there?"), missing=_("Write the day it began."))
    polled = forms.ConsentField(
        label=_("Ask for the followers once a day"), required=False,
        hint=_("Only for Mastodon and Bluesky: their public pages tell it to everybody."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opened_on", "closed_on"):
            day: Any = self.fields.get(name)
            if day is not None:
                day.latest = clock.today()


class ChangeChannelForm(ChannelForm):
    """The same, of a channel that is there. Its kind stays."""

    kind = None  # type: ignore[assignment]  # so Django takes a field out
    closed_on = forms.DateField(
        label=_("When did it close?"), hint=_("Leave it empty while it is open."), required=False
    )


class ReadingForm(forms.Form):
    """A number that somebody read off."""

    measure = forms.ChooseOne(
        label=_("What was counted?"),
        choices=Measure.choices,
        hints=WHAT,
        missing=_("Choose what was counted."),
    )
    value = forms.NumberField(
        label=_("The number"), hint=_("The exact one, such as 1,234. Not 1.2K."), min_value=0, width="10",
        missing=_("Write the number."),
    )  # fmt: skip
    since = forms.DateField(
        label=_("On which day, or from which day?"), missing=_("Write the day of which the number tells.")
    )
    until = forms.DateField(
        label=_("To which day?"), hint=_("Leave it empty when the number tells of one day."), required=False
    )
    definition = forms.TextField(
        label=_("What does the number mean?"),
        hint=_("In the words of whoever counted. Everybody can read this."),
        missing=_("Say what was counted, and how."), max_length=300,
    )  # fmt: skip
    source_note = forms.TextField(
        label=_("Where did you read it?"),
        hint=_("For example: the analytics page of the account. Everybody can read this."),
        missing=_("Say where the number comes from."), max_length=300,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            day: Any = self.fields[name]
            day.latest = clock.today()


class TakeBackForm(forms.Form):
    """Why a reading is wrong."""

    why = forms.TextField(
        label=_("What is wrong with it?"),
        hint=_("The number stays to be read, with your reason. It counts no longer."),
        missing=_("Say what is wrong."), max_length=300,
    )  # fmt: skip
