"""What the centre does with personal data, why and by which right: the record of processing (UK GDPR article 30).

Each room says of its tables what they are for. Which of their fields are personal stands in the models (`privacy`),
how long they are kept in the timers (`retention`). The privacy notice and the papers of a centre are written from the
three, so they cannot say one thing while the house does another. The lawful basis named here is a proposal: the
centre decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import privacy, retention
from .components import Text

CONSENT = _("They agreed to it (consent, UK GDPR article 6(1)(a)).")
AGREED = _("It is needed for what we agreed with them (UK GDPR article 6(1)(b)).")
DUTY = _("The law asks for it (UK GDPR article 6(1)(c)).")
TASK = _(
    "Our public task, or our legitimate interest in working with people (UK GDPR article 6(1)(e) or (f))."
)
EXPLICIT = _("They agreed to it expressly (UK GDPR article 9(2)(a)).")
EQUALITY = _(
    "Looking whether everybody takes part (UK GDPR article 9(2)(g); Data Protection Act 2018, Schedule 1, paragraph 8)."
)


@dataclass(frozen=True)
class Activity:
    """One thing that a room does with what it knows about people.

    `tables` are names of models of the room; empty means all its tables that no other activity names. `holds`, `whose`,
    `purpose`, `seen_by` and `given_to` are sentences for everybody. `after` says what is left when somebody leaves.
    """

    room: str
    title: Text
    purpose: Text
    whose: Text
    holds: Text
    basis: Text
    seen_by: Text
    after: Text
    tables: tuple[str, ...] = ()
    special: Text = ""
    given_to: Text = ""

    @property
    def key(self) -> str:
        """The room, with the first table where the room does several things."""
        return f"{self.room}.{self.tables[0].lower()}" if self.tables else self.room

    @property
    def models(self) -> list[type[models.Model]]:
        """The tables about people that this activity fills."""
        of_room = [model for model in apps.get_app_config(self.room).get_models() if tells_of_people(model)]
        if self.tables:
            return [model for model in of_room if model.__name__ in self.tables]
        named = {name for one in _activities.values() if one.room == self.room for name in one.tables}
        return [model for model in of_room if model.__name__ not in named]

    @property
    def limits(self) -> list[retention.Timer]:
        """The timers of its tables."""
        mine = set(self.models)
        return [timer for timer in retention.timers() if timer.table in mine]


_activities: dict[str, Activity] = {}


def register(*activities: Activity) -> None:
    """Called once by each room that knows something about people."""
    for one in activities:
        _activities[one.key] = one


def activities() -> Iterator[Activity]:
    """Everything that is done with personal data, by room."""
    return iter(_activities[key] for key in sorted(_activities))


def tells_of_people(model: type[models.Model]) -> bool:
    """Whether any field of a table is personal or special-category."""
    return any(declared.kind is not privacy.Kind.PUBLIC for declared in privacy.declared(model).values())


def is_special(activity: Activity) -> bool:
    """Whether an activity holds special-category data (UK GDPR article 9)."""
    return any(
        declared.kind is privacy.Kind.SPECIAL
        for model in activity.models
        for declared in privacy.declared(model).values()
    )
