"""Evaluation plans and readings: what comes in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms

from ..models import Direction, Element, Measure, MeasureKind
from .projects import MemberField

VALUES = ("number", "part", "base", "yes", "words")


def value_fields(kind: str, scale_most: int | None = None, *, required: bool) -> dict[str, Any]:
    """The fields in which a value of one kind is typed."""
    if kind == MeasureKind.PERCENTAGE:
        return {
            "part": forms.NumberField(
                label=_("How many?"), min_value=0, required=required,
                missing=_("This measure is a percentage. Write how many of how many, like 5 of 8."),
            ),
            "base": forms.NumberField(
                label=_("Of how many?"), min_value=1, required=required,
                missing=_("Write of how many. A percentage never stands alone."),
            ),
        }  # fmt: skip
    if kind == MeasureKind.YES_NO:
        return {"yes": forms.YesNo(label=_("Yes or no?"), required=required,
                                   missing=_("This measure is yes or no. Choose one."))}  # fmt: skip
    if kind == MeasureKind.STORY:
        return {"words": forms.LongTextField(
            label=_("The story"), rows=8, max_length=8000, required=required,
            hint=_("Please leave out names. Everybody can read it once it is approved."),
            missing=_("This measure is a story. Tell it in words."),
        )}  # fmt: skip
    found = {"number": forms.NumberField(
        label=_("The number"), whole=False, required=required, width="10",
        missing=_("This measure is a number. Write a number, like 12."),
    )}  # fmt: skip
    if kind == MeasureKind.SCALE:
        found["number"].label = _("The place on the scale, from 1 to %(most)s") % {"most": scale_most or ""}
        found["base"] = forms.NumberField(label=_("How many people answered?"), min_value=1, required=False)
    return found


class QuestionForm(forms.Form):
    """What the project wants to know."""

    text = forms.LongTextField(
        label=_("What do you want to know?"),
        rows=2,
        max_length=500,
        missing=_("Write what you want to know."),
    )
    elements = forms.ChooseSeveral(
        label=_("Which steps of the theory of change is it about?"), required=False, small=True
    )

    def __init__(self, *args: Any, elements: list[Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["elements"]
        field.choices = [(one.key, str(one)) for one in elements]
        if not elements:
            del self.fields["elements"]


class MeasureForm(forms.Form):
    """How a question is answered."""

    text = forms.TextField(
        label=_("What do you look at?"), hint=_("For example: people who say that they know a neighbour."),
        max_length=300, missing=_("Write what you look at."),
    )  # fmt: skip
    unit = forms.TextField(
        label=_("What is counted?"),
        hint=_("For example: people, walks, hours."),
        required=False,
        max_length=60,
    )
    of_people = forms.ConsentField(label=_("It counts people, or asks them"), required=False)
    scale_most = forms.NumberField(
        label=_("How far does the scale go?"), min_value=2, max_value=100, width="3"
    )
    baseline_on = forms.DateField(
        label=_("When was the first value so?"), required=False, needed_sometimes=True
    )
    baseline_note = forms.TextField(
        label=_("How do you know the first value?"), required=False, max_length=300
    )
    target = forms.NumberField(label=_("What do you aim for?"), whole=False, required=False)
    direction = forms.ChooseOne(
        label=_("Which way should it go?"), choices=[*Direction.choices, ("", _("We have not said"))],
        required=False, small=True,
    )  # fmt: skip
    who_collects = forms.TextField(label=_("Who collects it?"), required=False, max_length=200)
    how = forms.TextField(label=_("How?"), required=False, max_length=300)
    is_key = forms.ConsentField(label=_("It is one of the most important ones"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        unused = {
            MeasureKind.SCALE.value: {"unit"}, MeasureKind.NUMBER.value: {"scale_most"},
            MeasureKind.PERCENTAGE.value: {"scale_most", "unit"},
            MeasureKind.STORY.value: {"scale_most", "unit", "target", "direction", "of_people"},
        }.get(kind, {"scale_most", "unit", "target"})  # fmt: skip
        for name in unused:
            del self.fields[name]
        first = value_fields(kind, required=False)
        for field in first.values():
            field.label = _("The first value: %(label)s") % {"label": field.label}
        self.fields |= first
        names = [name for name in self.fields if name not in first]
        self.order_fields(
            [*names[: names.index("baseline_on")], *first, *names[names.index("baseline_on") :]]
        )

    def measure(self) -> dict[str, Any]:
        """What actions take."""
        given = dict(self.cleaned_data)
        baseline = {name: given.pop(name) for name in VALUES if name in given}
        return given | {"kind": self.kind, "baseline": baseline}


class KindForm(forms.Form):
    """What kind of answer a new measure gives."""

    kind = forms.ChooseOne(
        label=_("What kind of answer is it?"), choices=MeasureKind.choices, small=True,
        missing=_("Choose what kind of answer it is."),
    )  # fmt: skip


class ReadingForm(forms.Form):
    """What a measure said for a time."""

    since = forms.DateField(label=_("From which day?"), missing=_("Write the first day."))
    until = forms.DateField(label=_("To which day?"), missing=_("Write the last day."))
    remark = forms.TextField(label=_("A note"), required=False, max_length=300)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["until"]
        day.latest = clock.today()
        first = value_fields(measure.kind, measure.scale_most, required=True)
        self.value_names = list(first)
        self.fields |= first
        self.order_fields(["member", *first, "since", "until", "remark"])

    def reading(self) -> dict[str, Any]:
        """What actions take."""
        given = self.cleaned_data
        value = {name: given[name] for name in self.value_names}
        return {"since": given["since"], "until": given["until"], "note": given["remark"], "value": value}


class RecordReadingForm(forms.ToldForm, ReadingForm):
    """What a measure said, as somebody told us."""

    member = MemberField(label=_("Who tells us?"))


class ReturnForm(forms.Form):
    """Why a reading goes back."""

    because = forms.LongTextField(
        label=_("Why do you return it?"),
        rows=3,
        max_length=2000,
        missing=_("Write why, and what is missing."),
    )


class EvidenceForm(forms.Form):
    """What a reading rests on."""

    text = forms.TextField(
        label=_("What does it rest on?"), max_length=500, missing=_("Write what it rests on.")
    )
    url = forms.TextField(label=_("A link to it"), required=False, max_length=500, spellcheck=False)


class GroupForm(forms.Form):
    """A group within a percentage."""

    name = forms.TextField(label=_("Which group?"), max_length=100, missing=_("Write the name of the group."))
    part = forms.NumberField(label=_("How many?"), min_value=0, missing=_("Write how many."))
    base = forms.NumberField(
        label=_("Of how many in the group?"), min_value=1, missing=_("Write of how many.")
    )
