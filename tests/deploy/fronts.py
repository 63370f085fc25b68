"""Web servers in front of the house, started from the files of `deploy/` on ports of this machine."""

import os
import re
import socket
import ssl
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.deploy.test_files import DEPLOY
from tests.processes import free_port

CENTRE = "centre.example"
PATIENCE = 20.0
AROUND = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/errors.log;
worker_processes 1;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/unused-1;
    uwsgi_temp_path {folder}/unused-2;
    scgi_temp_path {folder}/unused-3;
    include {folder}/alongside.conf;
}}
"""
BEFORE = """{{
    admin off
    default_bind 127.0.0.1
    http_port {plain}
    https_port {secure}
    local_certs
    skip_install_trust
    storage file_system {folder}
}}
"""


@dataclass
class Front:
    """A web server that runs: its two ports, and what of it answers a request."""

    plain: int
    secure: int

    def ask(
        self,
        path: str,
        headers: dict[str, str] | None = None,
        *,
        body: bytes = b"",
        seen_from: str = "127.0.0.1",
    ) -> tuple[HTTPResponse, bytes]:
        """What comes back over TLS to a visitor with an address of their own."""
        connection = HTTPConnection(CENTRE, timeout=60)
        connection.sock = self.shake_hands(seen_from=seen_from)
        method = "POST" if body else "GET"
        with suppress(
            BrokenPipeError, ConnectionResetError, ssl.SSLEOFError
        ):  # it may answer before it heard all
            connection.request(method, path, body or None, {"Host": CENTRE} | (headers or {}))
        answer = connection.getresponse()
        return answer, answer.read()

    def ask_plainly(self, path: str, host: str = CENTRE) -> HTTPResponse:
        """What comes back without TLS."""
        connection = HTTPConnection("127.0.0.1", self.plain, timeout=60)
        connection.request("GET", path, headers={"Host": host})
        return connection.getresponse()

    def shake_hands(
        self,
        version: ssl.TLSVersion | None = None,
        *,
        ciphers: str = "ALL:@SECLEVEL=0",
        seen_from: str = "127.0.0.1",
    ) -> ssl.SSLSocket:
        """A connection with TLS, of one version alone if it is named. Raises SSLError when that is refused."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        if version is not None:
            context.set_ciphers(ciphers)
            context.minimum_version = context.maximum_version = version
        raw = socket.create_connection(("127.0.0.1", self.secure), timeout=60, source_address=(seen_from, 0))
        return context.wrap_socket(raw, server_hostname=CENTRE)


def nginx(folder: Path, house: int) -> tuple[Front, subprocess.Popen[bytes]]:
    """nginx with our file, and a certificate that it signed itself."""
    front = Front(free_port(), free_port())
    certify(folder)
    text = (DEPLOY / "nginx.conf").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{house}")
    text = re.sub(r"^ *listen \[.*\n", "", text, flags=re.MULTILINE)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{front.plain};")
    text = text.replace("listen 443 ", f"listen 127.0.0.1:{front.secure} ")
    text = re.sub(r"/etc/letsencrypt/live/[^/]+", str(folder), text)
    (folder / "alongside.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    return front, start(["nginx", "-e", f"{folder}/errors.log", "-c", f"{folder}/nginx.conf"], folder, front)


def caddy(folder: Path, house: int, name: str = "Caddyfile") -> tuple[Front, subprocess.Popen[bytes]]:
    """Caddy with one of our files, which makes its own certificate."""
    front = Front(free_port(), free_port())
    before = BEFORE.format(plain=front.plain, secure=front.secure, folder=folder)
    text = (DEPLOY / name).read_text().replace("10.0.0.11:8000", f"127.0.0.1:{free_port()}")
    (folder / "Caddyfile").write_text(before + text.replace("10.0.0.12:8000", f"127.0.0.1:{house}"))
    env = {"PATH": os.defpath, "HOME": str(folder), "HOUSE": f"127.0.0.1:{house}", "CENTRE": CENTRE}
    command = ["caddy", "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]
    return front, start(command, folder, front, env)


def caddy_many(folder: Path, house: int) -> tuple[Front, subprocess.Popen[bytes]]:
    """Caddy before two hosts, of which one is down."""
    return caddy(folder, house, "Caddyfile.many")


def start(
    command: list[str], folder: Path, front: Front, env: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start it, and wait until it shakes hands."""
    with (folder / "said.log").open("wb") as said:
        running = subprocess.Popen(command, env=env, stdout=said, stderr=said)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            front.shake_hands().close()
        except OSError:
            time.sleep(0.05)
        else:
            return running
    running.kill()
    raise AssertionError(f"{command[0]} did not start:\n{(folder / 'said.log').read_text()}")


def certify(folder: Path) -> None:
    """A certificate for the centre, signed by itself, where certbot would put it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, CENTRE)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )


class Ear:
    """Stands in the place of the house: answers everything, and keeps every byte that the server in front sends on."""

    def __init__(self) -> None:
        self.heard = b""
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                talk, _address = self.listening.accept()
            except OSError:
                return  # closed
            threading.Thread(target=self._hear, args=(talk,), daemon=True).start()

    def _hear(self, talk: socket.socket) -> None:
        with talk, suppress(OSError):
            while piece := talk.recv(65536):
                self.heard += piece
                talk.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK")

    def close(self) -> None:
        self.listening.close()
