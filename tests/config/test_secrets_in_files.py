"""A secret may stand in a file that a vault hands over; whatever is wrong with it is said before anything starts."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from alongside.config import environment

NAMES = ["ALONGSIDE_SECRET_KEY", "ALONGSIDE_MONITORING_KEY", "DATABASE_URL", "MONITORING_DATABASE_URL"]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (*NAMES, *(f"{name}_FILE" for name in NAMES)):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "secret"


def test_keys_and_addresses_are_read_from_files(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "0123456789" * 6
    file.write_text(f"{key}\n")
    monkeypatch.setenv("ALONGSIDE_SECRET_KEY_FILE", str(file))
    environment.refuse_unknown()
    assert environment.secret(debug=False) == key
    address = file.with_name("address")
    address.write_text("postgres://small:pass@host/alongside\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(address))
    assert environment.database("alongside", "DATABASE_URL", file.parent)["PASSWORD"] == "pass"


def test_a_file_that_is_not_there_and_a_secret_given_twice_are_told(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALONGSIDE_MONITORING_KEY_FILE", str(file))
    with pytest.raises(ImproperlyConfigured, match=r"ALONGSIDE_MONITORING_KEY_FILE: .* cannot be read"):
        environment.monitoring_key(debug=True)
    file.write_text("key")
    monkeypatch.setenv("ALONGSIDE_MONITORING_KEY", "another")
    with pytest.raises(ImproperlyConfigured, match="both given"):
        environment.monitoring_key(debug=True)


def test_a_weak_key_in_a_file_and_a_setting_that_is_no_secret_are_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("weak")
    monkeypatch.setenv("ALONGSIDE_SECRET_KEY_FILE", str(file))
    with pytest.raises(ImproperlyConfigured, match="too weak"):
        environment.secret(debug=False)
    monkeypatch.setenv("ALONGSIDE_SITE_URL_FILE", str(file))
    with pytest.raises(ImproperlyConfigured, match="ALONGSIDE_SITE_URL_FILE is no setting"):
        environment.refuse_unknown()
