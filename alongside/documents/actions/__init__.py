"""Every change of this room: a verb, who did it, in one transaction, recorded."""

from .answering import accept, answer_comment, decline
from .around import ELSEWHERE, add_format, add_source, remove_format, remove_source
from .clauses import add_clause, merge, move, remove_clause, reword, settle, split
from .documents import (
    add_editor,
    change_document,
    open_document,
    read_clauses,
    remove_editor,
    start_document,
)
from .reflections import (
    check_reflection,
    hold_reflection_back,
    name_reflection,
    reflect,
    take_reflection_back,
)
from .refusals import CannotChange, CannotSay, Clash, SignedOff
from .remarks import change_naming, comment, hold_back, let_stand, suggest, take_back
from .versions import add_signing_role, ask_to_sign, end_signing_role, freeze, reopen, sign

__all__ = [
    "ELSEWHERE",
    "CannotChange",
    "CannotSay",
    "Clash",
    "SignedOff",
    "accept",
    "add_clause",
    "add_editor",
    "add_format",
    "add_signing_role",
    "add_source",
    "answer_comment",
    "ask_to_sign",
    "change_document",
    "change_naming",
    "check_reflection",
    "comment",
    "decline",
    "end_signing_role",
    "freeze",
    "hold_back",
    "hold_reflection_back",
    "let_stand",
    "merge",
    "move",
    "name_reflection",
    "open_document",
    "read_clauses",
    "reflect",
    "remove_clause",
    "remove_editor",
    "remove_format",
    "remove_source",
    "reopen",
    "reword",
    "settle",
    "sign",
    "split",
    "start_document",
    "suggest",
    "take_back",
    "take_reflection_back",
]
