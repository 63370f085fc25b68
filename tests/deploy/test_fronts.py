"""nginx and Caddy, started from the files of `deploy/` before a house that runs: what reaches it, what does not."""

import re
import shutil
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.deploy import fronts
from tests.deploy.conftest import Web
from tests.deploy.fronts import CENTRE, Ear, Front
from tests.processes import free_port
from tools.steps import COLLECTED

pytestmark = [
    pytest.mark.long,
    pytest.mark.once,  # the web server in front knows no database
    pytest.mark.skipif(
        not COLLECTED.exists(), reason="needs the built style sheets: ./run test makes them first"
    ),
]
FRONTS = {"nginx": fronts.nginx, "Caddyfile": fronts.caddy, "Caddyfile.many": fronts.caddy_many}
LIMITED, WRONG = "/api/staff/payments/ready", {"Authorization": "Bearer wrong"}
FORGED = (
    "X-Forwarded-For",
    "X_Forwarded_For",
    "X-Forwarded_For",
    "X_Forwarded-For",
    "Forwarded",
    "X-Real-Ip",
)
WORDS = b"You can hand in files of up to 20 MB."
MEGABYTE = 1024 * 1024
WEAK = ("ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA", "ECDHE-ECDSA-AES128-SHA256", "AES128-SHA")
TWO_LENGTHS = {
    "two that differ": "Content-Length: 5\r\nContent-Length: 40\r\n",
    "a length and pieces": "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    "pieces in disguise": "Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n",
    "pieces after a space": "Content-Length: 5\r\nTransfer-Encoding : chunked\r\n",
}


@contextmanager
def standing(name: str, folder: Path, port: int) -> Iterator[Front]:
    """A web server before a port, as long as this lasts; skips the test where it is not installed."""
    program = "nginx" if name == "nginx" else "caddy"
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed here: apt-get install --no-install-recommends {program}")
    front, running = FRONTS[name](folder, port)
    try:
        yield front
    finally:
        running.terminate()
        running.wait(timeout=20)


@pytest.fixture(scope="module", params=["nginx", "Caddyfile"])
def front(
    request: pytest.FixtureRequest, web: Web, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    with standing(request.param, tmp_path_factory.mktemp("front"), web.port) as found:
        yield found


def test_pages_come_over_tls_and_only_there(front: Front) -> None:
    answer, page = front.ask("/library/")
    assert (answer.status, answer.headers["X-Frame-Options"]) == (200, "DENY")
    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]
    assert not re.search(r"granian|\d", answer.headers.get("Server", "")), "nobody is told what runs here"
    led = front.ask_plainly("/library/?a=b")
    assert (led.status // 100, led.headers["Location"]) == (3, f"https://{CENTRE}/library/?a=b")
    assert b"http://" not in page.replace(b"http://www.w3.org/", b"")


def test_old_versions_of_tls_are_refused(front: Front) -> None:
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        front.shake_hands(version).close()
    for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
        with warnings.catch_warnings(action="ignore"), pytest.raises(ssl.SSLError, match="PROTOCOL_VERSION"):
            front.shake_hands(version)


def test_limits_count_visitors_and_believe_no_made_up_address(front: Front) -> None:
    """Twenty wrong tokens a minute from one address; the address of the web server in front would stop everybody."""
    here, elsewhere = f"127.0.{front.secure % 250 + 1}.1", f"127.0.{front.secure % 250 + 1}.2"
    met = [front.ask(LIMITED, WRONG, seen_from=here)[0].status for _ in range(21)]
    assert (set(met[:20]), met[20]) == ({401}, 429)
    for header in FORGED:
        said, _page = front.ask(LIMITED, WRONG | {header: "203.0.113.77"}, seen_from=here)
        assert said.status == 429, f"{header} was believed"
    assert front.ask(LIMITED, WRONG, seen_from=elsewhere)[0].status == 401


def test_nothing_else_that_a_visitor_says_about_the_way_is_believed(front: Front) -> None:
    for header, said in (
        ("X-Forwarded-Proto", "http"),
        ("X_Forwarded_Proto", "http"),
        ("X-Forwarded-Host", "a.test"),
    ):
        answer, page = front.ask("/library/", {header: said})
        assert (answer.status, b"a.test" in page) == (200, False), header
    answer, page = front.ask("/", {"Host": "other.example"})
    assert answer.status == 400 or page == b"", "under another name, nothing of the house is shown"
    assert front.ask("/healthz")[0].status == 404


def test_a_file_that_is_too_large_is_refused_with_words(front: Front) -> None:
    """What fits reaches the house, which misses the sign of its form; what does not is told so."""
    before, after = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n', b"\r\n--b--\r\n"
    # With these it reads all before it answers.
    read = {"Origin": f"https://{CENTRE}", "Cookie": f"__Host-csrftoken={'t' * 32}"}
    kind = read | {"Content-Type": "multipart/form-data; boundary=b"}
    answer, page = front.ask("/join/", kind, body=before + bytes(20 * MEGABYTE) + after)
    assert (answer.status, b"al-page" in page) == (403, True)
    answer, page = front.ask("/join/", kind, body=before + bytes(26 * MEGABYTE) + after)
    assert answer.status == 413
    assert WORDS in page


def test_style_sheets_stay_and_files_are_handed_over(front: Front, web: Web) -> None:
    _answer, page = front.ask("/library/")
    style = re.search(rb'href="(/static/[^"]+\.css)"', page)
    assert style is not None
    answer, _sheet = front.ask(style[1].decode(), {"Accept-Encoding": "br"})
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "br")
    assert "immutable" in answer.headers["Cache-Control"]
    answer, held = front.ask(web.a_file)
    assert (answer.status, held) == (200, b"Some words.")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_host_that_is_down_is_left_out(web: Web, tmp_path: Path) -> None:
    with standing("Caddyfile.many", tmp_path, web.port) as front:
        assert {front.ask("/library/")[0].status for _ in range(4)} == {200}


@pytest.mark.parametrize("name", FRONTS)
def test_the_house_is_told_the_truth_and_nothing_goes_elsewhere(name: str, tmp_path: Path) -> None:
    """What a server in front sends on: one address, one length; and an address in a request leads only to the house."""
    house, elsewhere = Ear(), Ear()
    try:
        with standing(name, tmp_path, house.port) as front:
            front.ask("/", dict.fromkeys(FORGED, "203.0.113.77"), seen_from="127.0.0.9")
            said = re.findall(rb"^(x.forwarded.for): (.*)\r$", house.heard, re.IGNORECASE | re.MULTILINE)
            assert [(one.lower(), where) for one, where in said] == [(b"x-forwarded-for", b"127.0.0.9")]
            for lines in TWO_LENGTHS.values():
                house.heard = b""
                tell(front, f"POST /a HTTP/1.1\r\nHost: {CENTRE}\r\n{lines}\r\n0\r\n\r\n")
                lengths = re.findall(rb"^(?:content-length|transfer-encoding) *:", house.heard, re.I | re.M)
                assert len(lengths) <= 1, house.heard
            there = f"127.0.0.1:{elsewhere.port}"
            tell(front, f"GET http://{there}/a HTTP/1.1\r\nHost: {CENTRE}\r\n\r\n")
            tell(front, f"CONNECT {there} HTTP/1.1\r\nHost: {there}\r\n\r\n")
            assert elsewhere.heard == b""
    finally:
        house.close()
        elsewhere.close()


@pytest.mark.parametrize("name", FRONTS)
def test_weak_ciphers_are_refused(name: str, tmp_path: Path) -> None:
    """With TLS 1.2, only what is sealed as a whole (AEAD) with keys of one talk; with 1.3 there is nothing else."""
    with standing(name, tmp_path, free_port()) as front:
        for strong in ("ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"):
            front.shake_hands(ssl.TLSVersion.TLSv1_2, ciphers=strong).close()
        for weak in WEAK:
            with pytest.raises(ssl.SSLError, match="HANDSHAKE_FAILURE"):
                front.shake_hands(ssl.TLSVersion.TLSv1_2, ciphers=f"{weak}:@SECLEVEL=0")


def tell(front: Front, words: str) -> None:
    """Send bytes as they stand, and wait until nothing more comes back."""
    with front.shake_hands() as talk, suppress(TimeoutError, ssl.SSLError, ConnectionResetError):
        talk.settimeout(0.3)
        talk.sendall(words.encode())
        while talk.recv(65536):
            pass


def test_the_house_reads_one_length_too(web: Web) -> None:
    """Should something get past: it refuses what differs; pieces beside a length are read as pieces (RFC 9112, 6.3)."""
    for name, lines in TWO_LENGTHS.items():
        with socket.create_connection(("127.0.0.1", web.port), timeout=10) as talk:
            talk.sendall(f"POST /healthz HTTP/1.1\r\nHost: {CENTRE}\r\n{lines}\r\n0\r\n\r\n".encode())
            refused = talk.recv(100).startswith(b"HTTP/1.1 400 ")
        assert refused or name == "a length and pieces", name
