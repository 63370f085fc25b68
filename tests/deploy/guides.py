"""Reads the commands out of a guide, and runs them in a folder that stands for the host."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
PLACES = (
    "/opt/alongside", "/etc/alongside", "/etc/systemd/system", "/etc/caddy", "/etc/nginx/conf.d", "/var/lib/alongside",
)  # fmt: skip
LEFT_OUT = {
    r"apt-get|adduser|chown|install -d|systemctl|nginx -t": "needs an administrator",
    r"createuser|createdb|psql": "needs the PostgreSQL server of the host; the tests bring databases of their own",
    r"git (clone|pull)|curl|certbot": "needs a network",
    r"\./run install": "is done already: the environment of the tests is what it makes (tests/run/test_install.py)",
}


@dataclass
class Host:
    """A folder that stands for a host: /opt, /etc and /var are in it, and the house is where the guide puts it."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for place in PLACES:
            self.at(place).mkdir(parents=True)
        for part in ROOT.iterdir():
            if part.name != ".alongside":
                (self.at("/opt/alongside") / part.name).symlink_to(part)
        (self.at("/opt/alongside") / ".alongside").mkdir()
        (self.at("/opt/alongside") / ".alongside" / "venv").symlink_to(sys.prefix)
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "ALONGSIDE_SETTINGS_FILE": str(self.at("/etc/alongside") / "alongside.env"),
        }

    def at(self, place: str) -> Path:
        return self.folder / place.lstrip("/")

    def follow(self, guide: Path, until: str = "") -> None:
        """Run every command of a guide in its order, up to a heading; a command that fails is told with its words."""
        text = guide.read_text().partition(until)[0] if until else guide.read_text()
        for command in commands(text):
            self.do(command)

    def do(self, command: str) -> None:
        plain = re.sub(r"^sudo (-u \w+ )?", "", command)
        for pattern, reason in LEFT_OUT.items():
            if re.match(pattern, plain):
                self.skipped.append(command)
                print(f"  not run: {command}\n           {reason}")  # noqa: T201
                return
        for place in PLACES:
            plain = re.sub(rf"(?<![\w.]){place}", str(self.at(place)), plain)
        done = subprocess.run(
            ["sh", "-ec", plain], cwd=self.at("/opt/alongside"), env=self.environment, capture_output=True, text=True,
            check=False, timeout=300,
        )  # fmt: skip
        print(f"  ran: {command}\n{done.stdout}")  # noqa: T201  # for whoever reads the guide with -s
        self.ran.append(command)
        self.said[command] = done.stdout
        looks = "doctor" in command  # ends with 1 where something is bad: the test reads what
        assert done.returncode == 0 or (looks and done.returncode == 1), (
            f"{command}\n{done.stdout}{done.stderr}"
        )


def commands(text: str) -> list[str]:
    """The commands in the blocks of a text that are marked `sh`, each once per line."""
    return [line for block in BLOCK.findall(text) for line in block.strip().splitlines()]
