"""What staff write down for a member who told them by phone, by post or in person."""

from alongside.foundation.actors import Actor
from alongside.people import actions as people
from alongside.people.models import Member


def record_told(member: Member, what: str, told: people.Told | None, by: Actor) -> None:
    """Keep how a member told us, when, and that it was read back; nothing where they did it themselves.

    Raises `people.CannotRecord` when `told` says too little.
    """
    if told is not None:
        people.record_for(
            member, what=what, mode=told.mode, on=told.on, note=told.note, by=by,
            read_back_and_agreed=told.read_back_and_agreed,
        )  # fmt: skip
