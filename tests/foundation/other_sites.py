"""Sites of others, as the tests of fetching need them: some answer well, some badly."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site(BaseHTTPRequestHandler):
    """A site that answers well or badly, by the path that it is asked for."""

    protocol_version = "HTTP/1.1"
    seen: list[dict[str, str]]

    def do_GET(self) -> None:
        type(self).seen.append(dict(self.headers) | {"path": self.path})
        getattr(self, "answer_" + self.path.strip("/").partition("?")[0].replace("-", "_"))()

    def log_message(self, *_args: object) -> None:
        """Keep quiet."""

    def say(self, body: bytes, kind: str = "application/json; charset=utf-8", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "who=you")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def move(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_story(self) -> None:
        if self.headers.get("If-None-Match") == '"7"':
            self.send_response(304)
            self.end_headers()
        else:
            self.say(b'{"a": 1}', ETag='"7"')

    def answer_moved(self) -> None:
        self.move("/story")

    def answer_round(self) -> None:
        self.move("/round")

    def answer_to_private(self) -> None:
        self.move("http://10.0.0.1/story")

    def answer_to_metadata(self) -> None:
        self.move("https://169.254.169.254/latest/meta-data/")

    def answer_to_other(self) -> None:
        self.move("https://other.example/story")

    def answer_to_file(self) -> None:
        self.move("file:///etc/passwd")

    def answer_to_nowhere(self) -> None:
        self.move("//[broken")

    def answer_page(self) -> None:
        self.say(b"<p>hello</p>", "text/html")

    def answer_large(self) -> None:
        self.say(b" " * 5000)

    def answer_large_unsaid(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for _each in range(10):
            self.wfile.write(b"1F4\r\n" + b" " * 500 + b"\r\n")

    def answer_packed(self) -> None:
        self.say(gzip.compress(b" " * 10_000_000), Content_Encoding="gzip")

    def answer_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self._drip(b" ")

    def answer_drip_of_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        self._drip(b"x")

    def _drip(self, drop: bytes) -> None:
        try:
            for _each in range(100):
                self.wfile.write(drop)
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def answer_broken_off(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.close_connection = True

    def answer_garbage(self) -> None:
        self.wfile.write(b"\x00\xff\r\n\r\n")
        self.close_connection = True

    def answer_gone(self) -> None:
        self.send_error(410)


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """A visitor who hangs up is what these tests are about."""


@contextmanager
def served(
    wrap: Callable[[socket.socket], socket.socket] = lambda plain: plain,
) -> Iterator[tuple[int, type[Site]]]:
    site = type("SiteOfThisTest", (Site,), {"seen": []})
    with Quiet(("127.0.0.1", 0), site) as server:
        server.socket = wrap(server.socket)
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        try:
            yield server.server_address[1], site
        finally:
            server.shutdown()
            running.join()
