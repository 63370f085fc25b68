"""Asking for the newsletter, and choosing what comes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, languages

from ..models import Topic, Way
from ..queries import topics


class Choices(forms.Form):
    """Topics, language and Easy Read. Where the centre names no topics, nobody is asked about them."""

    topics = forms.ChooseSeveral(
        label=_("What would you like to hear about?"),
        hint=_("Choose none to hear about everything."),
        required=False,
    )
    language = forms.ChooseOne(
        label=_("In which language?"),
        choices=languages.offered_names,
        missing=_("Choose a language."),
        inline=True,
    )
    easy_read = forms.ConsentField(
        label=_("I would like Easy Read: short sentences in plain words"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {topic.slug: topic for topic in topics.offered()}
        field: Any = self.fields["topics"]
        field.choices = [(slug, topic.name) for slug, topic in self.known.items()]
        if not self.known:
            del self.fields["topics"]

    def chosen(self) -> dict[str, Any]:
        """What the actions take."""
        given = self.cleaned_data
        picked: list[Topic] = [self.known[slug] for slug in given.get("topics", [])]
        return {"topics": picked, "language": given["language"], "easy_read": given["easy_read"]}


class SubscribeForm(Choices):
    """An address, a name if one likes, and a box with the exact words."""

    email = forms.EmailField(label=_("Your email address"))
    called = forms.TextField(
        label=_("Your name"), hint=_("So that we can greet you. You need not say it."), required=False, max_length=100,
        autocomplete="nickname", spellcheck=False,
    )  # fmt: skip
    agreed = forms.ConsentField(label="", missing=_("Tick the box if you would like the newsletter."))

    def __init__(self, *args: Any, wording: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = wording
        self.order_fields(["email", "called", "topics", "language", "easy_read", "agreed"])


class MemberForm(Choices):
    """A member who would like the newsletter: nothing but the choices, and the exact words."""

    agreed = forms.ConsentField(label="", missing=_("Tick the box if you would like the newsletter."))

    def __init__(self, *args: Any, wording: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = wording


class WayForm(forms.Form):
    """By email, by post or read out on the phone."""

    way = forms.ChooseOne(
        label=_("How should it come?"), choices=Way.choices, missing=_("Choose how it should come.")
    )
    address = forms.LongTextField(
        label=_("For letters: your address"),
        rows=4,
        required=False,
        max_length=500,
        autocomplete="street-address",
    )
    phone = forms.PhoneField(label=_("For calls: your phone number"), required=False, max_length=40)
