"""Awards as a file of the 360Giving Data Standard: plain data in, plain data out; no database, no clock."""

from .gate import Refusal, refusals
from .grants import Event, Funder, Grant, Recipient, as_json, as_sheet, package

__all__ = ["Event", "Funder", "Grant", "Recipient", "Refusal", "as_json", "as_sheet", "package", "refusals"]
