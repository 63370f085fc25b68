"""What arrives: read with the standard library, and the same as what Django would have written."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import HealthCheck, given
from hypothesis import settings as searching
from hypothesis import strategies as st

from alongside.foundation import actors, outbox, sending
from alongside.foundation.models import Mailing, Message
from alongside.foundation.sending import verp
from alongside.foundation.sending.outgoing import Features, prepare
from alongside.foundation.sending.words import as_mail
from tests.foundation.sending.conftest import Sink

BY = actors.SYSTEM
NAME, LINK = sending.slot("name"), sending.slot("link")
EVERYTHING = Features(pipelining=True, eight_bit=True, utf8=True)
LIST = {
    "List-Unsubscribe": f"<{LINK}>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Help": "<https://centre.example/help/>",
    "List-Archive": "<https://centre.example/newsletters/>",
}
TEXTS = [
    "Dear {name},\n\n.a line with a dot\n.\nFrom here on: {link}\n" + "long " * 300 + "\n\ntrailing  \n",
    "مرحبا {name}،\n\nشكرا {link}\n",
    "Hello\r\n{name}{name}\r\n",
]


def written(text: str) -> str:
    return text.replace("{name}", NAME).replace("{link}", LINK)


def read(mail: bytes) -> EmailMessage:
    found = email.message_from_bytes(mail, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert [type(one).__name__ for part in found.walk() for one in part.defects] == []
    return found


def words(part: Any) -> str:
    return str(part.get_content()).replace("\r\n", "\n").rstrip("\n")


def same(ours: EmailMessage, theirs: EmailMessage) -> None:
    """Both say the same: parts, words and headers. (A Date differs by seconds, a boundary by chance.)"""
    assert [part.get_content_type() for part in ours.walk()] == [
        part.get_content_type() for part in theirs.walk()
    ]
    for mine, other in zip(ours.walk(), theirs.walk(), strict=True):
        if not mine.is_multipart():
            assert words(mine) == words(other)
    skipped = {"date", "content-type", "content-transfer-encoding", "mime-version", "to", "from"}
    heads = [
        {name.lower(): str(value) for name, value in one.items() if name.lower() not in skipped}
        for one in (ours, theirs)
    ]
    assert heads[0] == heads[1]
    for name in ("To", "From"):
        assert [str(one) for one in ours[name].addresses] == [str(one) for one in theirs[name].addresses]


def mailing(text: str, html: str = "<p>{name} {link}</p>", subject: str = "News for {name}") -> Mailing:
    version = sending.Version(written(subject), written(text), written(html), "ar")
    return Mailing(versions={"v": version.__dict__}, list_id="news.example", headers=LIST, name="n")


def one(of: Mailing, name: str, link: str = "https://centre.example/u/1", **more: Any) -> Message:
    fields: dict[str, Any] = {"to": "ann@example.org", "to_name": name[:40], "language": "ar"} | more
    return Message(mailing=of, version="v", fill={"name": name, "link": link}, key="1", **fields)


def on_the_wire(message: Message, features: Features = EVERYTHING) -> bytes:
    """The mail as it arrives: with its dots undoubled."""
    return prepare(message, features).mail.replace(b"\r\n..", b"\r\n.")


@pytest.mark.parametrize("eight_bit", [True, False])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    "name", ["Ann", 'Zoë "Z" O’Neill', "عائشة", ".dotty", "a\nb", "x" * 1_500, "", " & < "]
)
def test_it_says_what_django_would_have_said(text: str, name: str, *, eight_bit: bool) -> None:
    message = one(mailing(text), name)
    mail = on_the_wire(message, Features(eight_bit=eight_bit))
    assert max(map(len, mail.split(b"\r\n"))) <= 998
    assert mail.replace(b"\r\n", b"").count(b"\n") == mail.replace(b"\r\n", b"").count(b"\r") == 0
    assert eight_bit or mail.isascii()
    same(read(mail), read(as_mail(message).message().as_bytes()))


@searching(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(
    name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60),
    text=st.text(st.characters(exclude_categories=["Cs", "Co"], exclude_characters="\0"), max_size=300),
    eight_bit=st.booleans(),
)
def test_no_words_break_a_mail(name: str, text: str, *, eight_bit: bool) -> None:
    """Whatever a name and a text hold: one To, one Subject, no header more, and the words arrive."""
    message = one(mailing(f"x {text} {{name}}{{name}}"), name)
    mail = read(on_the_wire(message, Features(eight_bit=eight_bit)))
    body = mail.get_body(("plain",))
    assert body is not None
    payload = body.get_payload(decode=True)
    assert isinstance(payload, bytes)
    expected = f"x {text} {name}{name}".replace("\r\n", "\n").replace("\r", "\n")
    assert payload.decode().replace("\r\n", "\n").rstrip("\n") == expected.rstrip("\n")
    assert [len(mail.get_all(name, [])) for name in ("To", "Subject")] == [1, 1]
    assert mail["Bcc"] is None
    assert set(mail.keys()) - {"Content-Transfer-Encoding"} == {
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Language", "Content-Type",
        "List-Id", *LIST,
    }  # fmt: skip


def test_plain_text_comes_first_and_the_list_headers_are_there() -> None:
    mail = read(on_the_wire(one(mailing("Hello {name}"), "Ann")))
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["List-Id"] == "<news.example>"
    assert mail["List-Unsubscribe"] == "<https://centre.example/u/1>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Content-Language"] == "ar"


def test_a_recipients_own_header_stands_in_place_of_the_shared_one() -> None:
    message = one(mailing("x"), "Ann", headers={"List-Unsubscribe": "<https://own.example/>"})
    assert read(on_the_wire(message)).get_all("List-Unsubscribe") == ["<https://own.example/>"]


@pytest.mark.django_db
@pytest.mark.parametrize("eight_bit", [True, False])
def test_words_that_were_taken_back_are_not_sent_again(*, eight_bit: bool) -> None:
    """A worker that sent the old words to some sends the new ones to the others."""
    mailing = outbox.start_mailing(
        name="News", about=None, versions={"en": sending.Version("News", "She said yes.", "", "en")}, list_id="news",
        by=BY, not_before=None,
    )  # fmt: skip
    outbox.add_recipients(
        mailing, [sending.To(f"{one}@example.org", "", "en", {}, one) for one in "ab"], by=BY
    )
    features = Features(pipelining=True, eight_bit=eight_bit, utf8=True)
    first, second = Message.objects.select_related("mailing").order_by("to")
    assert b"She said yes." in prepare(first, features).mail
    outbox.change_words(mailing, {"en": sending.Version("News", "Somebody spoke.", "", "en")}, by=BY)
    second.mailing = Mailing.objects.get(pk=mailing.pk)
    mail = prepare(second, features).mail
    assert b"Somebody spoke." in mail
    assert b"She said yes." not in mail


@pytest.mark.django_db
def test_a_small_message_says_what_django_would_have_said(sink: Sink) -> None:
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    for more in (
        {},
        {"html": "<p>ü</p>"},
        {"calendar": calendar},
        {"headers": {"Auto-Submitted": "auto-generated"}},
    ):
        message = outbox.email(to="a@example.org", subject="Grüße", text="Ä\n.\n", by=BY, **more)
        assert outbox.deliver_due("w") == 1
        same(read(sink.mails[-1]), read(as_mail(message).message().as_bytes()))


@pytest.mark.django_db
def test_the_envelope_names_the_message(sink: Sink, settings: Any) -> None:
    message = outbox.email(to="a@example.org", subject="s", text="t", by=BY)
    outbox.deliver_due("w")
    (sender,) = [one for one in sink.commands if one.startswith("MAIL")]
    assert verp.message_of(sender.partition("<")[2].partition(">")[0]) == message.pk
    settings.BOUNCES_BY_ADDRESS = False
    outbox.email(to="a@example.org", subject="s", text="t", by=BY)
    outbox.deliver_due("w")
    assert "MAIL FROM:<hello@centre.example> BODY=8BITMIME" in sink.commands


@pytest.mark.django_db
def test_an_address_in_another_script_goes_where_the_server_takes_it(sink: Sink) -> None:
    outbox.email(to="عائشة@مثال.example", subject="s", text="t", by=BY)
    assert outbox.deliver_due("w") == 1
    assert "RCPT TO:<عائشة@xn--mgbh0fb.example>" in sink.commands
    assert any("SMTPUTF8" in one for one in sink.commands if one.startswith("MAIL"))
    assert "عائشة".encode() in sink.mails[0]


@pytest.mark.django_db
def test_where_it_does_not_that_message_fails_and_says_why(sink: Sink) -> None:
    sink.offers.remove("SMTPUTF8")
    far = outbox.email(to="عائشة@example.org", subject="s", text="t", by=BY)
    broken = outbox.email(to="ann@exa..mple.org\u00e9", subject="s", text="t", by=BY)
    outbox.email(to="ann@münchen.example", subject="s", text="t", by=BY)
    assert outbox.deliver_due("w") == 1
    assert "RCPT TO:<ann@xn--mnchen-3ya.example>" in sink.commands
    far.refresh_from_db()
    broken.refresh_from_db()
    assert far.failed_at is not None
    assert "the mail server does not take such addresses" in far.last_error
    assert "There can be no domain" in broken.last_error


@pytest.fixture
def signed(settings: Any, tmp_path: Path) -> bytes:
    """Signing is on; gives the public key as the DNS would have it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = tmp_path / "dkim.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings.DKIM_KEY_FILE, settings.DKIM_SELECTOR, settings.DKIM_DOMAIN = str(path), "s1", "centre.example"
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return b"v=DKIM1; k=rsa; p=" + b"".join(public.split(b"\n")[1:-2])


@pytest.mark.parametrize("name", ["Ann", "عائشة", "two  spaces \n\n\n"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_signature_holds_and_covers_the_list_headers(signed: bytes, name: str, text: str) -> None:
    mail = on_the_wire(one(mailing(text), name))
    judge = dkim.DKIM(mail)
    assert judge.verify(dnsfunc=lambda *_args, **_more: signed)
    covered = {header.lower() for header, _value in judge.signed_headers}
    assert {b"from", b"subject", b"list-unsubscribe", b"list-unsubscribe-post", b"list-id"} <= covered
    changed = mail.replace(b"One-Click", b"Two-Click")
    assert not dkim.DKIM(changed).verify(dnsfunc=lambda *_args, **_more: signed)
