"""Every change of the desk: setting up a centre, annual reports, and webhooks."""

from .reports import CannotReport, discard_report, publish_report, start_report, write_words
from .setting_up import set_up_centre
from .webhooks import (
    add_webhook,
    change_webhook,
    end_webhook,
    forget_deliveries,
    new_secret,
    secret_of,
    send_again,
    send_due,
    send_test,
    start_again,
    tell_webhooks,
)

__all__ = [
    "CannotReport",
    "add_webhook",
    "change_webhook",
    "discard_report",
    "end_webhook",
    "forget_deliveries",
    "new_secret",
    "publish_report",
    "secret_of",
    "send_again",
    "send_due",
    "send_test",
    "set_up_centre",
    "start_again",
    "start_report",
    "tell_webhooks",
    "write_words",
]
