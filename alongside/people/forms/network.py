"""Organisations, communities, the directory and introductions: what comes in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.foundation.forms import ToldForm

from ..models import Member, Organisation, OrganisationKind, OutreachWay, PriorityCommunity
from ..queries import network


class WebAddressField(forms.TextField):
    """A web address; https:// may be left out."""

    def clean(self, value: Any) -> str:
        address = str(super().clean(value) or "").strip()
        if not address:
            return ""
        whole = address if "://" in address else f"https://{address}"
        try:
            URLValidator(schemes=["http", "https"])(whole)
        except ValidationError:
            raise ValidationError(_("Write a web address like www.example.org."), code="invalid") from None
        return whole


class OrganisationForm(forms.Form):
    """A group, charity, service or university."""

    name = forms.TextField(
        label=_("Its name"), missing=_("Write the name."), max_length=200, spellcheck=False
    )
    kind = forms.ChooseOne(
        label=_("What kind is it?"), choices=OrganisationKind.choices, missing=_("Choose a kind."), small=True
    )
    website = WebAddressField(
        label=_("Its website"), required=False, max_length=200, spellcheck=False, inputmode="url",
        width="two-thirds",
    )  # fmt: skip
    about = forms.LongTextField(label=_("About it"), required=False, rows=4, max_length=2000)

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        others = Organisation.objects.filter(name__iexact=name)
        if self.organisation:
            others = others.exclude(pk=self.organisation.pk)
        if others.exists():
            raise ValidationError(_("An organisation with this name is on the list already."))
        return name


class CommunityForm(forms.Form):
    """A community that the centre means to work with, and why."""

    name = forms.TextField(label=_("The community’s name"), missing=_("Write the name."), max_length=120)
    why = forms.LongTextField(
        label=_("Why this community?"),
        hint=_("Everybody can read this. Say what was not heard, and what you mean to do."),
        missing=_("Say why the centre means to work with this community."),
        max_length=2000,
    )
    order = forms.NumberField(
        label=_("Place in the list"), hint=_("1 comes first."), min_value=0, max_value=999, initial=0,
        required=False, width="3",
    )  # fmt: skip

    figure = forms.SelectField(
        label=_("Which published figure says how many of them are in the network?"),
        hint=_("Only one that counts the same people. Without one the page says that we do not know."),
        empty=_("None"), required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, community: PriorityCommunity | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community
        figure: Any = self.fields["figure"]
        figure.choices = [("", _("None")), *network.figures_of_people()]

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        others = PriorityCommunity.objects.filter(name__iexact=name)
        if self.community:
            others = others.exclude(pk=self.community.pk)
        if others.exists():
            raise ValidationError(_("A community with this name is on the list already."))
        return name

    def clean_order(self) -> int:
        return int(self.cleaned_data["order"] or 0)


class OutreachForm(forms.Form):
    """One thing done to reach a community."""

    on = forms.DateField(label=_("When?"), missing=_("Write the day."))
    what = forms.LongTextField(
        label=_("What did you do?"), hint=_("Everybody can read this. Name no single person."), rows=3,
        missing=_("Write what you did."), max_length=2000,
    )  # fmt: skip
    way = forms.ChooseOne(
        label=_("In which way?"), choices=OutreachWay.choices, missing=_("Choose the way."), small=True
    )
    partner = forms.SelectField(label=_("With which organisation?"), empty=_("None"), required=False)
    result = forms.LongTextField(
        label=_("What came of it?"),
        hint=_("You can write this later. Write it also when nothing came of it."),
        required=False,
        rows=3,
        max_length=2000,
    )
    learnt = forms.LongTextField(
        label=_("What did you learn?"),
        hint=_("Everybody can read this."),
        required=False,
        rows=3,
        max_length=2000,
    )
    spent = forms.TextField(
        label=_("What did it cost?"), hint=_("A note for the team, such as: room and food, 120 pounds."),
        required=False, max_length=200,
    )  # fmt: skip
    follow_up_on = forms.DateField(
        label=_("By when will you write down what came of it?"),
        hint=_("It is on your desk from that day."),
        required=False,
    )

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partner: Any = self.fields["partner"]
        partner.choices = [("", _("None")), *organisations]
        self.initial.setdefault("follow_up_on", clock.today() + network.RESULT_WITHIN)
        day: Any = self.fields["on"]
        day.latest = clock.today()


class ResultForm(forms.Form):
    """What came of something done to reach a community."""

    result = forms.LongTextField(
        label=_("What came of it?"),
        hint=_("Write it also when nothing came of it: that helps the next one."),
        missing=_("Write what came of it."),
        max_length=2000,
    )
    learnt = forms.LongTextField(
        label=_("What did you learn?"),
        hint=_("Everybody can read this."),
        required=False,
        rows=3,
        max_length=2000,
    )


class DirectoryEntryForm(forms.Form):
    """What a member chooses to show other members."""

    shown_name = forms.TextField(
        label=_("The name to show"), missing=_("Write the name to show."), max_length=200, spellcheck=False,
        autocomplete="nickname",
    )  # fmt: skip
    about = forms.LongTextField(
        label=_("A few words about you"), required=False, rows=4, max_length=1000,
        hint=_("Leave out your phone number and address. You decide later who gets them."),
    )  # fmt: skip
    shows = forms.ChooseSeveral(
        label=_("What else may other members see?"),
        hint=_("Nothing is shown unless you tick it."),
        choices=[
            ("shows_brings", _("What I bring")),
            ("shows_interests", _("My interests")),
            ("shows_languages", _("The languages I use")),
            ("shows_organisations", _("The organisations I belong to")),
        ],
        required=False,
    )
    welcomes_introductions = forms.YesNo(
        label=_("May other members ask to be introduced to you?"),
        hint=_("We ask you first, each time. Nobody gets your contact details unless you say yes."),
        missing=_("Choose yes or no."),
    )

    def choices_made(self) -> dict[str, Any]:
        """What `people.save_directory_entry` takes."""
        names = ("shows_brings", "shows_interests", "shows_languages", "shows_organisations")
        kept = ("shown_name", "about", "welcomes_introductions")
        return {name: self.cleaned_data[name] for name in kept} | {
            name: name in self.cleaned_data["shows"] for name in names
        }


def contact_ways(member: Member) -> list[tuple[str, str]]:
    """The contact details of a member, each as something to share."""
    known = [("email", member.email), ("phone", member.phone)]
    return [(value, value) for _name, value in known if value]


class ShareForm(forms.Form):
    """Which contact details to share."""

    share = forms.ChooseSeveralOrOwnWords(
        label=_("What may we tell them about how to reach you?"),
        own_words_label=_("Another way to reach you"),
        missing=_("Choose at least one way to reach you, or write one."),
        own_words_max=300,
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        share: Any = self.fields["share"]
        share.choices = contact_ways(member)

    def shared(self) -> str:
        """What to share, one way on each line."""
        chosen = self.cleaned_data["share"]
        return "\n".join(part for part in [*chosen.values, chosen.own_words] if part)


class AskIntroductionForm(ShareForm):
    """A member asks to be introduced to another."""

    message = forms.LongTextField(
        label=_("Why would you like to meet?"),
        hint=_("They read this before they decide."),
        missing=_("Write a few words, so that they can decide."),
        max_length=1000,
    )
    field_order = ["message", "share"]


class AnswerForForm(ToldForm):
    """An answer to an introduction that somebody gave by phone, by post or in person."""

    accepted = forms.YesNo(
        label=_("Would they like to be introduced?"), missing=_("Choose yes or no."), inline=True
    )
    share = forms.LongTextField(
        label=_("If yes: what may we tell the other about how to reach them?"),
        required=False, needed_sometimes=True, rows=2,
        max_length=600,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("accepted") and not cleaned.get("share") and "share" not in self.errors:
            self.add_error("share", _("Write at least one way to reach them."))
        return cleaned
