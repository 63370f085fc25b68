"""What people say about their needs, at registration and on their own page, and what staff write down."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms
from alongside.foundation.forms import ToldForm
from alongside.people.models import Member

from ..actions.needs import NewNeed
from ..actions.refusals import NOT_BEFORE_SESSION
from ..models import GROUPS, AccessNeed, Adjustment, Met, NeedKind, Session

KINDS: Any = [(group, [(str(kind), kind.label) for kind in kinds]) for group, kinds in GROUPS]
TELL_MORE = _("For example, which language, which size of print, or when.")
SAY_WHICH = format_lazy(
    "{which} {more}", which=_("If you chose “Something else”, write what it is."), more=TELL_MORE
)
DETAIL = {"required": False, "rows": 3, "max_length": 1000}
SAY_WHAT = _("Write what you need, in your own words.")


class NewNeeds(forms.Form):
    """Needs that are said while registering."""

    new_kinds = forms.ChooseSeveral(
        label=_("What do you need to take part?"), choices=KINDS, required=False, small=True
    )
    new_detail = forms.LongTextField(label=_("Tell us more"), hint=SAY_WHICH, needed_sometimes=True, **DETAIL)
    keep = forms.ChooseOne(
        label=_("Shall we remember what you wrote here?"),
        choices=[("once", _("Only this time")), ("keep", _("Keep it for next time"))],
        hints={"once": _("We delete it 30 days after the session."), "keep": _("You can change it any time.")},
        initial="once", required=False, small=True,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if str(NeedKind.OTHER) in cleaned.get("new_kinds", []) and not cleaned.get("new_detail"):
            self.add_error("new_detail", SAY_WHAT)
        return cleaned

    def new_needs(self) -> list[NewNeed]:
        """What was said. Words without a choice are a need of another kind."""
        kinds, detail = self.cleaned_data["new_kinds"], self.cleaned_data["new_detail"]
        keep = self.cleaned_data["keep"] == "keep"
        wanted = kinds or ([str(NeedKind.OTHER)] if detail else [])
        return [NewNeed(kind, detail, keep) for kind in wanted]

    @property
    def opens_new(self) -> bool:
        """Whether the folded part of a page holds something, or something wrong."""
        return any(self[name].errors or self[name].value() for name in ("new_kinds", "new_detail"))


class NeedsForm(NewNeeds):
    """At registration: which of my needs to share for this session, and new ones. Nothing else is shared.

    A base for the form of registration, or a part of its page; `shared()` is what `share_needs` takes.
    """

    needs = forms.ChooseSeveral(
        label=_("Which of your needs shall we prepare for?"),
        hint=_("Only the people who arrange access will see these."),
        required=False, small=True,
    )  # fmt: skip

    def __init__(self, *args: Any, member: Member, shared: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = AccessNeed.objects.kept().filter(member=member).exclude(pk__in=list(shared))
        choice: Any = self.fields["needs"]
        choice.choices = [(str(need.pk), need_words(need)) for need in kept]
        self.initial.setdefault("needs", [str(need.pk) for need in kept if need.starts_ticked])
        self.order_fields(["needs"])
        if not choice.choices:
            del self.fields["needs"]
        else:
            self.fields["new_kinds"].label = _("Do you need anything else?")

    def shared(self) -> dict[str, Any]:
        """What `share_needs` takes."""
        ids = [int(pk) for pk in self.cleaned_data.get("needs", [])]
        return {"needs": ids, "new_needs": self.new_needs()}


class NeedsForForm(NewNeeds):
    """At a registration that staff write down: they may not see what is kept, so they ask and tick one box."""

    all_kept = forms.ConsentField(
        label=_("They want us to prepare for the needs that they told us about before"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["all_kept"])
        self.fields["new_kinds"].label = _("Ask: do you need anything else to take part?")

    def shared(self) -> dict[str, Any]:
        """What `share_needs` takes."""
        return {"all_kept": self.cleaned_data["all_kept"], "new_needs": self.new_needs()}


def need_words(need: AccessNeed | Adjustment) -> str:
    """A need in one line: its kind, and the words of its person."""
    kind = str(need.get_kind_display())
    return f"{kind}: {need.detail}" if need.detail else kind


class SayNeedForm(forms.Form):
    """One need, kept on the profile."""

    kind = forms.ChooseOne(
        label=_("What do you need?"), choices=KINDS, small=True,
        missing=_("Choose what you need, or “Something else”."),
    )  # fmt: skip
    detail = forms.LongTextField(label=_("Tell us more"), hint=SAY_WHICH, needed_sometimes=True, **DETAIL)
    reuse = forms.YesNo(
        label=_("Shall we tick it for you when you register again?"),
        hint=_("We never share it before you send the form."),
        missing=_("Choose yes or no."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == NeedKind.OTHER and not cleaned.get("detail"):
            self.add_error("detail", SAY_WHAT)
        return cleaned

    def said(self) -> dict[str, Any]:
        """What `say_need` takes."""
        return {name: self.cleaned_data[name] for name in ("kind", "detail", "reuse")}


class ChangeNeedForm(forms.Form):
    """Put a need right."""

    detail = forms.LongTextField(label=_("Tell us more"), hint=TELL_MORE, **DETAIL)
    reuse = forms.YesNo(
        label=_("Shall we tick it for you when you register again?"), missing=_("Choose yes or no.")
    )


class SayNeedForForm(ToldForm, SayNeedForm):
    """A need that somebody told us by phone, by post or in person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (
            ("kind", _("What do they need?")),
            ("detail", _("In their own words")),
            ("reuse", _("Shall we tick it for them when they register again?")),
        ):
            self.fields[name].label = label


class WorkedForm(forms.Form):
    """Did it work? One short question for each need that was shared."""

    def __init__(self, *args: Any, adjustments: Iterable[Adjustment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.adjustments = list(adjustments)
        for row in self.adjustments:
            self.fields[f"met_{row.pk}"] = forms.ChooseOne(
                label=row.get_kind_display(), choices=Met.choices, required=False, small=True
            )
            self.fields[f"words_{row.pk}"] = forms.LongTextField(
                label=_("What happened?"), required=False, rows=2, max_length=1000
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"met_{row.pk}") for row in self.adjustments) and not self.errors:
            self.add_error(None, _("Choose an answer for at least one need."))
        for row in self.adjustments:
            if cleaned.get(f"words_{row.pk}") and not cleaned.get(f"met_{row.pk}"):
                self.add_error(f"met_{row.pk}", _("Choose whether it worked."))
        return cleaned

    def answers(self) -> list[tuple[Adjustment, str, str]]:
        """Each adjustment that was answered, with the answer and the words."""
        given = self.cleaned_data
        return [
            (row, given[f"met_{row.pk}"], given[f"words_{row.pk}"])
            for row in self.adjustments
            if given[f"met_{row.pk}"]
        ]


class WorkedForForm(ToldForm, WorkedForm):
    """The same, as somebody told us by phone, on paper or in person, on the day of the session or later."""

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.not_before(session.day, NOT_BEFORE_SESSION)


class ChangeNeedForForm(ToldForm, ChangeNeedForm):
    """A need is put right, as somebody told us."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["detail"].label = _("In their own words")
        self.fields["reuse"].label = _("Shall we tick it for them when they register again?")


class ShareForForm(ToldForm, NeedsForm):
    """What to prepare for at one session, as somebody told the access role."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_kinds"].label = _("What else do they need?")
        if "needs" in self.fields:
            self.fields["needs"].label = _("Which of their needs shall we prepare for?")
