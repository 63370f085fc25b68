"""What comes in from translators, and from whoever asks members to translate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms, languages
from alongside.foundation.translating import Source

from ..models import Member, Translator
from ..queries import members


class AskTranslatorForm(forms.Form):
    """Who translates, and into which language."""

    who = forms.TextField(
        label=_("Who translates?"), hint=_("Their reference, or the name that they are called by."),
        missing=_("Write who it is."), max_length=200, spellcheck=False,
    )  # fmt: skip
    language = forms.ChooseOne(
        label=_("Into which language?"), choices=languages.written_names, missing=_("Choose a language."),
    )  # fmt: skip

    def clean_who(self) -> Member:
        """The one member who is meant."""
        found = members.named(self.cleaned_data["who"])
        if len(found) != 1:
            raise ValidationError(
                _("Two people have this name. Write the reference.") if found
                else _("Nobody here has this name or reference.")
            )  # fmt: skip
        return found[0]


class TranslateForm(forms.Form):
    """One field for each text of a thing. Staff say whose words they are."""

    mark_optional = False

    def __init__(
        self, *args: Any, source: Source, language: str, writers: Sequence[Translator] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        spoken = {"lang": languages.tag(language), "dir": languages.direction(language)}
        for part in source.asked:
            kind: Any = forms.LongTextField if part.long else forms.TextField
            more: dict[str, Any] = {"rows": max(3, len(part.text) // 60)} if part.long else {}
            field = kind(label=part.label, required=False, max_length=20_000 if part.long else 300, **more)
            field.widget.attrs |= spoken
            self.fields[part.name] = field
        self.writers = {str(row.member_id): row.member for row in writers}
        if self.writers:
            self.fields["writer"] = forms.SelectField(
                label=_("Whose words are they?"), required=False,
                hint=_("Choose the translator when you write down what they told or sent you."),
                choices=[(key, member.called) for key, member in self.writers.items()],
                empty=_("My own"),
            )  # fmt: skip

    def writer(self) -> Member | None:
        """The translator who was chosen, if one was."""
        return self.writers.get(self.cleaned_data.get("writer") or "")

    def texts(self) -> dict[str, str]:
        """What was written, by part."""
        return {name: value for name, value in self.cleaned_data.items() if name != "writer"}
