"""A newsletter of 9 kB to invented people, for `bench/newsletter.py`: written, sent by us, and sent by Django.

`python -m bench.house.mail ours COUNT` and `… django COUNT` send in a process of their own, and print as JSON how
many seconds that took and the most memory that the process had.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PARAGRAPH = (
    "In the last session we looked at how the waiting room could be calmer. Eleven people came in person, four "
    "joined by phone and three wrote to us by post. What they said is written down, with an answer to each point. "
)
LISTED = {
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Help": "<https://centre.example/help/>",
    "List-Archive": "<https://centre.example/newsletters/>",
}


def words(name: str, link: str) -> tuple[str, str, str]:
    """Subject, plain text and HTML; the mail weighs about 9 kB."""
    text = f"Dear {name},\n\n" + "\n\n".join([PARAGRAPH] * 11) + f"\n\nStop these emails: {link}\n"
    body = "".join(f"<h2>What was said</h2><p>{PARAGRAPH}</p>" for _ in range(18))
    html = (
        f'<!doctype html><html lang="en"><body><p>Dear {name},</p>{body}'
        f'<p><a href="{link}">Stop these emails</a></p></body></html>'
    )
    return f"{name}, what happened this month", text, html


def people(count: int) -> Iterator[tuple[str, str, str]]:
    """Name, address and link of each."""
    for number in range(count):
        token = f"{number:032x}"
        yield (
            f"Reader {number}",
            f"reader{number}@d{number % 50}.example",
            f"https://centre.example/u/{token}/",
        )


def fill(count: int) -> str:
    """A mailing to so many people, in the ledger; gives its id."""
    from alongside.foundation import actors, outbox, sending

    link = sending.slot("link")
    subject, text, html = words(sending.slot("name"), link)
    mailing = outbox.start_mailing(
        name="A benchmark", about=None, versions={"en": sending.Version(subject, text, html, "en")},
        list_id="news.centre.example", by=actors.SYSTEM, not_before=None,
        headers={"List-Unsubscribe": f"<{link}>", **LISTED},
    )  # fmt: skip
    rows = (
        sending.To(address, name, "en", {"name": name, "link": url}, address)
        for name, address, url in people(count)
    )
    outbox.add_recipients(mailing, rows, by=actors.SYSTEM)
    outbox.close_list(mailing, by=actors.SYSTEM)
    return str(mailing.pk)


def ours(count: int) -> None:
    """The worker's own loop, until everybody was reached."""
    from alongside.foundation import outbox

    sent = 0
    while sent < count:
        some = outbox.deliver_due("bench")
        if not some:
            raise RuntimeError(f"Only {sent} of {count} were sent.")
        sent += some


def django(count: int) -> None:
    """As Django's documentation does it: templates, EmailMultiAlternatives, one connection; nothing written down."""
    from django.core.mail import EmailMultiAlternatives, get_connection
    from django.template import engines

    subject, text, html = words("{{ name }}", "{{ link }}")
    subjects, texts, htmls = (engines["django"].from_string(one) for one in (subject, text, html))
    with get_connection() as connection:
        for name, address, link in people(count):
            values = {"name": name, "link": link}
            headers = {"List-Id": "<news.centre.example>", "List-Unsubscribe": f"<{link}>", **LISTED}
            mail = EmailMultiAlternatives(
                subjects.render(values), texts.render(values), to=[f"{name} <{address}>"], headers=headers,
                connection=connection,
            )  # fmt: skip
            mail.attach_alternative(htmls.render(values), "text/html")
            mail.send()


def most_memory() -> float:
    """The most memory that this process has had, in MiB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


WAYS: dict[str, Any] = {"ours": ours, "django": django}


def main(way: str, count: str) -> None:
    import django as framework

    framework.setup()
    began, busy = time.perf_counter(), time.process_time()
    WAYS[way](int(count))
    took, used = time.perf_counter() - began, time.process_time() - busy
    peak = most_memory()
    print(json.dumps({"seconds": took, "processor": used, "memory_mb": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
