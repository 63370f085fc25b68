"""What staff write down about the list."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms, languages

from ..actions import SheetRow
from ..actions.for_them import read_place
from ..models import Subscriber, Way
from ..queries import alike, finding
from .subscribing import Choices

ROWS = 10
ANY = [("", _("All"))]
ANOTHER = "another"
SAME_PERSON = _("Say whether this is the same person.")
THIS_WAY = _("Needed if they are reached this way.")


def same_or_another(found: list[alike.Known], missing: Any = SAME_PERSON) -> Any:
    """Asks whether somebody is one of those who are reached at this place already."""
    return forms.ChooseOne(
        label=_("Is this somebody who is here already?"), hint=_("They are reached at the same place."),
        choices=[*((one.key, one.label) for one in found), (ANOTHER, _("No, somebody else at the same place"))],
        missing=missing, small=True, or_before=ANOTHER,
    )  # fmt: skip


def recognised(found: list[alike.Known], key: str) -> alike.Known | None:
    """Whom staff recognised, if anybody."""
    return next((one for one in found if one.key == key), None)


class FindForm(forms.Form):
    """Find subscribers."""

    mark_optional = False

    words = forms.TextField(
        label=_("Name, address or reference"), required=False, max_length=100, spellcheck=False
    )
    way = forms.SelectField(label=_("Way"), choices=Way.choices, empty=_("All"), required=False)
    language = forms.SelectField(
        label=_("Language"), choices=languages.offered_names, empty=_("All"), required=False
    )
    state = forms.SelectField(label=_("State"), choices=finding.STATES, empty=_("All"), required=False)

    def criteria(self) -> dict[str, str]:
        """What `finding.find` takes; nothing that cannot be."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {name: str(value) for name, value in given.items() if value}


class ReachFields(forms.Form):
    """How somebody is reached who is no member."""

    called = forms.TextField(label=_("Their name"), required=False, max_length=100, spellcheck=False)
    way = forms.ChooseOne(
        label=_("How should it come?"), choices=Way.choices, missing=_("Choose how it should come.")
    )
    email = forms.EmailField(
        label=_("Their email address"),
        hint=THIS_WAY,
        required=False,
        needed_sometimes=True,
        autocomplete="off",
    )
    address = forms.LongTextField(
        label=_("Their postal address"),
        hint=THIS_WAY,
        required=False,
        needed_sometimes=True,
        rows=4,
        max_length=500,
    )
    phone = forms.PhoneField(
        label=_("Their phone number"), hint=THIS_WAY, required=False, needed_sometimes=True, max_length=40,
        autocomplete="off",
    )  # fmt: skip


class RecordForm(forms.ToldForm, ReachFields, Choices):
    """Somebody who asked for the newsletter by phone, by post or in person."""

    member = forms.TextField(
        label=_("If they are a member: their reference"),
        hint=_("Then leave out how they are reached. We know it."),
        required=False, needed_sometimes=True, max_length=100, spellcheck=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        way: Any = self.fields["way"]
        way.required, way.needed_sometimes = False, True
        self.found_at = self._found_at()
        if self.found_at:
            self.fields["same"] = same_or_another(self.found_at)
        first = [
            "member",
            "called",
            "way",
            "email",
            "address",
            "phone",
            "same",
            "topics",
            "language",
            "easy_read",
        ]
        self.order_fields([*first, *self.told_fields])

    def _found_at(self) -> list[alike.Known]:
        """Who is reached at the number or address that was typed; nobody where they said which member it is."""
        if not self.is_bound or str(self.data.get("member", "")).strip():
            return []
        at = {Way.PHONE.value: "phone", Way.POST.value: "address"}.get(str(self.data.get("way")))
        return alike.known_at(**{at: str(self.data.get(at, ""))[:500]}) if at else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        words = cleaned.get("member") or ""
        self.found = finding.member_named(words)
        if words and self.found is None:
            self.add_error("member", _("We found nobody, or several, with this reference. Look at it again."))
        if not words and not cleaned.get("way") and "way" not in self.errors:
            self.add_error("way", _("Choose how it should come."))
        return cleaned

    def given(self) -> dict[str, Any]:
        """What `record_subscriber` takes."""
        reach = {name: self.cleaned_data[name] for name in ("called", "email", "address", "phone")}
        way = self.cleaned_data["way"] or Way.EMAIL
        one = recognised(self.found_at, self.cleaned_data.get("same", ""))
        member = self.found or (one.member if one else None)
        return {
            **reach, "way": way, "member": member, "known": one.subscriber if one else None, **self.chosen()
        }  # fmt: skip


class ChangeForm(forms.ToldForm, ReachFields, Choices):
    """What somebody told us to change."""

    def __init__(self, *args: Any, subscriber: Subscriber, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["called"]
        if subscriber.member_id is not None:
            for name in ("way", "email", "address", "phone"):
                del self.fields[name]
        self.order_fields(
            ["way", "email", "address", "phone", "topics", "language", "easy_read", *self.told_fields]
        )

    def given(self) -> dict[str, Any]:
        """What `change_for` takes."""
        names = [name for name in ("way", "email", "address", "phone") if name in self.fields]
        return {**{name: self.cleaned_data[name] for name in names}, **self.chosen()}


class SheetForm(forms.Form):
    """The rows of a paper sheet, as many as fit on a page. Rows that are left empty are left out."""

    mark_optional = False

    language = forms.ChooseOne(
        label=_("In which language was the sheet?"), choices=languages.offered_names, missing=_("Choose a language."),
        inline=True,
    )  # fmt: skip
    on = forms.DateField(label=_("On which day was it signed?"), missing=_("Write the day."))
    signed = forms.ConsentField(
        label=_("Everybody below signed under these words"),
        missing=_("Tick the box when everybody signed. Leave out those who did not."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day: Any = self.fields["on"]
        day.latest = clock.today()
        self.initial.setdefault("on", clock.today())
        for number in range(1, ROWS + 1):
            self.fields[f"called_{number}"] = forms.TextField(
                label=_("Name, row %(number)d") % {"number": number},
                required=False,
                max_length=100,
                spellcheck=False,
            )
            self.fields[f"place_{number}"] = forms.TextField(
                label=_("Email, phone or postal address, row %(number)d") % {"number": number}, required=False,
                max_length=500, spellcheck=False,
            )  # fmt: skip
        self.found_at = {
            number: found
            for number in range(1, ROWS + 1)
            if self.is_bound and (found := self._found_at(number))
        }
        for number, found in self.found_at.items():
            missing = _("Row %(number)d: say whether this is the same person.") % {"number": number}
            self.fields[f"same_{number}"] = same_or_another(found, missing)

    def _found_at(self, number: int) -> list[alike.Known]:
        """Who is reached already where this row says."""
        try:
            way, place = read_place(str(self.data.get(f"place_{number}", ""))[:500])
        except ValidationError:
            return []
        at = {Way.PHONE.value: "phone", Way.POST.value: "address"}.get(way)
        return alike.known_at(**{at: place}) if at else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, ROWS + 1):
            if cleaned.get(f"called_{number}") and not cleaned.get(f"place_{number}"):
                self.add_error(f"place_{number}", _("Write where they are reached, or empty the name."))
        if not self.errors and not self.rows():
            self.add_error("place_1", _("Write at least one row."))
        return cleaned

    def lines(self) -> list[tuple[Any, Any, Any]]:
        """The boxes of each row, for the template; the third asks whether they are here already, or is None."""
        same = {number: self[f"same_{number}"] for number in self.found_at}
        return [
            (self[f"called_{number}"], self[f"place_{number}"], same.get(number))
            for number in range(1, ROWS + 1)
        ]

    def rows(self) -> list[SheetRow]:
        """The rows that were filled in."""
        given = self.cleaned_data
        numbers = [number for number in range(1, ROWS + 1) if given.get(f"place_{number}")]
        return [self._row(number) for number in numbers]

    def _row(self, number: int) -> SheetRow:
        given = self.cleaned_data
        one = recognised(self.found_at.get(number, []), given.get(f"same_{number}", ""))
        said = (number, given[f"called_{number}"], given[f"place_{number}"])
        return SheetRow(*said, one.member if one else None, one.subscriber if one else None)


class TopicForm(forms.Form):
    """The name of a topic."""

    name = forms.TextField(label=_("The name of the topic"), missing=_("Write the name."), max_length=80)


class NeverForm(forms.Form):
    """An address that is never to be written to again."""

    address = forms.TextField(
        label=_("Email address"), missing=_("Write the address."), max_length=254, spellcheck=False
    )
    detail = forms.TextField(
        label=_("How did they tell us?"), hint=_("Do not write the address or a name here."), required=False,
        max_length=150,
    )  # fmt: skip


class LookForm(forms.Form):
    """Is an address among those that are not written to?"""

    address = forms.TextField(
        label=_("Is an address among them?"),
        missing=_("Write the address."),
        max_length=254,
        spellcheck=False,
    )


class LiftForm(forms.Form):
    """Why an address may be written to again."""

    reason = forms.TextField(
        label=_("Why may it be written to again?"), hint=_("For example: they asked us to."),
        missing=_("Write why this address may be written to again."), max_length=150,
    )  # fmt: skip


class CharityForm(forms.Form):
    """The number of the charity."""

    number = forms.TextField(
        label=_("Number of the charity"), missing=_("Write the number of the charity."), max_length=40,
        spellcheck=False, width="20",
    )  # fmt: skip
    sure = forms.ConsentField(
        label=_("This centre is a charity, and its newsletter is about its charitable purpose"),
        missing=_("Tick the box if that is so."),
    )
