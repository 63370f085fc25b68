"""Tables of the desk: annual reports, and webhooks with what was sent to them."""

from .reports import AnnualReport, ReportFile, ReportWords
from .webhooks import Delivery, Event, Webhook

__all__ = ["AnnualReport", "Delivery", "Event", "ReportFile", "ReportWords", "Webhook"]
