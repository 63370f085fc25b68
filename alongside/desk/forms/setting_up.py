"""What the set-up asks for."""

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, languages
from alongside.monitoring import queries as monitoring


class NameForm(forms.Form):
    name = forms.TextField(
        label=_("Name of the centre"),
        hint=_("In full, as you print it."),
        missing=_("Enter the name of the centre."),
        max_length=200,
        autocomplete="organization",
    )
    short_name = forms.TextField(
        label=_("Short name"),
        hint=_("For the titles of pages, where space is short."),
        missing=_("Enter a short name."),
        max_length=60,
        width="two-thirds",
    )


class PurposeForm(forms.Form):
    purpose = forms.LongTextField(
        label=_("What is the centre for?"),
        hint=_("One or two sentences. You can change them at any time."),
        missing=_("Say in a sentence what the centre is for."),
        max_words=80,
    )


class AreaForm(forms.Form):
    area = forms.ChooseOne(
        label=_("Where does the centre work?"),
        hint=_("Figures about who takes part stand beside the figures of this area."),
        missing=_("Choose an area, or say that none of them fits."),
        choices=monitoring.areas,
    )


class LanguagesForm(forms.Form):
    languages = forms.ChooseSeveral(
        label=_("Which languages does the centre use?"),
        hint=_("Pages can be read in each of these. You can add more later."),
        missing=_("Choose at least one language."),
        choices=languages.all_own_names(),
        initial=["en"],
    )


class CoordinatorForm(forms.Form):
    called = forms.TextField(
        label=_("Your name"),
        hint=_("The name that people call you by."),
        missing=_("Enter your name."),
        max_length=100,
        autocomplete="name",
    )
    email = forms.EmailField(
        label=_("Your email address"),
        hint=_("You sign in with a code that we send there. There is no password."),
        missing=_("Enter your email address."),
    )
