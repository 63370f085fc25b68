"""What the doctor sees of our mail: whether others will believe it, and the records to publish for that."""

from collections.abc import Iterator

from alongside.foundation.doctoring import Finding

from . import preflight

WELL = {"good": True, "attention": None, "stopped": False, "neutral": None}


def mail_is_believed() -> Iterator[Finding]:
    """One finding for each thing that large mail providers look at; the DNS is asked at most five times."""
    for number, check in enumerate(preflight.run(), 1):
        yield Finding(
            f"mail-{number}",
            WELL[check.state],
            f"{check.what}: {check.said}",
            _publish(check.publish) if check.state != "good" else "",
        )


def _publish(record: preflight.Record | None) -> str:
    if record is None:
        return ""
    return f"Publish in the DNS: {record.name}  {record.kind}  {record.value}"
