"""Starting an annual report, and the words of a chapter."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms, languages


class StartReportForm(forms.Form):
    """A title, the days, and the language of the words."""

    title = forms.TextField(
        label=_("Title"), hint=_("For example: Annual report 2025/26."), missing=_("Write a title."), max_length=120,
    )  # fmt: skip
    begins = forms.DateField(label=_("First day"), missing=_("Write the first day."))
    ends = forms.DateField(label=_("Last day"), missing=_("Write the last day."))
    language = forms.ChooseOne(
        label=_("The language of your own words"), choices=languages.written_names, missing=_("Choose a language."),
        hint=_("Everything else is published in every language of the centre."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["ends"]
        day.latest = clock.today()


class WordsForm(forms.Form):
    """What the centre says in words."""

    text = forms.LongTextField(
        label=_("Your words"), required=False, rows=10, max_length=5000,
        hint=_("Words only. Figures and records stand beneath. Leave an empty line between paragraphs."),
    )  # fmt: skip
