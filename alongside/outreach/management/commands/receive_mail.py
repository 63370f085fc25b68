"""`manage.py receive_mail`: take in what comes back from our own mail, until told to stop."""

import asyncio
import errno
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.foundation.sending import verp
from alongside.outreach import mail_server


class Command(BaseCommand):
    help = "Receive mail that comes back (bounces, complaints) over SMTP, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=2525, help="port to listen on (default 2525)")
        parser.add_argument("--host", default="127.0.0.1", help="a loopback address (default 127.0.0.1)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asyncio.run(self._serve(options["host"], options["port"]))
        except (ValueError, OSError) as problem:
            raise CommandError(_why(problem, options["port"])) from problem

    async def _serve(self, host: str, port: int) -> None:
        serving = asyncio.ensure_future(mail_server.serve(host, port, self._say))
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, serving.cancel)
        try:
            await serving
        except asyncio.CancelledError:
            self.stdout.write("Stopped.")

    def _say(self, port: int) -> None:
        self.stdout.write(f"Receiving mail to {verp.BOX}+…@{verp.domain()} on port {port}.")
        self.stdout.flush()


def _why(problem: Exception, port: int) -> str:
    taken = isinstance(problem, OSError) and problem.errno == errno.EADDRINUSE
    if taken:
        return f"Port {port} is taken by another program. Take another: --port {port + 1}"
    return str(problem)
