"""Every change of the desk: setting up a centre, and annual reports."""

from .reports import CannotReport, discard_report, publish_report, start_report, write_words
from .setting_up import set_up_centre

__all__ = [
    "CannotReport",
    "discard_report",
    "publish_report",
    "set_up_centre",
    "start_report",
    "write_words",
]
