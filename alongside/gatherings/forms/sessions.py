"""Planning a session: one small form for each part of it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alongside.foundation import clock, forms, languages

from ..models import AccessOffer, Coming, Meeting, Series, Session, Strand
from ..queries import sessions
from .asking import AsksFirstForm
from .times import TimeField, happens_twice, moment

TITLE = _("What is the session called?")
PURPOSE = _("What is it for?")
NEEDED = _("You can add it later. The session is not ready without it.")


class WordsForm(forms.Form):
    """What a session is about."""

    title = forms.TextField(label=TITLE, missing=_("Write what the session is called."), max_length=160)
    purpose = forms.LongTextField(
        label=PURPOSE,
        hint=_("Say in plain words what people will do together, and why."),
        missing=_("Write what the session is for."),
        rows=4,
        max_length=2000,
    )
    what_difference = forms.LongTextField(
        label=_("What difference can it make, and how will people know?"),
        rows=3,
        required=False,
        max_length=1000,
    )
    strands = forms.ChooseSeveral(
        label=_("Which strands of the story does it belong to?"),
        choices=Strand.choices,
        missing=_("Choose at least one strand."),
        small=True,
    )
    language = forms.ChooseOne(
        label=_("Which language is spoken?"), choices=languages.written_names, initial=settings.LANGUAGE_CODE,
        inline=True, small=True,
    )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        """What `change_session` takes."""
        return dict(self.cleaned_data)


class WhenForm(AsksFirstForm):
    """The day and the times, where the centre is."""

    on = forms.DateField(label=_("Which day?"), missing=_("Write the day of the session."))
    begins = TimeField(label=_("When does it begin?"), missing=_("Write when it begins."))
    ends = TimeField(label=_("When does it end?"), missing=_("Write when it ends."))

    def __init__(
        self, *args: Any, series: Series | None = None, session: Session | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.series, self.session = series, session

    def clean_begins(self) -> time | None:
        return self._there("begins")

    def clean_ends(self) -> time | None:
        return self._there("ends")

    def _there(self, name: str) -> time | None:
        """A time that happens on that day."""
        day, hour = self.cleaned_data.get("on"), self.cleaned_data.get(name)
        if day and hour:
            moment(day, hour)
        return hour

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("on") and cleaned.get("begins") and cleaned.get("ends"):
            starts_at, ends_at = self.moments()
            if ends_at <= starts_at:
                self.add_error("ends", _("Write a time after the session begins."))
        return super().clean()

    def moments(self) -> tuple[datetime, datetime]:
        """When it starts and ends."""
        day = self.cleaned_data["on"]
        starts_at = moment(day, self.cleaned_data["begins"])
        ends_at = moment(day, self.cleaned_data["ends"])
        if happens_twice(day, self.cleaned_data["ends"]) and ends_at <= starts_at:
            ends_at = moment(day, self.cleaned_data["ends"], second=True)
        return starts_at, ends_at

    def changes(self) -> dict[str, Any]:
        """What `change_session` takes."""
        starts_at, ends_at = self.moments()
        return {"starts_at": starts_at, "ends_at": ends_at}

    def questions(self, cleaned: dict[str, Any]) -> list[Any]:
        starts_at, ends_at = self.moments()
        found = list(self._clocks(cleaned))
        if starts_at <= clock.now():
            found.append(_("This day and time are in the past."))
        if series := self.chosen_series():
            found += [self._at_the_same_time(other) for other in self._others(series, starts_at, ends_at)]
        return found

    def chosen_series(self) -> Series | None:
        """The series that the session belongs to."""
        return self.session.series if self.session else self.series

    def _clocks(self, cleaned: dict[str, Any]) -> list[Any]:
        return [
            _("Clocks go back on %(day)s, and %(time)s happens twice. We take the first.")
            % {"day": date_format(cleaned["on"]), "time": f"{cleaned[name]:%H:%M}"}
            for name in ("begins", "ends")
            if happens_twice(cleaned["on"], cleaned[name])
        ]

    def _others(self, series: Series, starts_at: datetime, ends_at: datetime) -> list[Session]:
        helpers = self.session.helpers.values_list("member", flat=True) if self.session else ()
        return sessions.overlapping(starts_at, ends_at, series=series, member_ids=helpers, but=self.session)

    def _at_the_same_time(self, other: Session) -> str:
        if other.series_id == getattr(self.chosen_series(), "pk", None):
            return _("Another session of this series is at the same time: %(title)s.") % {
                "title": other.title
            }
        return _("Somebody who helps with this session helps with another at the same time: %(title)s.") % {
            "title": other.title
        }


class DraftForm(WordsForm, WhenForm):
    """A new session. The rest can be added later."""

    series_pk = forms.ChooseOne(label=_("Which series does it belong to?"), missing=_("Choose a series."))
    meeting = forms.ChooseOne(
        label=_("How do people meet?"), choices=Meeting.choices, missing=_("Choose how people meet."),
        small=True,
    )  # fmt: skip

    field_order = ["series_pk", "title", "purpose", "meeting", "on", "begins", "ends", "strands"]

    def __init__(self, *args: Any, all_series: list[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all_series = {str(one.pk): one for one in all_series}
        for name in ("what_difference", "language"):
            del self.fields[name]
        field: Any = self.fields["series_pk"]
        field.choices = [(pk, one.name) for pk, one in self.all_series.items()]
        if len(self.all_series) == 1:
            del self.fields["series_pk"]

    def chosen_series(self) -> Series | None:
        """The series that was chosen, or the only one."""
        known = next(iter(self.all_series), "") if len(self.all_series) == 1 else ""
        return self.all_series.get(self.cleaned_data.get("series_pk", known))

    def changes(self) -> dict[str, Any]:
        """What `draft_session` takes, beside the series."""
        words = {name: self.cleaned_data[name] for name in ("title", "purpose", "strands", "meeting")}
        return words | WhenForm.changes(self)


class WhereForm(forms.Form):
    """How people meet, where, and how many can come."""

    meeting = forms.ChooseOne(
        label=_("How do people meet?"), choices=Meeting.choices, missing=_("Choose how people meet."),
        small=True,
    )  # fmt: skip
    venue = forms.TextField(label=_("Name of the place"), required=False, max_length=200)
    address = forms.LongTextField(label=_("Its address"), required=False, rows=3, max_length=500)
    getting_there = forms.LongTextField(
        label=_("How to get there"),
        hint=_("Buses, parking, the way in without steps, and who meets people at the door."),
        required=False,
        rows=4,
        max_length=2000,
    )
    places_in_person = forms.NumberField(
        label=_("Places in the room"), hint=_("Leave it empty when there is room for all."), required=False,
        min_value=0, max_value=5000, width="4",
    )  # fmt: skip
    online_link = forms.TextField(
        label=_("Link to join online"),
        hint=_("Only people with a place see it."),
        required=False,
        max_length=500,
        spellcheck=False,
        inputmode="url",
    )
    dial_in = forms.PhoneField(
        label=_("Phone number to join by phone"), required=False, max_length=60, autocomplete="off"
    )
    places_online = forms.NumberField(
        label=_("Places online"), hint=_("Leave it empty when there is room for all."), required=False,
        min_value=0, max_value=5000, width="4",
    )  # fmt: skip

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        if session.meeting != Meeting.ONLINE:
            for name in ("venue", "address"):
                field: Any = self.fields[name]
                field.needed_sometimes, field.help_text = True, NEEDED

    def clean_online_link(self) -> str:
        link: str = self.cleaned_data["online_link"].strip()
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(_("Write the whole link. It starts with https://."))
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken = sessions.taken([self.session.pk]).get(self.session.pk, {})
        for coming, name in ((Coming.IN_PERSON, "places_in_person"), (Coming.ONLINE, "places_online")):
            wanted, held = cleaned.get(name), taken.get(coming, 0)
            if wanted is not None and wanted < held:
                self.add_error(
                    name, _("%(held)d places are taken already. Write %(held)d or more.") % {"held": held}
                )
        return cleaned

    def changes(self) -> dict[str, Any]:
        """What `change_session` takes."""
        return dict(self.cleaned_data)


class RegistrationClosesForm(forms.Form):
    """Until when people can register."""

    last_day = forms.DateField(
        label=_("What is the last day to register?"),
        hint=_("Leave it empty, and people can register until the session begins."),
        required=False,
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day and day > self.session.day:
            raise ValidationError(
                _("Write the day of the session, %(day)s, or an earlier day."),
                params={"day": date_format(self.session.day)},
            )
        return day

    def changes(self) -> dict[str, Any]:
        """What `change_session` takes: registration closes when that day is over, or the session begins."""
        day = self.cleaned_data["last_day"]
        if day is None:
            return {"registration_closes_at": None}
        midnight = moment(day + timedelta(days=1), time(0))
        return {"registration_closes_at": min(midnight, self.session.starts_at)}


class AccessOfferForm(forms.Form):
    """What the session has for everybody, whoever asks."""

    access_offer = forms.ChooseSeveral(
        label=_("What does this session have?"),
        hint=_("Tick only what is arranged. People rely on it."),
        choices=AccessOffer.choices,
        required=False,
    )

    def changes(self) -> dict[str, Any]:
        """What `change_session` takes."""
        return dict(self.cleaned_data)


class GroundRulesForm(forms.Form):
    """How people treat each other in the session."""

    ground_rules = forms.LongTextField(
        label=_("Ground rules"),
        hint=_("One rule a line. They start as those of the last session of the series."),
        required=False,
        rows=8,
        max_length=3000,
    )

    def changes(self) -> dict[str, Any]:
        """What `change_session` takes."""
        return dict(self.cleaned_data)


class SeriesForm(forms.Form):
    """A series of numbered sessions."""

    name = forms.TextField(
        label=_("What is the series called?"), missing=_("Write what the series is called."), max_length=120
    )
    about = forms.LongTextField(label=_("What is it about?"), required=False, rows=3, max_length=1000)


class BecauseForm(forms.Form):
    """A reason that people will read."""

    because = forms.LongTextField(label=_("Why?"), rows=3, max_length=1000, missing=_("Write why."))

    def __init__(
        self, *args: Any, label: Any = "", hint: Any = "", required: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["because"]
        field.label, field.required = label or field.label, required
        field.help_text = hint or field.help_text


def as_initial(session: Session) -> dict[str, Any]:
    """A session as the forms of its parts show it."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    closes = session.registration_closes_at
    fields = (
        "title", "purpose", "what_difference", "strands", "language", "meeting", "venue", "address",
        "getting_there", "places_in_person", "places_online", "online_link", "dial_in", "access_offer",
        "ground_rules",
    )  # fmt: skip
    return {name: getattr(session, name) for name in fields} | {
        "on": starts.date(), "begins": starts.time(), "ends": ends.time(),
        "last_day": timezone.localtime(closes - timedelta(seconds=1)).date() if closes else None,
    }  # fmt: skip
