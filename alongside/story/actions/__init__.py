"""Every change of the story: a verb, who did it, in one transaction, recorded."""

from .desk import (
    answer_as_speaker,
    ask_speaker,
    ask_to_sign_off,
    explain_moves,
    prepare_edition,
    publish_draft,
    publish_edition,
    sign_off,
)
from .editions import free_slug, note_withdrawal
from .following import follow, note_silence, stop_following, take_in
from .items import (
    add_claim,
    add_milestone,
    add_quote,
    add_session_quote,
    change_claim,
    change_milestone,
    change_quote,
    forget_quotes,
    move_down,
    move_up,
    put_back,
    remove,
)
from .moments import choose_moment
from .tellings import drop_telling, review_telling, tell

__all__ = [
    "add_claim",
    "add_milestone",
    "add_quote",
    "add_session_quote",
    "answer_as_speaker",
    "ask_speaker",
    "ask_to_sign_off",
    "change_claim",
    "change_milestone",
    "change_quote",
    "choose_moment",
    "drop_telling",
    "explain_moves",
    "follow",
    "forget_quotes",
    "free_slug",
    "move_down",
    "move_up",
    "note_silence",
    "note_withdrawal",
    "prepare_edition",
    "publish_draft",
    "publish_edition",
    "put_back",
    "remove",
    "review_telling",
    "sign_off",
    "stop_following",
    "take_in",
    "tell",
]
