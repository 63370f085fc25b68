"""What somebody says when they register, themselves or through staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from alongside.foundation import forms
from alongside.payments.models import Choosing
from alongside.payments.queries import offers
from alongside.people.models import BringsKind, Member

from ..models import Registration, Session
from ..queries import registrations
from .access import NeedsForForm

Text = str | Promise

LATER = _("I will choose later")
THEY_LATER = _("They will choose later")
HOW = _("How will you come?")
HOW_THEY = _("How will they come?")
NOT_SAID = _("I would rather not say")
THEY_NOT_SAID = _("They would rather not say")


class _About(forms.Form):
    """A form about one member and one session."""

    def __init__(self, *args: Any, session: Session, member: Member, **kwargs: Any) -> None:
        self.session, self.member = session, member
        super().__init__(*args, **kwargs)


@dataclass(frozen=True)
class Known:
    """What the form must know: the places of the session, and what the member brings."""

    places: registrations.Places
    brings: list[str]


def known_of(session: Session, member: Member | None) -> Known:
    """What the form must know, as things are now; on paper without a name there is no member. Three queries."""
    kinds = member.brings.order_by("pk").values_list("kind", flat=True) if member else []
    return Known(registrations.places_of(session), list(kinds))


class RegisterForm(_About):
    """How somebody comes. Asks only what this session leaves open."""

    coming = forms.ChooseOne(label=HOW, missing=_("Choose how you will come."))
    brings = forms.ChooseOne(
        label=_("What do you come as?"),
        hint=_("It helps us to see who is in the room. Nobody but those who run the session sees it."),
        required=False,
    )
    supporter_comes = forms.ConsentField(
        label=_("Somebody comes with me to support me. They take no place."), required=False
    )
    message = forms.LongTextField(
        label=_("Is there anything else that we should know?"),
        hint=_(
            "You tell us what you need to take part on a page of its own, so that only few people see it."
        ),
        rows=3,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, known: Known | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known or known_of(self.session, self.member)
        self.places = self.known.places
        self._ask_how()
        self._ask_what_as()

    def _ask_how(self) -> None:
        lines = registrations.shown_places(self.session, self.places)
        field: Any = self.fields["coming"]
        if len(lines) == 1:
            self.only_way_words = f"{lines[0].label}. {self._places_in_words(lines[0])}"
            del self.fields["coming"]
            return
        field.choices = [(line.coming, line.label) for line in lines]
        field.widget.hints = {line.coming: self._places_in_words(line) for line in lines}

    def _places_in_words(self, line: registrations.ModePlaces) -> str:
        return places_in_words(line)

    def _ask_what_as(self) -> None:
        asked = self.known.brings or list(self.places.by_role)
        if not asked:
            del self.fields["brings"]
            return
        field: Any = self.fields["brings"]
        field.choices = [*((kind, BringsKind(kind).label) for kind in asked), ("", NOT_SAID)]
        field.widget.hints = {
            kind: self._role_in_words(kind) for kind in asked if kind in self.places.by_role
        }

    def _role_in_words(self, kind: str) -> str:
        limit, left = self.places.by_role[kind], self.places.left_for_role(kind) or 0
        return " ".join([
            ngettext("At most %(count)d place in this role.", "At most %(count)d places in this role.", limit)
            % {"count": limit},
            ngettext("%(count)d is left.", "%(count)d are left.", left) % {"count": left},
        ])  # fmt: skip

    def registering(self) -> dict[str, Any]:
        """What `register` takes."""
        return as_registering(self.session, self.cleaned_data)


class PaymentForm(_About):
    """What somebody chooses of the offer, after the note on benefits. They can choose later."""

    kind = forms.ChooseOne(label=_("What do you choose?"), required=False)
    pounds = forms.NumberField(
        label=_("If you choose a part, how much?"),
        required=False,
        needed_sometimes=True,
        whole=False,
        min_value=0,
        prefix="£",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer = self.session.offer
        field: Any = self.fields["kind"]
        field.choices = [*(offers.kinds_for(offer, self.member) if offer else []), ("", LATER)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Choosing.PART and not cleaned.get("pounds") and "pounds" not in self.errors:
            self.add_error("pounds", _("Write how much you would like, or choose another answer."))
        return cleaned


def as_choice(given: Mapping[str, Any]) -> dict[str, Any] | None:
    """Answers of the form as `register` takes them; None for who chooses later."""
    if not given.get("kind"):
        return None
    pence = round(given["pounds"] * 100) if given["kind"] == Choosing.PART else None
    return {"kind": given["kind"], "pence": pence}


def is_paid(session: Session) -> bool:
    """Whether there is something to choose."""
    return session.offer is not None and session.offer.pence > 0


def as_registering(session: Session, given: dict[str, Any]) -> dict[str, Any]:
    """Answers of the form as `register` takes them."""
    return {
        "coming": given.get("coming") or registrations.modes(session)[0], "brings": given.get("brings", ""),
        "supporter_comes": given["supporter_comes"], "message": given["message"],
    }  # fmt: skip


def places_in_words(line: registrations.ModePlaces) -> str:
    """How many places are left, or how many wait."""
    if line.left is None:
        return ""
    if not line.full:
        return ngettext("%(count)d place is left.", "%(count)d places are left.", line.left) % {
            "count": line.left
        }
    if not line.waiting:
        return str(_("All places are taken. You would be first on the waiting list."))
    return ngettext(
        "All places are taken. %(count)d person is on the waiting list.",
        "All places are taken. %(count)d people are on the waiting list.",
        line.waiting,
    ) % {"count": line.waiting}


class _Theirs(RegisterForm):
    """The same questions about somebody else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in THEIRS.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, ""
        for name, words in (("brings", THEY_NOT_SAID), ("kind", THEY_LATER)):
            if name in self.fields:
                field: Any = self.fields[name]
                field.choices = [(value, label if value else words) for value, label in field.choices]


THEIRS: dict[str, Any] = {
    "coming": HOW_THEY,
    "brings": _("What do they come as?"),
    "supporter_comes": _("Somebody comes with them to support them. They take no place."),
    "message": _("Is there anything else that we should know?"),
    "kind": _("What do they choose?"),
    "pounds": _("If they choose a part, how much?"),
}


class RegisterForForm(forms.ToldForm, _Theirs, PaymentForm, NeedsForForm):
    """Staff write down that somebody registered by phone, by post or in person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_paid(self.session):
            del self.fields["kind"], self.fields["pounds"]


class WalkInForm(_Theirs):
    """Somebody who just came, and waits for nothing: they are let in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["message"]

    def _places_in_words(self, line: registrations.ModePlaces) -> str:
        return str(_("All places are taken.")) if line.full else super()._places_in_words(line)

    def walking_in(self) -> dict[str, Any]:
        """What `walk_in` takes."""
        given = as_registering(self.session, {"message": "", **self.cleaned_data})
        return {name: value for name, value in given.items() if name != "message"}


class ChangeComingForm(forms.Form):
    """Come in another way."""

    coming = forms.ChooseOne(label=HOW, missing=_("Choose how you will come."))

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"coming": registration.coming})
        super().__init__(*args, **kwargs)
        lines = registrations.shown_places(registration.session)
        field: Any = self.fields["coming"]
        field.choices = [(line.coming, line.label) for line in lines]
        field.widget.hints = {line.coming: self._words(line, registration) for line in lines}

    def _words(self, line: registrations.ModePlaces, registration: Registration) -> Text:
        if line.coming == registration.coming:
            return _("This is what we have on record.")
        if line.full and registration.is_placed:
            return format_lazy(
                "{places} {warning}", places=places_in_words(line),
                warning=_("If you change, your place goes to somebody else."),
            )  # fmt: skip
        return places_in_words(line)


class ChangeComingForForm(forms.ToldForm, ChangeComingForm):
    """Staff write down that somebody comes in another way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coming"].label = HOW_THEY


class FindPersonForm(forms.Form):
    """Who it is."""

    words = forms.TextField(
        label=_("Name or reference"),
        hint=_("A reference looks like K7FD-3MXA. It stands on every letter."),
        missing=_("Write a name or a reference."),
        spellcheck=False,
        width="20",
        max_length=100,
    )


class PlacesByRoleForm(forms.Form):
    """At most so many places for people who bring one thing."""

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = registrations.places_of(session).by_role
        for kind in BringsKind:
            self.fields[kind.value] = forms.NumberField(
                label=kind.label, required=False, min_value=0, max_value=10_000, initial=held.get(kind.value)
            )

    def places(self) -> dict[str, int | None]:
        """What `set_places_by_role` takes."""
        return {kind: self.cleaned_data[kind] for kind in BringsKind.values}


class CodeForm(forms.Form):
    """The code of a registration, or the code in the room."""

    code = forms.TextField(
        label=_("Code"), missing=_("Type the code."), spellcheck=False, width="10", max_length=20
    )


class KeyInForm(forms.Form):
    """A paper list, keyed in."""

    coming = forms.ChooseOne(
        label=_("How did they take part?"),
        choices=[
            ("", _("As each of them registered")),
            ("in_person", _("In person")),
            ("online", _("Online")),
        ],
        required=False,
        small=True,
    )
    references = forms.LongTextField(
        label=_("Codes or references"),
        hint=_("One on each line, or with spaces or commas between. For example: K7FD-3MXA"),
        missing=_("Write at least one code or reference."),
        rows=10,
        max_length=20_000,
    )

    def words(self) -> list[str]:
        """Each word of the list."""
        return str(self.cleaned_data["references"]).replace(",", " ").replace(";", " ").split()
