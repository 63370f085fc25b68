"""A mail server that writes down everybody it took a mail for, before it says so: `sink.py PORT FILE [SECONDS]`.

With SECONDS, every answer takes that long, as from a server far away. It is made to be killed. What it has said yes
to stands in the file, one line each: Message-ID and recipient.
"""

import asyncio
import contextlib
import os
import sys

OFFERS = b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"


class Session(asyncio.Protocol):
    """One connection."""

    def __init__(self, book: int, wait: float) -> None:
        self.book, self.wait = book, wait
        self.rest, self.recipient, self.in_mail = b"", b"", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.say(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.rest += data
        said = []
        while True:
            end = b"\r\n.\r\n" if self.in_mail else b"\r\n"
            text, found, rest = self.rest.partition(end)
            if not found:
                break
            self.rest = rest
            said.append(self.take(text) if self.in_mail else self.command(text))
        self.say(b"".join(said))

    def say(self, words: bytes) -> None:
        if self.wait and words:
            asyncio.get_running_loop().call_later(self.wait, self.transport.write, words)
        elif words:
            self.transport.write(words)

    def take(self, mail: bytes) -> bytes:
        self.in_mail = False
        message_id = mail.partition(b"Message-ID: ")[2].partition(b"\r\n")[0]
        os.write(self.book, message_id + b" " + self.recipient + b"\n")
        return b"250 2.0.0 taken\r\n"

    def command(self, line: bytes) -> bytes:
        verb = line[:4].upper()
        if verb == b"EHLO":
            return OFFERS
        if verb == b"RCPT":
            self.recipient = line.partition(b"<")[2].partition(b">")[0]
        if verb == b"DATA":
            self.in_mail = True
            return b"354 go on\r\n"
        return b"250 2.0.0 ok\r\n"


async def serve(port: int, path: str, wait: float) -> None:
    book = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    server = await asyncio.get_running_loop().create_server(lambda: Session(book, wait), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(int(sys.argv[1]), sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else 0.0))
