"""Every change of this room: a verb, who did it, in one transaction, recorded."""

from .drafts import agree, missing, role_of, say_what_changed, take_agreement_back
from .projects import (
    add_milestone,
    add_partner,
    change_project,
    publish_project,
    reach_milestone,
    remove_milestone,
    remove_partner,
    start_project,
)
from .refusals import CannotAgree, CannotChange, CannotJoin, CannotPublish, Clash
from .team import add_to_team, ask_to_join, join_team, leave_team, name_in_team, set_lead
from .theory import (
    add_element,
    change_element,
    comment,
    move_element,
    remove_element,
    settle,
    start_theory,
)

__all__ = [
    "CannotAgree",
    "CannotChange",
    "CannotJoin",
    "CannotPublish",
    "Clash",
    "add_element",
    "add_milestone",
    "add_partner",
    "add_to_team",
    "agree",
    "ask_to_join",
    "change_element",
    "change_project",
    "comment",
    "join_team",
    "leave_team",
    "missing",
    "move_element",
    "name_in_team",
    "publish_project",
    "reach_milestone",
    "remove_element",
    "remove_milestone",
    "remove_partner",
    "role_of",
    "say_what_changed",
    "set_lead",
    "settle",
    "start_project",
    "start_theory",
    "take_agreement_back",
]
