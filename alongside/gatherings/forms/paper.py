"""Forms on paper: what to print, and keying in. On paper stand the very fields of the web forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms
from alongside.foundation.forms.saying import ONLY_FROM_18
from alongside.people.models import Attribution, BringsKind, Member, Mode

from ..actions.paper import MOST_AT_ONCE
from ..actions.refusals import NOT_BEFORE_SESSION
from ..models import PaperBatch, PaperForm, PaperKind, PrintSize
from ..queries import feedback, paper
from .feedback import FeedbackForm
from .registering import NOT_SAID, RegisterForm
from .voices import SayForm

CAME_BY = [(Mode.IN_PERSON.value, _("Handed over")), (Mode.POST.value, _("By post"))]
WHO = _("Your name, or your reference")
THEIR_WHO = _("Their name or reference")
NEEDS_APART = _(
    "Please do not write here what you need to take part. Call us about it, so that only few people see it."
)
NAMES = (Attribution.FIRST_NAME, Attribution.FULL_NAME)
THEIR_HINTS = {
    "feedback": _("Leave this empty if they answer without a name. To quote them, we need their name."),
    "said": _("Leave this empty if they do not want to give their name."),
}


class PrintForm(forms.Form):
    """Which forms to print, how many, for whom."""

    kind = forms.ChooseOne(
        label=_("Which form?"), choices=PaperKind.choices, missing=_("Choose which form to print.")
    )
    blank = forms.NumberField(
        label=_("How many without a name?"), min_value=0, max_value=MOST_AT_ONCE, required=False,
        hint=_("For anybody who likes paper. Print a few more than you think."),
    )  # fmt: skip
    registered = forms.ConsentField(
        label=_("And one with the name of each person who has a place"), required=False
    )
    who = forms.TextField(
        label=_("Or for one person: their reference"), required=False, max_length=20, width="10",
        spellcheck=False,
    )  # fmt: skip
    size = forms.ChooseOne(
        label=_("How large?"), choices=PrintSize.choices, initial=PrintSize.LARGE,
        missing=_("Choose how large the letters are."),
    )  # fmt: skip


class CodeForm(forms.Form):
    """The code of a form that came back."""

    code = forms.TextField(
        label=_("Code on the form"), hint=_("Six letters and numbers, top right, such as K7F-DM3."),
        missing=_("Type the code that is on the form."), spellcheck=False, width="10", max_length=20,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "autofocus": True, "autocapitalize": "characters", "autocomplete": "off",
        }  # fmt: skip

    def clean_code(self) -> PaperForm:
        """The form with this code."""
        code = paper.read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A letter of this code is not right. Look at the form and type it again.")
            )
        form = paper.form_of(code)
        if form is None:
            raise forms.ValidationError(_("We printed no form with this code. Look at the form again."))
        return form


Find = Callable[[str], list[Member]]


class OnPaper(forms.Form):
    """What a form has on paper alone: who it is, where it bears no name. `find` looks for them."""

    who = forms.TextField(
        label=WHO, hint=_("Leave this empty if you do not want to give your name."),
        required=False, needed_sometimes=True,
        max_length=100, spellcheck=False, autocomplete="off",
    )  # fmt: skip

    def __init__(
        self, *args: Any, paper_member: Member | None, find: Find | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.paper_member, self.find = paper_member, find
        if paper_member is not None:
            del self.fields["who"]
        else:
            self.order_fields(["who", *(name for name in self.fields if name != "who")])

    def clean_who(self) -> Member | None:
        """The member whose name or reference was written; None where it was left empty."""
        typed = self.cleaned_data["who"]
        if not typed or self.find is None:
            return None
        found = self.find(typed)
        if not found:
            raise forms.ValidationError(
                _("We found nobody of this name. Write their reference, or leave this empty for no name.")
            )
        if len(found) > 1:
            listed = ", ".join(f"{one.full_name or one.called} {one.reference}" for one in found)
            raise forms.ValidationError(
                _("Several people have this name. Write the reference of the right one: %(people)s."),
                params={"people": listed},
            )
        return found[0]

    def refuse_young_name(self, field: str) -> None:
        """Judge how somebody is named, now that it is known who it is."""
        who, named = self.cleaned_data.get("who"), self.cleaned_data.get(field)
        if who is not None and who.is_young and named in NAMES:
            self.add_error(field, ONLY_FROM_18)

    def speaker(self) -> Member | None:
        """Whose form this is: named on it, or written into it."""
        return self.paper_member or self.cleaned_data.get("who")


class PaperFeedbackForm(OnPaper, FeedbackForm):
    """Feedback, as on the web. A form without a name on it does not ask whether to keep the name."""

    def __init__(self, *args: Any, paper_member: Member | None, **kwargs: Any) -> None:
        super().__init__(*args, paper_member=paper_member, **kwargs)
        if paper_member is None:
            del self.fields["keep_name"]
            self.fields["who"].help_text = _(
                "Leave this empty to answer without a name. To be quoted, we need your name."
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "who" in self.fields and cleaned.get("quote") and not cleaned.get("who"):
            self.add_error("who", _("To quote somebody, we need to know who it is. Or clear the quote."))
        self.refuse_young_name("quote_attribution")
        return cleaned


class PaperSayForm(OnPaper, SayForm):
    """Something to say, as on the web."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        named = cleaned.get("named", Attribution.NONE)
        if "who" in self.fields and named != Attribution.NONE and not cleaned.get("who"):
            self.add_error("who", _("To name somebody, we need to know who it is. Or choose no name."))
        self.refuse_young_name("named")
        return cleaned


class PaperRegisterForm(OnPaper, RegisterForm):
    """Coming to the session, as on the web. What is paid is chosen later, after the note on benefits.

    On a form without a name, `reach` is for whoever adds somebody who is new: it is not keyed in here.
    """

    reach = forms.TextField(
        label=_("If you are new to us: your phone number, email or address"), required=False, max_length=300
    )
    paper_only = ("reach",)

    def __init__(self, *args: Any, paper_member: Member | None, **kwargs: Any) -> None:
        kwargs["member"] = paper_member
        super().__init__(*args, paper_member=paper_member, **kwargs)
        message: Any = self.fields["message"]
        message.own_hint = message.help_text = NEEDS_APART
        if paper_member is not None:
            del self.fields["reach"]
        else:
            self.fields["who"].help_text = ""
            self.order_fields(["who", "reach"])

    def _ask_what_as(self) -> None:
        """Where nobody knows whose form it is, everything that people bring is listed."""
        if self.member is not None:
            super()._ask_what_as()
            return
        field: Any = self.fields["brings"]
        field.choices = [*BringsKind.choices, ("", NOT_SAID)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "who" in self.fields and not cleaned.get("who") and "who" not in self.errors:
            self.add_error("who", _("Write whose form this is. If they are new, add them as a member first."))
        return cleaned


class WrittenForThem(forms.Form):
    """Who it is, asked of whoever writes it down: the person is not there."""

    their_hint: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "who" in self.fields:
            self.fields["who"].label = THEIR_WHO
            self.fields["who"].help_text = THEIR_HINTS.get(self.their_hint, "")


class KeyingFields(WrittenForThem):
    """What whoever keys a form in adds: how it came, and when."""

    came_by = forms.ChooseOne(
        label=_("How did the form reach us?"), choices=CAME_BY, initial=Mode.IN_PERSON.value, inline=True,
        small=True, missing=_("Choose how the form reached us."),
    )  # fmt: skip
    came_on = forms.DateField(label=_("When?"), missing=_("Write the day on which it came."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["came_on"]
        day.latest = clock.today()
        self.initial.setdefault("came_on", clock.today())


class KeyFeedbackForm(KeyingFields, PaperFeedbackForm):
    """A form about how it was, keyed in."""

    their_hint = "feedback"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["came_on"]
        day.not_before(self.session.day, NOT_BEFORE_SESSION)


class KeySayForm(KeyingFields, PaperSayForm):
    """A form with something to say, keyed in."""

    their_hint = "said"


class KeyRegisterForm(KeyingFields, PaperRegisterForm):
    """A form to come to the session, keyed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.paper_only:
            self.fields.pop(name, None)


class RecordFeedbackForm(WrittenForThem, forms.ToldForm, PaperFeedbackForm):
    """Feedback that somebody gave by phone, by post or in person."""

    their_hint = "feedback"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.not_before(self.session.day, NOT_BEFORE_SESSION)


class RecordSayForm(WrittenForThem, forms.ToldForm, PaperSayForm):
    """Something that somebody said by phone, by post or in person."""

    their_hint = "said"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What do they say?")


PRINTED: dict[str, type[Any]] = {
    PaperKind.FEEDBACK: PaperFeedbackForm,
    PaperKind.CONTRIBUTION: PaperSayForm,
    PaperKind.REGISTRATION: PaperRegisterForm,
}
KEYED: dict[str, type[Any]] = {
    PaperKind.FEEDBACK: KeyFeedbackForm,
    PaperKind.CONTRIBUTION: KeySayForm,
    PaperKind.REGISTRATION: KeyRegisterForm,
}


def given_for(
    batch: PaperBatch, member: Member | None, questions: dict[str, str] | None = None
) -> dict[str, Any]:
    """What the forms of a batch are made with; `questions` where they are known already."""
    given: dict[str, Any] = {"paper_member": member}
    if batch.kind == PaperKind.REGISTRATION:
        return given | {"session": batch.session}
    given["young"] = member is not None and member.is_young
    if batch.kind == PaperKind.FEEDBACK:
        given |= {"session": batch.session, "questions": questions or questions_of(batch)}
    return given


def questions_of(batch: PaperBatch) -> dict[str, str]:
    """What is asked on the forms of a batch."""
    return feedback.wording(batch.session, batch.version)


def as_printed(batch: PaperBatch, member: Member | None, questions: dict[str, str] | None = None) -> Any:
    """The form as it stands on paper: the fields of the web form."""
    return PRINTED[batch.kind](**given_for(batch, member, questions))


def to_key_in(row: PaperForm, data: Any, find: Find) -> Any:
    """The form as it is keyed in: what is on the paper, and how it reached us."""
    return KEYED[row.batch.kind](data, find=find, **given_for(row.batch, row.member))
