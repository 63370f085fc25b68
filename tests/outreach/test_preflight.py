"""Whether our mail will be believed: asked of a name server that stands beside the tests."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from alongside.outreach import doctoring, preflight
from alongside.people.models import Member
from tests.outreach.conftest import Browser

Zone = dict[tuple[str, str], list[str]]
Ask = Callable[[Zone], dict[str, preflight.Check]]
SPF, DMARC, MX = ("centre.example", "TXT"), ("_dmarc.centre.example", "TXT"), ("centre.example", "MX")
DKIM = ("alongside._domainkey.centre.example", "TXT")


class NameServer:
    """Answers over UDP on this machine from a few records; to others it says that there is no such name."""

    def __init__(self) -> None:
        self.zone: Zone = {}
        self.line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.line.bind(("127.0.0.1", 0))

    def serve(self) -> None:
        while True:
            raw, who = self.line.recvfrom(4096)
            if raw == b"stop":
                return
            self.line.sendto(self._answer(dns.message.from_wire(raw)).to_wire(), who)

    def _answer(self, asked: dns.message.Message) -> dns.message.Message:
        answer = dns.message.make_response(asked)
        question = asked.question[0]
        name, kind = question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)
        if rows := self.zone.get((name, kind)):
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *rows))
        elif not any(known == name for known, _kind in self.zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer


def resolver_at(port: int) -> preflight.Resolver:
    asked = dns.resolver.Resolver(configure=False)
    asked.nameservers, asked.port = ["127.0.0.1"], port
    return preflight.Resolver(asked)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A private key in a file, and its public half as the DNS has it."""
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = tmp_path_factory.mktemp("dkim") / "key.pem"
    path.write_bytes(
        made.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    spoken = made.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return path, "".join(spoken.decode().splitlines()[1:-1])


@pytest.fixture(autouse=True)
def sending(settings: Any, key: tuple[Path, str]) -> None:
    settings.DEFAULT_FROM_EMAIL = "The centre <hello@centre.example>"
    settings.BOUNCE_DOMAIN, settings.DKIM_DOMAIN, settings.DKIM_SELECTOR = "", "centre.example", "alongside"
    settings.DKIM_KEY_FILE = str(key[0])
    settings.SITE_URL, settings.EMAIL_HOST, settings.EMAIL_USE_TLS = (
        "https://centre.example",
        "mail.example",
        True,
    )


@pytest.fixture
def ask() -> Iterator[Ask]:
    """Look with these records in the DNS; gives each check by its name in the code, in order."""
    server = NameServer()
    running = threading.Thread(target=server.serve)
    running.start()

    def asked(zone: Zone) -> dict[str, preflight.Check]:
        server.zone = zone
        names = ["sender", "spf", "dkim", "dmarc", "mx", "stop", "tls"]
        return dict(zip(names, preflight.run(resolver_at(server.line.getsockname()[1])), strict=True))

    yield asked
    server.line.sendto(b"stop", server.line.getsockname())
    running.join()
    server.line.close()


@pytest.fixture
def good(key: tuple[Path, str]) -> Zone:
    half = len(key[1]) // 2
    return {
        SPF: ['"google-site-verification=1"', '"v=spf1 a:mail.example -all"'],
        DKIM: [f'"v=DKIM1; k=rsa; p={key[1][:half]}" "{key[1][half:]}"'],
        DMARC: ['"v=DMARC1; p=none"'],
        MX: ["10 mail.example."],
    }


def test_all_is_good(ask: Ask, good: Zone) -> None:
    assert {name: check.state for name, check in ask(good).items()} == dict.fromkeys(
        ["sender", "spf", "dkim", "dmarc", "mx", "stop", "tls"], "good"
    )


def test_what_is_missing_comes_with_the_record_to_publish(ask: Ask, key: tuple[Path, str]) -> None:
    found = ask({})
    assert {name: (check.state, check.publish) for name, check in found.items() if check.publish} == {
        "spf": ("stopped", preflight.Record("centre.example", "TXT", "v=spf1 a:mail.example -all")),
        "dkim": ("stopped", preflight.Record(DKIM[0], "TXT", f"v=DKIM1; k=rsa; p={key[1]}")),
        "dmarc": (
            "stopped",
            preflight.Record(DMARC[0], "TXT", "v=DMARC1; p=none; rua=mailto:postmaster@centre.example"),
        ),
        "mx": ("stopped", preflight.Record("centre.example", "MX", "10 mail.example.")),
    }


WRONG: dict[str, tuple[tuple[str, str], list[str], str, str]] = {
    "several SPF": (SPF, ['"v=spf1 mx -all"', '"v=spf1 a -all"'], "spf", "stopped"),
    "SPF for everybody": (SPF, ['"v=spf1 mx +all"'], "spf", "attention"),
    "SPF without an end": (SPF, ['"v=spf1 mx"'], "spf", "attention"),
    "SPF written wrongly": (SPF, ['"v=spf10 mx -all"'], "spf", "stopped"),
    "DKIM taken back": (DKIM, ['"v=DKIM1; p="'], "dkim", "stopped"),
    "another DKIM key": (DKIM, ['"v=DKIM1; p=AAAA"'], "dkim", "stopped"),
    "DMARC without a policy": (DMARC, ['"v=DMARC1; rua=mailto:a@centre.example"'], "dmarc", "stopped"),
    "DMARC twice": (DMARC, ['"v=DMARC1; p=none"', '"v=DMARC1; p=reject"'], "dmarc", "stopped"),
    "no mail here": (MX, ["0 ."], "mx", "stopped"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named(case: str, ask: Ask, good: Zone) -> None:
    record, rows, check, state = WRONG[case]
    assert ask(good | {record: rows})[check].state == state


@pytest.mark.parametrize(
    ("signs", "bounces", "policy", "state"),
    [
        ("centre.example", "elsewhere.example", "p=reject", "good"),
        ("relay.example", "mail.centre.example", "p=reject", "good"),
        ("relay.example", "elsewhere.example", "p=reject", "stopped"),
        ("mail.centre.example", "elsewhere.example", "p=reject; adkim=s", "stopped"),
    ],
)
def test_either_the_signature_or_the_bounces_belong_to_the_sender(
    ask: Ask, good: Zone, settings: Any, signs: str, bounces: str, policy: str, state: str
) -> None:
    settings.DKIM_DOMAIN, settings.BOUNCE_DOMAIN = signs, bounces
    assert ask(good | {DMARC: [f'"v=DMARC1; {policy}"']})["dmarc"].state == state


def test_organisations_of_the_united_kingdom_have_two_labels_at_the_end() -> None:
    domains = ["news.centre.example", "mail.centre.ac.uk", "a.trust.nhs.uk", "centre.org.uk", "centre.uk"]
    assert [preflight.organisation(domain) for domain in domains] == [
        "centre.example", "centre.ac.uk", "trust.nhs.uk", "centre.org.uk", "centre.uk",
    ]  # fmt: skip


def test_a_silent_name_server_is_asked_once_and_blames_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "SECONDS", 0.2)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        found = preflight.run(resolver_at(silent.getsockname()[1]))
    assert [check.state for check in found] == ["good", *["neutral"] * 4, "good", "good"]


def test_without_a_domain_https_and_tls_mail_is_refused(settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Alongside <alongside@localhost>"
    settings.SITE_URL, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "http://centre.example", False, False
    assert [check.state for check in preflight.run()] == ["stopped"] * 3


def test_looking_at_the_page_asks_nobody(coordinator: Member, browser_of: Browser, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Alongside <alongside@localhost>"
    browser = browser_of(coordinator)
    assert "Look now" in browser.get("/newsletter/sender/").content.decode()
    page = browser.post("/newsletter/sender/").content.decode()
    assert "Set ALONGSIDE_DEFAULT_FROM_EMAIL" in page


def test_the_doctor_says_what_to_publish_where_nobody_can_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "SECONDS", 0.2)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        asked = preflight.run(resolver_at(silent.getsockname()[1]))
        monkeypatch.setattr(preflight, "run", lambda: asked)
        found = list(doctoring.mail_is_believed())
    assert [one.well for one in found] == [True, None, None, None, None, True, True]
    assert found[1].todo == "Publish in the DNS: centre.example  TXT  v=spf1 a:mail.example -all"
    assert found[3].todo.startswith("Publish in the DNS: _dmarc.centre.example  TXT  v=DMARC1; p=none")


def test_a_mail_server_on_this_host_is_published_under_the_name_of_the_house(ask: Ask, settings: Any) -> None:
    settings.EMAIL_HOST, settings.SITE_URL = "localhost", "https://centre.example"
    assert ask({})["mx"].publish == preflight.Record("centre.example", "MX", "10 centre.example.")


def test_the_doctor_says_what_others_refuse(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = list(ask({}).values())
    monkeypatch.setattr(preflight, "run", lambda: checks)
    found = list(doctoring.mail_is_believed())
    assert {one.well for one in found[1:5]} == {False}


def test_what_nobody_knows_of_our_signature_is_not_called_well(
    ask: Ask, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DKIM_KEY_FILE = ""
    checks = ask({})
    monkeypatch.setattr(preflight, "run", lambda: [checks["dkim"]])
    assert [one.well for one in doctoring.mail_is_believed()] == [None]
