"""Every change of the round table: `from alongside.conversations import actions as conversations`."""

from .ballots import CannotPrint, KeyedAlready, close_ballots, key_in_ballot, keyed_words, print_ballots
from .conversations import (
    add_community,
    change_conversation,
    close,
    draft_conversation,
    publish,
    remove_community,
)
from .decisions import note_decision, review_decision
from .many import vote_many
from .mapping import hand_out_votes, work_out, work_out_what_changed
from .refusals import CannotChange, CannotTakePart
from .rights import ConversationRights
from .statements import accept, decline, merge, say, take_back, word
from .themes import gather, gather_from_above, make_theme, release, rename_theme, respond
from .votes import declare, vote, vote_on_several, withdraw

__all__ = [
    "CannotChange",
    "CannotPrint",
    "CannotTakePart",
    "ConversationRights",
    "KeyedAlready",
    "accept",
    "add_community",
    "change_conversation",
    "close",
    "close_ballots",
    "declare",
    "decline",
    "draft_conversation",
    "gather",
    "gather_from_above",
    "hand_out_votes",
    "key_in_ballot",
    "keyed_words",
    "make_theme",
    "merge",
    "note_decision",
    "print_ballots",
    "publish",
    "release",
    "remove_community",
    "rename_theme",
    "respond",
    "review_decision",
    "say",
    "take_back",
    "vote",
    "vote_many",
    "vote_on_several",
    "withdraw",
    "word",
    "work_out",
    "work_out_what_changed",
]
