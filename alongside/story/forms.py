"""What a coordinator writes on the arranging pages: judged here, saved by the actions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms, languages
from alongside.people.models import Consent, ConsentChannel
from alongside.people.queries import consents, members

from . import queries, wording
from .models import Claim, Item, Milestone, Picture, Precision, Quote, Strand

WORKED, FAILED = "worked", "did_not_work"


def _languages() -> list[tuple[str, str]]:
    return languages.written_own_names()


class ItemForm(forms.Form):
    """What every part asks: its strands and its language."""

    plain: tuple[str, ...] = ("text",)

    def __init__(self, *args: Any, item: Item | None = None, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", None) or (self.values_of(item) if item else {})
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["strands"] = forms.ChooseSeveral(
            label=_("Strands"), hint=_("Choose every strand that this belongs to."), choices=Strand.choices,
            missing=_("Choose at least one strand that this belongs to."),
        )  # fmt: skip
        self.fields["language"] = forms.ChooseOne(
            label=_("Language it is written in"), choices=_languages(), inline=True,
            initial=settings.LANGUAGE_CODE, missing=_("Choose the language that this is written in."),
        )  # fmt: skip

    def values_of(self, item: Item) -> dict[str, Any]:
        """What the form shows of an item."""
        return {"strands": [strand.value for strand in item.strands], "language": item.language}

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.plain:
            try:
                wording.refuse_typed_figures(cleaned.get(name, ""))
            except ValidationError as refusal:
                self.add_error(name, refusal)
        return cleaned


class ClaimForm(ItemForm):
    """A claim: heading, sentence with figures, and whether it tells of something that did not work."""

    plain = ("heading", "text")
    heading = forms.TextField(label=_("Heading"), required=False, max_length=120)
    text = forms.LongTextField(
        label=_("What you say"), max_length=1000, missing=_("Write what you want to say."),
        hint=_("Figures come from the list on this page, such as [[people.members]]. Do not type numbers."),
    )  # fmt: skip
    outcome = forms.ChooseOne(
        label=_("What does it tell?"), choices=[(WORKED, _("What we did")), (FAILED, _("What did not work"))],
        initial=WORKED, missing=_("Say whether it tells what you did or what did not work."),
    )  # fmt: skip

    def values_of(self, item: Item) -> dict[str, Any]:
        assert isinstance(item, Claim)
        outcome = FAILED if item.did_not_work else WORKED
        return super().values_of(item) | {"heading": item.heading, "text": item.text, "outcome": outcome}

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"did_not_work": values.pop("outcome") == FAILED}


class QuoteForm(ItemForm):
    """Somebody's own words and the consent that lets them be shown."""

    plain = ()
    text = forms.LongTextField(
        label=_("What they said"), hint=_("Their own words, without quotation marks."), max_length=1000,
        missing=_("Write what they said, in their own words."),
    )  # fmt: skip
    about = forms.TextField(
        label=_("What it is about"), hint=_("For example a session. Leave it empty if it says too much."),
        required=False, max_length=200,
    )  # fmt: skip
    consent = forms.SelectField(
        label=_("Their consent"), missing=_("Choose the consent of the person who said it."),
        hint=_("Only people who agreed to be quoted are listed. Their choice decides which name is shown."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.living = {str(consent.pk): consent for consent in queries.consents_for_quotes()}
        field: Any = self.fields["consent"]
        field.choices = [
            *field.choices,
            *((key, _described(consent)) for key, consent in self.living.items()),
        ]

    def clean_consent(self) -> Consent:
        """The consent that was chosen."""
        return self.living[self.cleaned_data["consent"]]

    def values_of(self, item: Item) -> dict[str, Any]:
        assert isinstance(item, Quote)
        return super().values_of(item) | {
            "text": item.text,
            "about": item.about,
            "consent": str(item.consent_id),
        }


class MilestoneForm(ItemForm):
    """A dated moment."""

    plain = ("title", "text")
    title = forms.TextField(
        label=_("What happened"), max_length=160, missing=_("Write what happened, in a few words.")
    )
    on = forms.DateField(label=_("When"), hint=_("If you know only the month or year, use its first day."))
    precision = forms.ChooseOne(
        label=_("How much of the date is known?"), choices=Precision.choices, initial=Precision.DAY,
        inline=True, missing=_("Say how much of the date is known."),
    )  # fmt: skip
    text = forms.LongTextField(
        label=_("More about it"), required=False, max_length=600, rows=3,
        hint=_("Figures come from the list on this page. Do not type numbers."),
    )  # fmt: skip
    source_label = forms.TextField(label=_("Where this is written down"), required=False, max_length=200)
    source_url = forms.TextField(
        label=_("Address of that page"), hint=_("For example https://example.org/news"), required=False,
        max_length=500, inputmode="url",
    )  # fmt: skip

    def clean_source_url(self) -> str:
        """An address that starts with http or https, or none."""
        url: str = self.cleaned_data["source_url"]
        if url and not url.startswith(("https://", "http://")):
            raise ValidationError(_("Start the address with https:// so that people can open it."))
        return url

    def values_of(self, item: Item) -> dict[str, Any]:
        assert isinstance(item, Milestone)
        names = ("title", "on", "precision", "text", "source_label", "source_url")
        return super().values_of(item) | {name: getattr(item, name) for name in names}


class TellingForm(forms.Form):
    """The same words in another language, or in Easy Read."""

    way = forms.ChooseOne(
        label=_("How is it told?"), choices=[("plain", _("As a translation")), ("easy", _("In Easy Read"))],
        missing=_("Say whether this is a translation or Easy Read."),
    )  # fmt: skip
    language = forms.ChooseOne(
        label=_("Language"), choices=_languages, missing=_("Choose the language."), inline=True
    )
    heading = forms.TextField(label=_("Heading"), required=False, max_length=160)
    text = forms.LongTextField(
        label=_("Words"), max_length=1500, missing=_("Write the words."),
        hint=_("Keep the figures between their double brackets. In Easy Read: one idea on each line, in 15 words "
               "or fewer."),
    )  # fmt: skip
    picture = forms.SelectField(
        label=_("Picture, for Easy Read"), required=False, choices=Picture.choices, empty=_("No picture")
    )
    drafted = forms.ChooseOne(
        label=_("Who wrote it?"), choices=[("person", _("A person")), ("machine", _("A machine drafted it"))],
        missing=_("Say who wrote it."),
        hint=_("People see when a machine drafted it, until somebody has read it over."),
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        return given | {"easy": given.pop("way") == "easy", "machine": given.pop("drafted") == "machine"}


class EditionForm(forms.Form):
    """What an edition is called, and the day of which it tells."""

    title = forms.TextField(
        label=_("Title of the edition"), max_length=120, initial=_("The story so far"),
        missing=_("Give the edition a title, such as “The story so far, autumn”."),
    )  # fmt: skip
    as_of = forms.DateField(
        label=_("The story as of"), hint=_("Usually today. Each figure keeps its own date.")
    )

    def clean_as_of(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["as_of"]
        if day > clock.today():
            raise ValidationError(
                _("Choose today or an earlier day. An edition cannot tell of a day to come.")
            )
        return day


class PublishDraftForm(forms.Form):
    """Why an edition comes out with points that are open."""

    reason = forms.LongTextField(
        label=_("Why does it come out with open points?"), required=False, max_length=600, rows=3,
        hint=_("Leave this empty when everything is done. What you write is kept with the edition."),
    )  # fmt: skip


class SomebodyField(forms.PersonField):
    """A member by reference, or by name where only one has it."""

    def find(self, words: str) -> Any:
        """Members of this name or reference."""
        return members.named(words)


class AskToSignOffForm(forms.Form):
    """Who signs an edition off, and as what."""

    who = SomebodyField(label=_("Who signs it off?"))
    role = forms.TextField(
        label=_("As what do they sign?"), max_length=80, hint=_("For example: member of the steering group."),
        missing=_("Write as what they sign."),
    )  # fmt: skip


class JustToldForm(forms.ToldForm):
    """How somebody told us."""


class SpeakerToldForm(forms.ToldForm):
    """What somebody said about their words, and how they told us."""

    answer = forms.ChooseOne(
        label=_("What did they say?"), missing=_("Say what they said."),
        choices=[("yes", _("They have seen it, and it is right")), ("no", _("Take it off"))],
    )  # fmt: skip


def _described(consent: Consent) -> str:
    channels = [
        str(ConsentChannel(channel).label) for channel in consent.channels if channel in ConsentChannel.values
    ]
    until = date_format(consent.expires_on, "DATE_FORMAT") if consent.expires_on else str(_("no end date"))
    parts = [
        consent.member.called,
        consents.attribution(consent) or str(_("no name")),
        ", ".join(channels),
        until,
    ]
    return " – ".join(parts)
