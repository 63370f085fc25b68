"""What comes in about issues of the newsletter: judged here, saved by the actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms, languages
from alongside.foundation.components import Text
from alongside.foundation.plain_text import plain_digits
from alongside.foundation.sources import Thing

from .. import rules
from ..models import Basis, Block, BlockKind, Topic

TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


class TimeField(forms.TextField):
    """A time of the day, such as 9, 9:30 or 14.30. Gives a `time`, or None when it may be empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("hint", _("For example 9:30 or 14:00."))
        super().__init__(width="5", spellcheck=False, inputmode="text", **kwargs)

    def clean(self, value: Any) -> time | None:
        words = plain_digits(str(super().clean(value) or "")).strip()
        if not words:
            return None
        found = TIME.fullmatch(words)
        if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
            raise ValidationError(_("Write a time such as 9:30 or 14:00."))
        return time(int(found[1]), int(found[2] or 0))


HEADINGS: dict[tuple[bool, bool], Text] = {
    (True, True): _("Languages, basis and topics"),
    (True, False): _("Languages and basis"),
    (False, True): _("Languages and topics"),
    (False, False): _("Languages"),
}
"""What a newsletter is asked for: whether its basis is, and whether its topics are."""


class IssueForm(forms.Form):
    """In which languages, on which basis, about what. Only a charity has two bases to choose from."""

    languages = forms.ChooseSeveral(
        label=_("In which languages is it?"), choices=[], missing=_("Choose at least one language."),
        hint=_("It is sent once every language has its words. Readers of other languages get the first one."),
    )  # fmt: skip
    basis = forms.ChooseOne(
        label=_("To whom does it go?"), choices=Basis.choices, initial=Basis.CONSENT,
        missing=_("Choose to whom it goes."), hint=_("The two never share one sending."),
    )  # fmt: skip
    topics = forms.ChooseSeveral(
        label=_("What is it about?"), choices=[], required=False,
        hint=_("With nothing chosen, it goes to everybody. Else to those who chose one of these, or no topic at all."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(topic.pk): topic for topic in Topic.objects.filter(retired_on=None)}
        fields: dict[str, Any] = self.fields
        fields["languages"].choices = languages.written_own_names()
        fields["topics"].choices = [(key, topic.name) for key, topic in self.offered.items()]
        if not self.offered:
            del fields["topics"]
        if not rules.is_charity() and self.initial.get("basis", Basis.CONSENT) == Basis.CONSENT:
            del fields["basis"]

    def heading(self) -> Text:
        """What it asks for, in words."""
        asked = ("basis" in self.fields, "topics" in self.fields)
        return HEADINGS[asked]

    def chosen(self) -> dict[str, Any]:
        """What the action takes."""
        keys = self.cleaned_data.get("topics") or []
        return {
            "languages": self.cleaned_data["languages"],
            "basis": self.cleaned_data.get("basis", Basis.CONSENT),
            "topics": [self.offered[key] for key in keys],
        }  # fmt: skip


class _SeenForm(forms.Form):
    """Knows which revision its writer saw."""

    base = forms.HiddenField(required=False)

    def clean_base(self) -> int:
        """The revision that the writer saw; a form that lost it is older than everything."""
        base = self.cleaned_data["base"] or ""
        return int(base) if base.isascii() and base.isdecimal() and len(base) < 9 else -1


class WordsForm(_SeenForm):
    """Subject and beginning in one language."""

    subject = forms.TextField(
        label=_("Subject"),
        max_length=150,
        missing=_("Write the subject. It says what this newsletter is about."),
    )
    intro = forms.LongTextField(label=_("How it begins"), required=False, max_length=10_000, rows=6)
    easy = forms.LongTextField(
        label=_("How it begins, in Easy Read"), required=False, max_length=10_000, rows=6,
        hint=_("Short sentences, one thought in each. One sentence on a line."),
    )  # fmt: skip


class BlockForm(_SeenForm):
    """The words of one part in one language."""

    heading = forms.TextField(label=_("Heading"), required=False, max_length=150)
    text = forms.LongTextField(label=_("Words"), required=False, max_length=10_000, rows=8)
    easy = forms.LongTextField(
        label=_("The same in Easy Read"), required=False, max_length=10_000, rows=8,
        hint=_("Short sentences, one thought in each. One sentence on a line."),
    )  # fmt: skip

    def __init__(self, *args: Any, block: Block, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if block.kind == BlockKind.HEADING:
            del fields["text"], fields["easy"]
        elif block.has_source:
            fields["heading"].label = _("Another heading, if you want one")
            fields["text"].label = _("Words of ours before it, if you want some")
            fields["easy"].label = _("All of it in Easy Read")


class AddBlockForm(forms.Form):
    """What a part shows, of what was found."""

    thing = forms.ChooseOne(
        label=_("Which one?"), choices=[], missing=_("Choose one, or look for other words.")
    )

    def __init__(self, *args: Any, found: Sequence[Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {f"{thing.kind}/{thing.key}": thing for thing in found}
        field: Any = self.fields["thing"]
        field.choices = [(key, thing.label[:200]) for key, thing in self.found.items()]

    def chosen(self) -> Thing:
        """The thing that was chosen."""
        return self.found[self.cleaned_data["thing"]]


class ApproveForm(forms.Form):
    """The reason of somebody who approves what they wrote themselves."""

    alone_because = forms.TextField(
        label=_("If you wrote it last yourself: why can nobody else approve it?"),
        required=False,
        needed_sometimes=True,
        max_length=300,
    )


class ScheduleForm(forms.Form):
    """When it is sent, and from when on it is too late."""

    on = forms.DateField(label=_("On which day is it sent?"))
    at = TimeField(label=_("At what time?"), missing=_("Write a time such as 9:30."))
    until = forms.DateField(
        label=_("On which day is it too late?"), required=False,
        hint=_("Leave it empty if it is never too late. After that it is missed, and not sent late."),
    )  # fmt: skip
    until_at = TimeField(label=_("From what time on is it too late?"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("until_at") and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Write the day too, or leave both empty."))
        return cleaned

    def times(self) -> dict[str, Any]:
        """What the action takes. Where clocks are put back, the first of two."""
        given = self.cleaned_data
        last = time(23, 59)
        until = _moment(given["until"], given["until_at"] or last) if given["until"] else None
        return {"send_at": _moment(given["on"], given["at"]), "send_before": until}


def _moment(day: Any, hour: time) -> datetime:
    return datetime.combine(day, hour, timezone.get_current_timezone())


class PreviewForm(forms.Form):
    """Whose copy to look at: a subscriber's, or that of a way and a language."""

    who = forms.TextField(
        label=_("A subscriber"), required=False, max_length=60, width="20", spellcheck=False,
        hint=_("Their reference, such as K7FD-3MXA. Leave it empty to choose below."),
    )  # fmt: skip
    language = forms.ChooseOne(label=_("Language"), choices=[], required=False, inline=True)
    version = forms.ChooseOne(
        label=_("Version"), required=False, inline=True, initial="plain",
        choices=[("plain", _("Usual words")), ("easy", _("Easy Read"))],
    )  # fmt: skip
    way = forms.ChooseOne(
        label=_("Way"), required=False, inline=True, initial="email",
        choices=[("email", _("By email")), ("post", _("By post, printed")), ("phone", _("Read to me by phone"))],
    )  # fmt: skip

    def __init__(self, *args: Any, codes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = [(code, languages.own_name(code)) for code in codes]


class HandOutForm(forms.Form):
    """Copies that were given out somewhere."""

    count = forms.NumberField(
        label=_("How many copies?"),
        min_value=1,
        max_value=1_000_000,
        missing=_("Write how many copies were given out."),
    )
    place = forms.TextField(
        label=_("Where?"), max_length=200, missing=_("Write where they were given out."),
        hint=_("For example: Central library."),
    )  # fmt: skip
    on = forms.DateField(label=_("On which day?"))

    def clean_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError(_("Choose today or an earlier day."))
        return day
