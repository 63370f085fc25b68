"""Start the house and stop it: web, worker and perhaps PostgreSQL. For `./run`; standard library only."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from tools import steps
from tools.data import Data, shown
from tools.steps import ROOT, Trouble

Process = subprocess.Popen[str]
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WEB = [
    "-m",
    "granian",
    "alongside.config.wsgi:application",
    "--interface=wsgi",
    "--host=127.0.0.1",
    "--workers=1",
    "--blocking-threads=4",
    "--workers-kill-timeout=10",
]
NOT_YET = 503  # the web process is up, and waits for the others
PATIENCE = 180.0  # seconds until everything must answer, on a machine that has much else to do
GRACE = 15.0  # seconds that a process has to finish what it is doing


@dataclass(frozen=True)
class Asked:
    """What was asked for on the command line; `words` are those of a management command."""

    command: str
    port: int
    data: str
    fresh: bool
    postgres: bool
    empty: bool
    words: list[str]
    rest: None = None


class House:
    """The processes that we started. Leaving the `with` block leaves none of them behind."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.running: dict[str, Process] = {}

    def __enter__(self) -> "House":
        for number in SIGNALS:
            signal.signal(number, _ask_to_stop)
        return self

    def __exit__(self, *_: object) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        postgres = self.running.pop("postgres", None)
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            _wait(process)
        if postgres and postgres.stdin:
            postgres.stdin.close()  # for the embedded PostgreSQL, this is the sign
            _wait(postgres)

    def surroundings(self, port: int) -> dict[str, str]:
        """The environment of everything that runs in this house. What you set yourself comes first."""
        defaults = {
            "ALONGSIDE_SITE_URL": f"http://localhost:{port}",
            "ALONGSIDE_BEHIND_TLS": "false",
            "ALONGSIDE_DEMONSTRATION": str(self.data.is_demonstration).lower(),
            **self.data.keys(),
            **(self._postgres() if self.data.on_postgres else {}),
        }
        return {**defaults, **os.environ, "ALONGSIDE_DATA_DIR": str(self.data.path)}

    def start(self, name: str, words: list[str], env: dict[str, str], **more: Any) -> Process:
        """Start a Python process in a session of its own: Ctrl-C reaches only us; we stop it in order."""
        log = self._log(name)
        log.parent.mkdir(exist_ok=True, mode=0o700)
        with log.open("w") as file:
            more = {"stdin": subprocess.DEVNULL, "stdout": file, **more}
            command = [sys.executable, *words]
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=env, text=True, stderr=file, start_new_session=True, **more
            )
        return self.running[name]

    def wait_until_well(self, port: int) -> None:
        """Until /healthz says that web, databases and worker are up. Raises Trouble after three minutes."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.look()
            status, said = ask(port, "/healthz")
            if status == 200:
                return
            if status not in (0, NOT_YET):
                self._tell("web", f"answers with the error {status}")
            time.sleep(0.05)
        raise Trouble(
            f"It does not get well: /healthz says {said}. See the logs in {shown(self._log('web').parent)}"
        )

    def look(self) -> None:
        """Raises Trouble when a process has stopped by itself, with its last words."""
        for name, process in self.running.items():
            if process.poll() is not None:
                self._tell(name, "stopped by itself")

    def stay(self) -> NoReturn:
        """Until a signal comes."""
        while True:
            self.look()
            time.sleep(0.5)

    def _postgres(self) -> dict[str, str]:
        words = ["-W", "ignore", "-m", "tools.postgres", str(self.data.path / "postgres")]
        process = self.start(
            "postgres", words, dict(os.environ), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        answer = process.stdout.readline() if process.stdout else ""
        if not answer:
            self._tell("postgres", "did not start")
        return dict(json.loads(answer))

    def _tell(self, name: str, what: str) -> NoReturn:
        last = "\n".join(self._log(name).read_text(errors="replace").splitlines()[-12:])
        raise Trouble(f"The {name} process {what}. Its last words, from {shown(self._log(name))}:\n{last}")

    def _log(self, name: str) -> Path:
        return self.data.path / "logs" / f"{name}.log"


def serve(asked: Asked) -> NoReturn:
    """Make what is missing, start the house, say where it is, and stay."""
    data = Data(Path(asked.data))
    with data.held():
        if data.is_half_loaded:
            data.clear()
        elif asked.fresh:
            data.put_aside()
        data.settle(postgres=asked.postgres, empty=asked.empty)
        data.keys()  # a broken key file is told before anything is made
        data.keep(port=asked.port)
        with House(data) as house:
            steps.make_ready()
            env = house.surroundings(asked.port)
            prepare(data, env)
            house.start("web", [*WEB, f"--port={asked.port}"], env)
            house.start("worker", ["manage.py", "worker"], env, preexec_fn=_after_the_web)
            house.wait_until_well(asked.port)
            welcome(data, env)
            house.stay()


def prepare(data: Data, env: dict[str, str]) -> None:
    """Collect style sheets, migrate, load the demonstration: only what is due."""
    look = steps.collected_look()
    due = ["static"] if steps.is_stale("static", look, steps.COLLECTED) else []
    wanted = steps.digest(_migrations(), env.get("DATABASE_URL", ""), env.get("MONITORING_DATABASE_URL", ""))
    embedded = [data.path / f"{name}.sqlite3" for name in ("alongside", "monitoring")]
    lost = "DATABASE_URL" not in env and not all(path.exists() for path in embedded)
    if lost or data.choices.get("prepared") != wanted:
        due.append("database")
        if data.is_demonstration:
            due.append("demonstration")
        elif "prepared" not in data.choices:
            due.append("empty")
    if due:
        data.keep(half_loaded="demonstration" in due and "prepared" not in data.choices)
        steps.run([sys.executable, "-m", "tools.prepare", *due], env)
        steps.stamp("static", look)
        data.keep(prepared=wanted, half_loaded=False)


def _migrations() -> str:
    ours = sorted((ROOT / "alongside").glob("*/migrations/*.py"))
    return steps.look_of([*ours, ROOT / "requirements" / "base.txt"])


def welcome(data: Data, env: dict[str, str]) -> None:
    """Say where it is and how to come in."""
    print(f"\nAlongside is ready: {env['ALONGSIDE_SITE_URL']}/", flush=True)
    if data.is_demonstration:
        print(_command("signin_links", env) or "For ways to sign in, ask: ./run manage signin_links")
    elif address := _command("setup_link", env):
        print(f"Set up your centre: {address}")
    print(f"E-mails are kept in {shown(data.path / 'mail')}\nStop with Ctrl-C.", flush=True)


def _command(name: str, env: dict[str, str]) -> str:
    """What a management command says; nothing when it has nothing to say here."""
    command = [sys.executable, "manage.py", name]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return done.stdout.rstrip()


def ask(port: int, path: str) -> tuple[int, str]:
    """Status and beginning of the answer; 0 while nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")[:300]
    except (OSError, http.client.HTTPException):
        return 0, "nothing"
    finally:
        connection.close()


def manage(asked: Asked) -> int:
    """Pass a management command on, with the keys, the database and the address of the data folder."""
    data = Data(Path(asked.data))
    data.settle(postgres=False, empty=False)
    with House(data) as house:
        env = house.surroundings(data.port or asked.port)
        signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for the command
        return subprocess.run(
            [sys.executable, "manage.py", *asked.words], cwd=ROOT, env=env, check=False
        ).returncode


def _after_the_web() -> None:
    """Pages come first: the worker takes what the web process leaves of the machine."""
    os.nice(5)


def _ask_to_stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _wait(process: Process) -> None:
    """Let a process finish; then nothing of its session is left, whatever happened to the process itself."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def main(asked: Asked) -> int:
    os.umask(0o077)  # what belongs to a centre is for nobody else on this machine
    try:
        return manage(asked) if asked.command == "manage" else serve(asked)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


if __name__ == "__main__":
    sys.exit(main(Asked(**json.loads(sys.argv[1]))))
