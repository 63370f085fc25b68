"""The files of `deploy/`: what they name is there, and what they promise about safety they say."""

import configparser
import os
import re
import runpy
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from allauth.account.adapter import get_adapter
from cryptography.fernet import Fernet
from django.core.management import get_commands
from django.test import RequestFactory

from alongside.config.backup import erased
from alongside.foundation import judging_files

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.*"))
SERVICES = [path for path in UNITS if path.suffix == ".service"]
PYTHON = "/opt/alongside/.alongside/venv/bin/python"
HARDENED = {
    "User": "alongside", "UMask": "0077", "NoNewPrivileges": "true", "ProtectSystem": "strict",
    "ProtectHome": "true", "PrivateTmp": "true", "PrivateDevices": "true", "CapabilityBoundingSet": "",
    "RestrictNamespaces": "true", "StateDirectoryMode": "0700",
    "EnvironmentFile": "/etc/alongside/alongside.env", "WorkingDirectory": "/opt/alongside",
}  # fmt: skip
MOST_EXPOSED = 1.5  # 1.4 was measured; a service with nothing said about it has 9.6

pytestmark = pytest.mark.once  # none of it touches a database
by_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")


def unit(path: Path) -> configparser.ConfigParser:
    """A unit as systemd reads it; of a name that is there twice, the last."""
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(path.read_text())
    return read


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_every_service_is_shut_in(path: Path) -> None:
    said = unit(path)["Service"]
    assert {name: said.get(name) for name in HARDENED} == HARDENED


def test_only_the_backup_may_write_to_backups() -> None:
    """The worker writes beside them who left; the web process, which strangers reach, nothing at all."""
    may = {path.stem: unit(path)["Service"].get("ReadWritePaths") for path in SERVICES}
    assert {name: where for name, where in may.items() if where} == {
        "alongside-backup": "-/mnt/backups/alongside",
        "alongside-worker": f"-/mnt/backups/alongside/{erased.APART}",
    }


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_every_service_starts_what_is_there(path: Path) -> None:
    python, *words = unit(path)["Service"]["ExecStart"].split()
    assert python == PYTHON
    assert words[:2] == ["-m", "granian"] or (words[0] == "manage.py" and words[1] in get_commands())


def test_the_pages_begin_anew_with_what_the_smallest_host_has() -> None:
    """Where /bin/kill was named, a Debian without procps kept the version before, and said so only in passing."""
    assert unit(DEPLOY / "systemd/alongside-web.service")["Service"]["ExecReload"] == (
        "/bin/sh -c 'kill -HUP $MAINPID'"
    )


@pytest.mark.parametrize(
    "path", [path for path in UNITS if path.suffix == ".timer"], ids=lambda path: path.stem
)
def test_every_timer_has_its_service(path: Path) -> None:
    assert path.with_suffix(".service") in SERVICES


def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    """Where systemd is installed, it reads the units itself; the Python of the tests stands for that of the host."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed here; the other tests read the units")
    for path in UNITS:
        (tmp_path / path.name).write_text(path.read_text().replace(PYTHON, sys.executable))
    said = verdict(tmp_path)
    assert said == ""
    broken = tmp_path / "alongside-worker.service"
    broken.write_text(broken.read_text().replace("ProtectSystem=strict", "ProtectSytem=strict"))
    assert "ProtectSytem" in verdict(tmp_path), "and a misspelt word would be seen"


def test_systemd_counts_little_that_a_service_could_harm() -> None:
    """Its own measure goes from 0 (nothing) to 10. What is left to ours: the network, and files of the host to read."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed here; the other tests read the units")
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", *map(str, SERVICES)]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout
    found = dict(re.findall(r"level for (\S+): ([\d.]+)", said))
    assert sorted(found) == [path.name for path in SERVICES]
    assert {name: level for name, level in found.items() if float(level) > MOST_EXPOSED} == {}


def verdict(folder: Path) -> str:
    units = [str(folder / path.name) for path in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False, timeout=60
    )
    ours = [line for line in done.stderr.splitlines() if "alongside" in line]
    return "\n".join(line for line in ours if "User=" not in line and "WorkingDirectory" not in line)


def test_image_starts_as_the_service_does() -> None:
    words = unit(DEPLOY / "systemd/alongside-web.service")["Service"]["ExecStart"].split()[1:]
    image = re.findall(r'"([^"]+)"', containerfile().rpartition("\nCMD ")[2])[1:]
    assert image == words


def test_image_is_made_in_two_stages_without_secrets_by_nobody_in_particular() -> None:
    text = containerfile()
    assert text.count("\nFROM ") == 2
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert not re.search(r"SECRET_KEY|MONITORING_KEY|PASSWORD", text)
    ignored = (DEPLOY / "container/Containerfile.dockerignore").read_text().split()
    assert {".git", ".alongside", ".env*", "*.env"} <= set(ignored)


def test_image_copies_what_the_house_needs() -> None:
    ignored = (DEPLOY / "container/Containerfile.dockerignore").read_text().split()
    for part in ("run", "alongside", "tools", "requirements", "deploy", "manage.py", ".env.example", "demo"):
        assert (ROOT / part).exists()
        assert part not in ignored or part == ".env.example"


def containerfile() -> str:
    return (DEPLOY / "container/Containerfile").read_text()


def test_containers_together_are_safe_and_name_what_is_there() -> None:
    folder = DEPLOY / "container"
    composed = yaml.safe_load((folder / "compose.yaml").read_text())
    house = {name: one for name, one in composed["services"].items() if one.get("image") == "alongside"}
    assert set(house) == {"prepare", "web", "worker"}
    for one in house.values():
        assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"])
        assert "ports" not in one, "only the web server in front is reached from outside"
        assert one.get("command", ["python", "manage.py", "worker"])[2] in get_commands()
    build = house["prepare"]["build"]
    assert (folder / build["context"] / build["dockerfile"]).is_file()
    for one in composed["services"].values():
        for volume in one.get("volumes", []):
            source = by_default(volume).partition(":")[0]
            assert source in composed["volumes"] or (folder / source).is_file()


def test_backups_in_containers_have_a_place_that_the_house_may_write_and_strangers_never_reach() -> None:
    composed = yaml.safe_load((DEPLOY / "container/compose.yaml").read_text())
    place = "/mnt/backups/alongside"
    who = {
        name: by_default(volume)
        for name, one in composed["services"].items()
        for volume in one.get("volumes", [])
        if volume.endswith(place)
    }
    assert who == {"prepare": f"backups:{place}", "worker": f"backups:{place}"}
    assert {"data:/var/lib/alongside"} <= set(composed["services"]["worker"]["volumes"])
    last = containerfile().rpartition("\nFROM ")[2].replace("\\\n", " ").split("\n")
    (made,) = [line.partition(" install ")[2].split() for line in last if " install --directory" in line]
    assert {"--owner=alongside", "--mode=0700", place, f"{place}/{erased.APART}"} <= set(made)


def by_default(volume: str) -> str:
    """A volume where nothing is said in the environment."""
    return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", volume)


def test_only_what_changes_tables_knows_the_owner_in_containers(tmp_path: Path) -> None:
    """PostgreSQL's own image runs databases.sh; a `psql` that keeps what it is told stands for its own."""
    composed = yaml.safe_load((DEPLOY / "container/compose.yaml").read_text())["services"]
    assert {name for name, one in composed.items() if "owner.env" in one.get("env_file", [])} == {
        "postgres",
        "prepare",
    }
    house, owner = settings_for("centre.example", "--containers"), settings_for("centre.example", "--owner")
    assert not {"POSTGRES_PASSWORD", "POSTGRES_USER"} & set(house)
    psql = tmp_path / "psql"
    psql.write_text("#!/bin/sh\ncat\n")
    psql.chmod(0o700)
    path = {"PATH": f"{tmp_path}:{os.defpath}", "POSTGRES_USER": "postgres"}
    command = [str(DEPLOY / "container/databases.sh")]
    told = subprocess.run(
        command, env=house | owner | path, capture_output=True, text=True, check=True
    ).stdout
    roles = dict(re.findall(r"^CREATE ROLE (\w+) LOGIN.* PASSWORD '(\w{48})';$", told, re.MULTILINE))
    addresses = [house["DATABASE_URL"], house["MONITORING_DATABASE_URL"]]
    owners = [owner["ALONGSIDE_DATABASE_OWNER_URL"], owner["ALONGSIDE_MONITORING_OWNER_URL"]]
    for role, there in (("alongside", addresses), ("alongside_owner", owners)):
        assert there == [
            f"postgres://{role}:{roles[role]}@postgres/{name}" for name in ("alongside", "monitoring")
        ]
    assert len({*roles.values(), owner["POSTGRES_PASSWORD"]}) == 3
    assert re.findall(r"^CREATE DATABASE (\w+) OWNER (\w+);$", told, re.MULTILINE) == [
        ("alongside", "alongside_owner"),
        ("monitoring", "alongside_owner"),
    ]


@pytest.mark.parametrize("name", ["Caddyfile", "Caddyfile.many", "nginx.conf"])
def test_web_server_in_front_takes_the_largest_file_and_hides_health(name: str) -> None:
    text = (DEPLOY / name).read_text()
    limit = re.search(r"(?:max_size|client_max_body_size) (\d+)", text)
    assert limit is not None
    assert int(limit[1]) * 1_000_000 > judging_files.MOST_BYTES
    assert "/healthz" in text
    assert name == "nginx.conf" or "request_header -*_*" in text, "nginx drops such names by itself"


def test_address_that_a_visitor_makes_up_is_not_believed(settings: Any) -> None:
    """As nginx is set: the address of the visitor alone. As others append: the last one counts."""
    assert "X-Forwarded-For $remote_addr;" in (DEPLOY / "nginx.conf").read_text()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for header in ("203.0.113.9", "198.51.100.1, 203.0.113.9"):
        request = RequestFactory().get("/", headers={"X-Forwarded-For": header})
        assert get_adapter().get_client_ip(request) == "203.0.113.9"


@pytest.mark.parametrize("option", [[], ["--postgresql"], ["--containers"]], ids=str)
def test_settings_of_a_new_centre_are_strong_each_time(option: list[str]) -> None:
    first, second = settings_for("centre.example", *option), settings_for("centre.example", *option)
    assert first["ALONGSIDE_SITE_URL"] == "https://centre.example"
    assert len(first["ALONGSIDE_SECRET_KEY"]) >= 50
    Fernet(first["ALONGSIDE_MONITORING_KEY"])
    same = {name for name in first if first[name] == second[name]}
    assert not same & {"ALONGSIDE_SECRET_KEY", "ALONGSIDE_MONITORING_KEY", "POSTGRES_PASSWORD"}
    assert ("DATABASE_URL" in first) == bool(option)


def test_settings_for_many_hosts_are_settings() -> None:
    listed = (ROOT / ".env.example").read_text()
    names = re.findall(r"^(\w+)=", (DEPLOY / "many-hosts.env.example").read_text(), re.MULTILINE)
    assert [name for name in names if f"{name}=" not in listed and not name.startswith("GRANIAN_")] == []


def test_settings_for_no_host_are_refused() -> None:
    for words in ([], ["not a host"], ["centre.example", "--mysql"], ["a.example", "b.example"]):
        done = subprocess.run([DEPLOY / "settings", *words], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert "centre.example" in done.stderr


def settings_for(*words: str) -> dict[str, str]:
    """What `deploy/settings` prints, as the shell of `deploy/manage` reads it."""
    text = subprocess.run([DEPLOY / "settings", *words], capture_output=True, text=True, check=True).stdout
    read = ["sh", "-c", 'set -a; eval "$1"; env', "sh", text]
    said = subprocess.run(read, env={"PATH": os.defpath}, capture_output=True, text=True, check=True).stdout
    return dict(line.split("=", 1) for line in said.splitlines() if re.match(r"[A-Z_]*=", line))


def test_settings_are_read_as_they_stand() -> None:
    """As systemd reads them: a dollar sign in a password is a dollar sign."""
    read = runpy.run_path(str(DEPLOY / "manage"))["read"]
    text = '# words\n\nA="x$HOME`id` y"\nB=plain\nC=\'a "b"\'\nD="a=b#c"\n'
    assert read(text) == {"A": "x$HOME`id` y", "B": "plain", "C": 'a "b"', "D": "a=b#c"}
    made = subprocess.run([DEPLOY / "settings", "centre.example"], capture_output=True, text=True, check=True)
    assert read(made.stdout)["ALONGSIDE_DEFAULT_FROM_EMAIL"] == "The centre <hello@centre.example>"


def test_without_its_settings_a_command_says_how_to_run_it(tmp_path: Path) -> None:
    env = {"PATH": os.defpath, "ALONGSIDE_SETTINGS_FILE": str(tmp_path / "missing.env")}
    command = [sys.executable, str(DEPLOY / "manage"), "doctor"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "sudo -u alongside" in done.stderr


def test_programs_of_deploy_may_be_run() -> None:
    for name in ("manage", "settings", "healthy"):
        assert (DEPLOY / name).stat().st_mode & stat.S_IXUSR


def _as_root(tmp_path: Path, said: str, command: str) -> str:
    """What a house with two roles says through `deploy/manage`, run by root, where Python is `echo` of something."""
    python = tmp_path / ".alongside/venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\necho {said}\n")
    python.chmod(0o755)
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy/manage").symlink_to(ROOT / "deploy/manage")
    (tmp_path / "data").mkdir()
    (tmp_path / "house.env").write_text(f'ALONGSIDE_DATA_DIR="{tmp_path}/data"\n')
    (tmp_path / "owner.env").write_text("ALONGSIDE_DATABASE_OWNER_URL=postgres://owner@/alongside\n")
    return subprocess.run(
        [sys.executable, str(tmp_path / "deploy/manage"), command],
        env={"HOME": "/root", "ALONGSIDE_SETTINGS_FILE": str(tmp_path / "house.env")},
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip


@by_root
def test_a_command_of_the_owner_looks_for_certificates_where_it_may_read(tmp_path: Path) -> None:
    """libpq reads ~/.postgresql; root's own home is closed to the account that the command goes on as."""
    assert _as_root(tmp_path, "$HOME", "prepare") == f"{tmp_path}/data"


@by_root
@pytest.mark.parametrize(("command", "knows"), [("prepare", "postgres://owner@/alongside"), ("doctor", "")])
def test_the_doctor_knows_what_the_services_know_also_where_root_asks(
    tmp_path: Path, command: str, knows: str
) -> None:
    assert _as_root(tmp_path, "$ALONGSIDE_DATABASE_OWNER_URL", command) == knows
