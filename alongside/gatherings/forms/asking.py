"""Forms that ask once more: nothing is wrong, and somebody should look twice."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

GO_ON = "go_on"


class AsksFirstForm(forms.Form):
    """A form whose `questions` are shown beside a box to go on anyway; with the box ticked they are settled."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        found = self.questions(cleaned)
        if found and not self.data.get(self.add_prefix(GO_ON)):
            self.fields[GO_ON] = forms.ConsentField(label=_("I have looked. Go on anyway"), required=False)
            for question in found:
                self.add_error(GO_ON, question)
        return cleaned

    def questions(self, cleaned: dict[str, Any]) -> list[Any]:
        """What should be looked at twice, once every answer is in order."""
        return []
