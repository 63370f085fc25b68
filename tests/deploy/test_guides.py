"""The guides for whoever runs the server are followed to the letter, on a folder that stands for the host."""

import re
from pathlib import Path

import pytest

from tests import seeds
from tests.deploy import guides
from tests.deploy.guides import ROOT, Host
from tests.foundation.test_buckets import Shelf, shelf

__all__ = ["shelf"]

ONE_HOST = ROOT / "docs/guides/running-it-for-real.md"
MANY_HOSTS = ROOT / "docs/guides/many-hosts.md"
# What only a host with its services running, its mail, and its backups has.
NOT_ON_A_FOLDER = {"worker", "mail", "look", "clock", "backup", "backups", "replica", "rights"}

pytestmark = pytest.mark.long


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(tmp_path / "host")


def give_databases(host: Host) -> None:
    """Databases of the tests, with tables, in the place of the guide's: making the tables anew takes a minute."""
    settings = host.at("/etc/alongside") / "alongside.env"
    text = settings.read_text().replace('"/var/lib/alongside"', f'"{host.at("/var/lib/alongside")}"')
    for name, address in (seeds.make_databases("guide") if seeds.on_postgres() else {}).items():
        text = re.sub(rf"^{name}=.*$", f'{name}="{address}"', text, flags=re.MULTILINE)
    if not seeds.on_postgres():
        text = re.sub(r"^(MONITORING_)?DATABASE_URL=.*\n", "", text, flags=re.MULTILINE)
        seeds.lay_out(host.at("/var/lib/alongside"))
    settings.write_text(text)
    settings.chmod(0o640)
    host.at("/var/lib/alongside").chmod(0o700)
    for file in host.at("/var/lib/alongside").iterdir():
        file.chmod(0o600)


def test_the_guide_for_one_host_is_followed(host: Host, django_db_setup: None) -> None:
    before, _heading, after = ONE_HOST.read_text().partition("## 4.")
    for command in guides.commands(before):
        host.do(command)
    settings = host.at("/etc/alongside") / "alongside.env"
    assert settings.stat().st_mode & 0o777 == 0o640
    assert 'DATABASE_URL="postgres://alongside@/alongside?host=/run/postgresql"' in settings.read_text()
    give_databases(host)
    for command in guides.commands(after):
        host.do(command)
    assert (host.at("/etc/systemd/system") / "alongside-web.service").exists()
    assert "reverse_proxy" in (host.at("/etc/caddy") / "Caddyfile").read_text()
    assert "proxy_pass" in (host.at("/etc/nginx/conf.d") / "alongside.conf").read_text()
    assert what_is_bad(host) <= NOT_ON_A_FOLDER | bad_on_this_machine()
    assert len(host.ran) >= 10
    if seeds.on_postgres():
        seeds.drop_databases("guide")


@pytest.mark.once  # what is different on PostgreSQL, the guide for one host has shown
def test_the_guide_for_many_hosts_is_followed(host: Host, shelf: Shelf, django_db_setup: None) -> None:
    before, _heading, after = MANY_HOSTS.read_text().partition("## 4.")
    for command in guides.commands(before):
        host.do(command)
    give_databases(host)
    settings = host.at("/etc/alongside") / "alongside.env"
    text = settings.read_text()
    main = re.findall(r'^DATABASE_URL="(.*)"', text, re.MULTILINE) or [
        f"sqlite:///{host.at('/var/lib/alongside')}/alongside.sqlite3"
    ]
    text = re.sub(r"^READ_DATABASE_URL=.*$", f'READ_DATABASE_URL="{main[-1]}"', text, flags=re.MULTILINE)
    text = re.sub(
        r"^ALONGSIDE_MEDIA_URL=.*$", f'ALONGSIDE_MEDIA_URL="{shelf.address}"', text, flags=re.MULTILINE
    )
    settings.write_text(text)
    for command in guides.commands(after):
        host.do(command)
    assert what_is_bad(host) <= NOT_ON_A_FOLDER | bad_on_this_machine()
    assert shelf.asked > 0, "the doctor kept a file in the bucket"
    if seeds.on_postgres():
        seeds.drop_databases("guide")


def what_is_bad(host: Host) -> set[str]:
    """What the doctor of the guide found, by the first word of its name."""
    said = host.said["sudo -u alongside deploy/manage doctor"]
    assert "well  database-default" in said
    return {name.partition("-")[0] for name in re.findall(r"^BAD +(\S+)", said, re.MULTILINE)}


def bad_on_this_machine() -> set[str]:
    """SQLite is that of the machine, and so is the room on its disk."""
    return {"engine", "disk"}


def test_a_command_that_fails_is_told(host: Host) -> None:
    with pytest.raises(AssertionError, match="No such file"):
        host.do("cat /etc/alongside/missing.env")
    assert host.at("/etc/alongside").exists()


@pytest.mark.once
@pytest.mark.parametrize("guide", [ONE_HOST, MANY_HOSTS], ids=lambda path: path.stem)
def test_what_a_guide_leaves_to_an_administrator_names_what_is_there(guide: Path) -> None:
    """What cannot be run is read: every file and service of ours that a command names exists."""
    text = guide.read_text()
    for service in re.findall(r"alongside-(\w+(?:\.timer)?)\b", " ".join(guides.commands(text))):
        name = service if "." in service else f"{service}.service"
        assert (ROOT / "deploy/systemd" / f"alongside-{name}").exists(), name
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if not link.startswith("http"):
            assert (guide.parent / link).exists(), link
    assert guides.commands(text) != []
