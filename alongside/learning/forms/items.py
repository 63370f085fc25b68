"""What people learnt, and what is changed because of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.foundation import forms

from ..models import HowItWent, LearningItem, Strand, Verdict
from . import fields

NOT_KNOWN = _("You can leave this empty.")


class ItemForm(fields.ThingFields, fields.NamingFields):
    """What was learnt, where, and under which name."""

    how_it_went = forms.ChooseOne(
        label=_("How did it go?"), choices=HowItWent.choices, missing=_("Choose how it went."), small=True
    )
    what = forms.LongTextField(
        label=_("What happened?"), rows=5, max_length=fields.MOST_LETTERS, missing=_("Write what happened."),
        hint=_("What did not work helps as much. Please leave out names of other people."),
    )  # fmt: skip
    so_what = forms.LongTextField(
        label=_("So what? Why does it matter?"), rows=3, max_length=fields.MOST_LETTERS, required=False,
        hint=NOT_KNOWN,
    )  # fmt: skip
    now_what = forms.LongTextField(
        label=_("Now what? What should change?"), rows=3, max_length=fields.MOST_LETTERS, required=False,
        hint=NOT_KNOWN,
    )  # fmt: skip
    strand = forms.ChooseOne(
        label=_("What is it about?"),
        choices=Strand.choices,
        missing=_("Choose what it is about."),
        small=True,
    )
    field_order: Any = (
        "how_it_went", "what", "so_what", "now_what", "strand", "thing", "label", "url", "named", "role_text",
    )  # fmt: skip

    def saying(self) -> dict[str, Any]:
        """What `write_item` takes."""
        wanted = ("what", "so_what", "now_what", "how_it_went", "strand", "named", "role_text")
        return {name: self.cleaned_data[name] for name in wanted} | self.place()


class RecordItemForm(fields.WhoFields, ItemForm):
    """What somebody learnt, as they told us."""

    field_order = ("who", *ItemForm.field_order)


class HoldBackForm(forms.Form):
    """Why something is not shown. The person who said it reads this."""

    because = forms.LongTextField(
        label=_("Why do we not show it?"), rows=3, max_length=fields.MOST_LETTERS,
        hint=_("The person who said it reads your words. Say what they could change."),
        missing=_("Write why. The person who said it will read your reason."),
    )  # fmt: skip


class ChangeForm(fields.ThingFields):
    """A change that would be made because of what was learnt."""

    what = forms.LongTextField(
        label=_("What would change?"), rows=4, max_length=fields.MOST_LETTERS,
        missing=_("Write what would change."), hint=_("Everybody reads this."),
    )  # fmt: skip
    field_order = ("what", "thing", "label", "url")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].label = _("What would be changed?")
        self.fields["label"].label = _("If it is something else: what would be changed?")
        self.fields["label"].help_text = _("For example: the next round, how we run sessions.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        thing = cleaned.get("thing") or {}
        if not thing.get("key") and not cleaned.get("label") and "label" not in self.errors:
            self.add_error("label", _("Write what would be changed."))
        return cleaned


class DecideForm(forms.Form):
    """What was decided about a change."""

    verdict = forms.ChooseOne(
        label=_("What was decided?"),
        choices=Verdict.choices,
        missing=_("Choose what was decided."),
        small=True,
    )
    reason = forms.LongTextField(
        label=_("Why?"), rows=4, max_length=fields.MOST_LETTERS, required=False, needed_sometimes=True,
        hint=_("Everybody reads this. “Adopted” may do without."),
    )  # fmt: skip
    by_role = forms.TextField(
        label=_("Who decided?"), hint=_("A role, for example: the review team."), max_length=120,
        missing=_("Write who decided, for example: the review team."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") not in (None, "", Verdict.ADOPTED) and not cleaned.get("reason"):
            self.add_error("reason", _("Write why. Everybody reads your reason."))
        return cleaned


class LinkForm(forms.Form):
    """Another item that a change comes from, by its number."""

    item = forms.NumberField(
        label=_("Number of the item"), hint=_("It stands at the head of its page."), min_value=1, width="5",
        missing=_("Write the number of an item."),
    )  # fmt: skip

    def clean_item(self) -> LearningItem:
        """The item with this number."""
        found = LearningItem.objects.standing().filter(pk=self.cleaned_data["item"]).first()
        if found is None:
            raise forms.ValidationError(_("There is no item of this number."))
        return found
