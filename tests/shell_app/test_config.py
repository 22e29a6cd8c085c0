"""What an operator sets is told wrong in one go, with what to do."""

import base64
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shell_app.clock import Clock
from shell_app.config import WrongConfig, from_environment


def settings(tmp_path: Path, **changed: str) -> dict[str, str]:
    (tmp_path / "key").write_bytes(base64.b64encode(b"k" * 32))
    (tmp_path / "client.jwk").write_text("{}")
    right = {
        "HELSEVEI_ADDRESS": "https://helsevei.example/",
        "HELSEVEI_SITE": str(tmp_path),
        "HELSEVEI_DATABASE": f"sqlite:///{tmp_path}/portal.db",
        "HELSEVEI_ANCHORS": str(tmp_path / "anchors"),
        "HELSEVEI_KEY_FILE": str(tmp_path / "key"),
        "HELSEVEI_ISSUER": "https://test.idporten.no",
        "HELSEVEI_CLIENT_ID": "client",
        "HELSEVEI_CLIENT_KEY_FILE": str(tmp_path / "client.jwk"),
    }
    return {**right, **changed}


def test_right_settings_are_read(tmp_path: Path) -> None:
    config = from_environment(settings(tmp_path))
    assert (config.address, config.key, config.people, config.is_local) == (
        "https://helsevei.example",
        b"k" * 32,
        "synthetic",
        False,
    )


def test_everything_missing_is_told_at_once() -> None:
    with pytest.raises(WrongConfig) as told:
        from_environment({})
    names = ("ADDRESS", "SITE", "DATABASE", "KEY_FILE", "ISSUER", "CLIENT_ID", "CLIENT_KEY_FILE", "ANCHORS")
    assert [name for name in names if f"HELSEVEI_{name} is not set; for example" not in str(told.value)] == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HELSEVEI_ADDRESS", "http://helsevei.example", "it must begin with https://"),
        ("HELSEVEI_ISSUER", "http://idporten.example", "it must begin with https://"),
        ("HELSEVEI_KEY_FILE", "/nowhere/key", "cannot be read"),
        ("HELSEVEI_PEOPLE", "both", "it is synthetic or real"),
    ],
)
def test_what_cannot_be_right_is_refused(tmp_path: Path, name: str, value: str, said: str) -> None:
    with pytest.raises(WrongConfig, match=said):
        from_environment(settings(tmp_path, **{name: value}))


@pytest.mark.parametrize("key", [b"", b"short", base64.b64encode(b"k" * 31), b"\xff" * 44])
def test_a_key_that_is_none_is_refused(tmp_path: Path, key: bytes) -> None:
    given = settings(tmp_path)
    (tmp_path / "key").write_bytes(key)
    with pytest.raises(WrongConfig, match="openssl rand -base64 32"):
        from_environment(given)


def test_the_database_is_brought_up_by_a_command(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "shell_app", "migrate"],
        env={**os.environ, **settings(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr, (tmp_path / "portal.db").exists()) == (0, "", True)
    ran = subprocess.run(
        [sys.executable, "-m", "shell_app", "migrate"], env={"PATH": os.environ["PATH"]}, capture_output=True, text=True
    )
    assert (ran.returncode, "HELSEVEI_ADDRESS is not set" in ran.stderr) == (1, True)


def test_time_never_goes_back() -> None:
    """goals.md R10: not when the system's clock does, and not behind what the database has seen."""
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    told = iter([noon, noon - timedelta(hours=1), noon + timedelta(minutes=1)])
    clock = Clock(lambda: next(told), earliest=noon - timedelta(days=1))
    assert [clock.now(), clock.now(), clock.now()] == [noon, noon, noon + timedelta(minutes=1)]
    assert Clock(lambda: noon, earliest=noon + timedelta(days=1)).now() == noon + timedelta(days=1)


@pytest.mark.parametrize(
    ("name", "value", "told"), [("LIMITS", "never", "it is on or off"), ("PROXIES", "two", "0 to 9")]
)
def test_what_stands_in_front_and_how_tries_are_counted_is_set_in_words_we_know(
    tmp_path: Path, name: str, value: str, told: str
) -> None:
    with pytest.raises(WrongConfig, match=told):
        from_environment(settings(tmp_path, **{f"HELSEVEI_{name}": value}))
