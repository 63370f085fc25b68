"""Every change in the hall: `from alongside.people import actions as people`, then `people.join(...)`."""

from .appointments import GIVEN, CannotAppoint, appoint, end_appointment
from .blocks import close_network_blocks, publish_network_tables
from .communities import add_community, add_outreach, change_community, record_outreach_result
from .consents import CannotConsent, change_attribution, give_consent, withdraw_consent
from .imports import CannotImport, apply_import, discard_import, forget_old_imports, upload_members
from .joining import AlreadyHere, CannotJoin, join, record_guardian_agreement, record_guardian_refusal
from .many import join_many
from .network import (
    CannotIntroduce,
    CannotList,
    accept_introduction,
    add_organisation,
    affiliate,
    answer_introduction_for,
    ask_introduction,
    change_organisation,
    decline_introduction,
    end_affiliation,
    remove_directory_entry,
    save_directory_entry,
)
from .on_behalf import (
    CannotRecord,
    Told,
    add_member_on_behalf,
    change_member_on_behalf,
    record_consent_for,
    record_for,
    withdraw_consent_for,
)
from .rights import (
    CannotLeave,
    CannotReach,
    PeopleRights,
    change_brings,
    change_reach,
    confirm_email,
    correct,
    leave,
)
from .signing_in import CardRefused, issue_sign_in_card, use_sign_in_card
from .telling import note_ask, tell
from .tokens import end_token, end_tokens_without_role, make_token, note_token_used

__all__ = [
    "GIVEN",
    "AlreadyHere",
    "CannotAppoint",
    "CannotConsent",
    "CannotImport",
    "CannotIntroduce",
    "CannotJoin",
    "CannotLeave",
    "CannotList",
    "CannotReach",
    "CannotRecord",
    "CardRefused",
    "PeopleRights",
    "Told",
    "accept_introduction",
    "add_community",
    "add_member_on_behalf",
    "add_organisation",
    "add_outreach",
    "affiliate",
    "answer_introduction_for",
    "apply_import",
    "appoint",
    "ask_introduction",
    "change_attribution",
    "change_brings",
    "change_community",
    "change_member_on_behalf",
    "change_organisation",
    "change_reach",
    "close_network_blocks",
    "confirm_email",
    "correct",
    "decline_introduction",
    "discard_import",
    "end_affiliation",
    "end_appointment",
    "end_token",
    "end_tokens_without_role",
    "forget_old_imports",
    "give_consent",
    "issue_sign_in_card",
    "join",
    "join_many",
    "leave",
    "make_token",
    "note_ask",
    "note_token_used",
    "publish_network_tables",
    "record_consent_for",
    "record_for",
    "record_guardian_agreement",
    "record_guardian_refusal",
    "record_outreach_result",
    "remove_directory_entry",
    "save_directory_entry",
    "tell",
    "upload_members",
    "use_sign_in_card",
    "withdraw_consent",
    "withdraw_consent_for",
]
