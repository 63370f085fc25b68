"""The centre's server asks other sites only for what it should, and every refusal is a sentence."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from alongside.foundation import fetching
from tests.foundation.other_sites import served

JSON = ["application/json"]
PUBLIC = "93.184.215.14"


@pytest.fixture
def beside(settings: Any) -> None:
    """A site may stand on this machine, beside the tests."""
    settings.FETCHING_MAY_REACH_LOOPBACK = True


def get(url: str, **more: Any) -> fetching.Fetched:
    asked: dict[str, Any] = {"most_bytes": 1000, "timeout": 5, "types": JSON, "allowed_hosts": ["127.0.0.1"]}
    return fetching.get(url, **(asked | more))


def refusal(url: str, **more: Any) -> str:
    with pytest.raises(fetching.CannotFetch) as refused:
        get(url, **more)
    return str(refused.value)


@pytest.mark.usefixtures("beside")
def test_what_is_there_comes_with_its_kind_and_tag() -> None:
    with served() as (port, site):
        found = get(f"http://127.0.0.1:{port}/story?a=ä#part")
    assert found == fetching.Fetched(
        200, b'{"a": 1}', "application/json", f"http://127.0.0.1:{port}/story?a=ä", '"7"'
    )
    assert site.seen[0]["path"] == "/story?a=%C3%A4"


@pytest.mark.usefixtures("beside")
def test_what_did_not_change_is_not_sent_again() -> None:
    with served() as (port, _site):
        found = get(f"http://127.0.0.1:{port}/story", etag='"7"')
    assert (found.unchanged, found.content) == (True, b"")


@pytest.mark.usefixtures("beside")
def test_a_redirect_is_followed_without_cookies() -> None:
    with served() as (port, site):
        found = get(f"http://127.0.0.1:{port}/moved")
    assert found.final_url.endswith("/story")
    assert ["Cookie" in seen for seen in site.seen] == [False, False]


REFUSED_ANSWERS = {
    "/round": "It sends us from address to address without end.",
    "/to-private": "Only addresses that begin with https:// are asked.",
    "/to-metadata": "The address names a site by numbers. Use its name.",
    "/to-other": "other.example is not on the list of sites that may be asked.",
    "/to-file": "This is not a web address.",
    "/to-nowhere": "What it answered is not what a web site answers.",
    "/page": "What came is not of the kind that was asked for.",
    "/large": "It is larger than 0.001 megabytes, and so it was not read.",
    "/large-unsaid": "It is larger than 0.001 megabytes, and so it was not read.",
    "/packed": "What came is packed, and we asked for it unpacked.",
    "/broken-off": "The answer broke off before its end.",
    "/garbage": "What it answered is not what a web site answers.",
    "/gone": "It answered with the number 410.",
}


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("path", REFUSED_ANSWERS)
def test_an_answer_that_should_not_be_taken_is_refused(path: str) -> None:
    with served() as (port, _site):
        assert refusal(f"http://127.0.0.1:{port}{path}") == REFUSED_ANSWERS[path]


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("path", ["/drip", "/drip-of-headers"])
def test_a_slow_drip_ends_when_the_time_is_over(path: str) -> None:
    began = time.monotonic()
    with served() as (port, _site):
        assert refusal(f"http://127.0.0.1:{port}{path}", timeout=0.4) == "It did not answer within 1 second."
        assert time.monotonic() - began < 2


@pytest.mark.usefixtures("beside")
def test_a_redirect_to_a_name_in_a_private_network_is_refused() -> None:
    with served() as (port, _site):
        said = refusal(
            f"http://127.0.0.1:{port}/to-other",
            allowed_hosts=["127.0.0.1", "other.example"],
            resolve=lambda host, _port: ["127.0.0.1"] if host == "127.0.0.1" else ["10.0.0.5"],
        )
    assert said == "other.example leads into a private network, and so it is not asked."


NUMBERS = "The address names a site by numbers. Use its name."
STRANGE = "The address does not name a site on the internet."
PORT = "The address names a port. Only the usual port of https is asked."
ONLY_HTTPS = "Only addresses that begin with https:// are asked."
SECRET = "The address carries a name or a password. Leave them out."
SIGNS = "The address has a space or another sign in it that does not belong there."
NO_ADDRESS = "This is not a web address."
REFUSED_ADDRESSES = {
    "http://friend.example/": ONLY_HTTPS,
    "ftp://friend.example/": ONLY_HTTPS,
    "gopher://friend.example/": ONLY_HTTPS,
    "file:///etc/passwd": NO_ADDRESS,
    "friend.example": NO_ADDRESS,
    "https://": NO_ADDRESS,
    "https://[::1": NO_ADDRESS,
    "https://friend.example:99999/": NO_ADDRESS,
    "https://friend.example:22/": PORT,
    "https://friend.example:8443/": PORT,
    "https://friend.example:80/": PORT,
    "https://anna:secret@friend.example/": SECRET,
    "https://friend.example@127.0.0.1/": SECRET,
    "https://@friend.example/": SECRET,
    "https://friend.example\\@127.0.0.1/": SIGNS,
    "https://friend.example/a b": SIGNS,
    "https://friend.example/\r\nHost: other": SIGNS,
    "https://127.0.0.1/": NUMBERS,
    "https://10.0.0.1/": NUMBERS,
    "https://169.254.169.254/latest/meta-data/": NUMBERS,
    "https://2130706433/": NUMBERS,
    "https://0x7f000001/": NUMBERS,
    "https://0x7f.1/": NUMBERS,
    "https://0177.0.0.1/": NUMBERS,
    "https://127.1/": NUMBERS,
    "https://[::1]/": NUMBERS,
    "https://[::ffff:127.0.0.1]/": NUMBERS,
    "https://[fd00:ec2::254]/": NUMBERS,
    "https://[fe80::1%25eth0]/": NUMBERS,
    "https://①②⑦.⓪.⓪.①/": NUMBERS,
    "https://localhost/": STRANGE,
    "https://intranet/": STRANGE,
    "https://friend..example/": STRANGE,
    "https://friend.example%00.evil.example/": STRANGE,
    "https://other.example/": "other.example is not on the list of sites that may be asked.",
}


@pytest.mark.parametrize("url", REFUSED_ADDRESSES)
def test_an_address_that_should_not_be_asked_is_refused_before_asking(url: str) -> None:
    asked: list[str] = []

    def note(host: str, _port: int) -> list[str]:
        asked.append(host)
        return []

    said = refusal(url, allowed_hosts=["friend.example"], resolve=note)
    assert (said, asked) == (REFUSED_ADDRESSES[url], [])


PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1", "168.63.129.16",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0",
    "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1", "2002:7f00:1::", "2001:db8::1", "nonsense",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(address: str) -> None:
    for found in ([address], [PUBLIC, address]):
        said = refusal(
            "https://friend.example/",
            allowed_hosts=["friend.example"],
            resolve=lambda *_asked, found=found: found,
        )
        assert said == "friend.example leads into a private network, and so it is not asked."


@pytest.mark.parametrize(
    "address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:93.184.215.14"]
)
def test_public_addresses_are_known_as_such(address: str) -> None:
    assert fetching.is_public(address)


@pytest.mark.usefixtures("beside")
def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind() -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    looked_up: list[str] = []

    def changing(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        return answers[len(looked_up) - 1]

    with served() as (port, _site):
        found = get(f"http://localhost:{port}/story", allowed_hosts=["localhost"], resolve=changing)
    assert (found.status, looked_up) == (200, ["localhost"])


@pytest.mark.usefixtures("beside")
def test_even_beside_the_tests_only_this_machine_itself_is_asked() -> None:
    said = refusal("http://localhost/", allowed_hosts=["localhost"], resolve=lambda *_asked: ["10.0.0.1"])
    assert said == "localhost leads into a private network, and so it is not asked."


def test_a_name_that_nobody_has_is_said() -> None:
    def nobody(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    said = refusal("https://friend.example/", allowed_hosts=["friend.example"], resolve=nobody)
    assert said == "No site has the name friend.example."


def test_a_look_up_that_never_ends_ends_in_time() -> None:
    wait = threading.Event()
    said = refusal(
        "https://friend.example/",
        allowed_hosts=["friend.example"],
        timeout=0.2,
        resolve=lambda *_asked: wait.wait(5) and [],
    )
    wait.set()
    assert said == "It did not answer within 1 second."


@pytest.mark.usefixtures("beside")
def test_a_site_that_is_not_there_does_not_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert refusal(f"http://127.0.0.1:{taken.getsockname()[1]}/story") == "127.0.0.1 does not answer."


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate for localhost that nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    kept = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "site.pem"
    path.write_bytes(kept + made.public_bytes(serialization.Encoding.PEM))
    return path


def secure(certificate: Path) -> Callable[[socket.socket], socket.socket]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return lambda plain: context.wrap_socket(plain, server_side=True)


@pytest.mark.usefixtures("beside")
def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with served(secure(certificate)) as (port, _site):
        said = refusal(f"https://localhost:{port}/story", allowed_hosts=["localhost"])
    assert said == "Its certificate is not to be trusted, so we cannot know whose site it is."


@pytest.mark.usefixtures("beside")
def test_https_with_a_certificate_that_is_trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with served(secure(certificate)) as (port, _site):
        found = get(f"https://localhost:{port}/story", allowed_hosts=["localhost"])
    assert found.content == b'{"a": 1}'


@pytest.mark.usefixtures("beside")
def test_a_handshake_that_never_ends_ends_in_time() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        said = refusal(
            f"https://localhost:{silent.getsockname()[1]}/", allowed_hosts=["localhost"], timeout=0.3
        )
    assert said == "It did not answer within 1 second."


@pytest.mark.usefixtures("beside")
def test_a_site_without_https_is_said() -> None:
    with served() as (port, _site):
        assert (
            refusal(f"https://localhost:{port}/story", allowed_hosts=["localhost"])
            == "It does not speak https as it should."
        )


def test_the_host_of_an_address() -> None:
    urls = ["https://Friend.Example.:443/a", "https://ü.example", "nonsense", "https://["]
    assert [fetching.host_of(url) for url in urls] == ["friend.example", "xn--tda.example", "", ""]
