"""Every change of the room is one action: `outreach.subscribe(...)`, `outreach.import_readings(...)`."""

from .digests import choose_round_up, forget_opened, note_opened, send_round_up, stop_round_up

__all__ = ["choose_round_up", "forget_opened", "note_opened", "send_round_up", "stop_round_up"]
