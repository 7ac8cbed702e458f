"""Settings: read once from the environment; what an installation makes for itself, it keeps to itself."""

from __future__ import annotations

import stat
from dataclasses import fields, replace
from pathlib import Path

import pytest
from support.conference import CODE, PLAN
from support.shell import Shell

from reflection_wall import address
from reflection_wall.app import with_secret
from reflection_wall.settings import SettingError, Settings, from_env

DEFAULTS = {
    "secret_key": "",
    "public_url": "",
    "host": "0.0.0.0",
    "port": 8000,
    "workers": 1,
    "async_mode": "eventlet",
    "trusted_proxies": 0,
    "rate_limits": True,
    "log_level": "INFO",
    "metrics": False,
    "default_locale": "en",
    "oidc_issuer": "",
    "oidc_client_id": "",
    "oidc_client_secret": "",
}


def test_an_empty_environment_means_the_defaults() -> None:
    found = from_env({})

    assert {
        each.name: getattr(found, each.name) for each in fields(Settings) if each.name != "database_url"
    } == DEFAULTS
    assert found.sqlite_path == Path("instance/reflection-wall.db").resolve()


OIDC = {"OIDC_ISSUER": "https://id.example.org", "OIDC_CLIENT_ID": "wall", "OIDC_CLIENT_SECRET": "s"}


@pytest.mark.parametrize("missing", OIDC)
def test_a_provider_is_set_whole_or_not_at_all(missing: str) -> None:
    with pytest.raises(SettingError, match="belong together"):
        from_env({name: value for name, value in OIDC.items() if name != missing})


@pytest.mark.parametrize("issuer", ["http://id.example.org", "id.example.org", "http://127.0.0.1.example.org"])
def test_a_provider_is_asked_over_https_alone(issuer: str) -> None:
    with pytest.raises(SettingError, match="OIDC_ISSUER starts with https"):
        from_env({**OIDC, "OIDC_ISSUER": issuer})


def test_an_empty_variable_is_no_variable() -> None:
    assert from_env({each.name.upper(): "" for each in fields(Settings)}) == from_env({})


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("PORT", "8123", 8123),
        ("PORT", "0", 0),
        ("HOST", "127.0.0.1", "127.0.0.1"),
        ("RATE_LIMITS", "off", False),
        ("RATE_LIMITS", "OFF", False),
        ("RATE_LIMITS", "1", True),
        ("METRICS", "on", True),
        ("TRUSTED_PROXIES", "2", 2),
        ("ASYNC_MODE", "threading", "threading"),
        ("LOG_LEVEL", "debug", "debug"),
        ("DEFAULT_LOCALE", "fr", "fr"),
        ("PUBLIC_URL", "http://wall.example.ca/", "http://wall.example.ca"),
        ("DATABASE_URL", "sqlite:////tmp/a.db", "sqlite:////tmp/a.db"),
    ],
)
def test_a_variable_sets_its_knob(name: str, raw: str, value: object) -> None:
    assert getattr(from_env({name: raw}), name.lower()) == value


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        *[("PORT", raw) for raw in ("x", "-1", "1.5", "٣", "65536", "99999999999999999999")],
        *[("RATE_LIMITS", raw) for raw in ("maybe", "2")],
        *[("DATABASE_URL", raw) for raw in ("postgresql://h/d", "postgres://h/d", "mysql://h/d", "/tmp/a.db")],
        *[("PUBLIC_URL", raw) for raw in ("wall.example.ca", "//wall", "ftp://x", "http://", "https://")],
        *[("WORKERS", raw) for raw in ("0", "2")],
        ("ASYNC_MODE", "Eventlet"),
        ("LOG_LEVEL", "TRACE"),
        ("DEFAULT_LOCALE", "es"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_that_names_the_variable(name: str, raw: str) -> None:
    with pytest.raises(SettingError) as raised:
        from_env({name: raw, "SECRET_KEY": "x"})

    assert name in str(raised.value)
    assert (str(raised.value).count("\n"), str(raised.value)[-1]) == (0, ".")


def test_every_knob_says_what_it_is_for() -> None:
    assert [each.name for each in fields(Settings) if not each.metadata["help"].endswith(".")] == []


def test_a_secret_is_made_once_for_the_owner_s_eyes_only(settings: Settings) -> None:
    first, second = (with_secret(replace(settings, secret_key="")).secret_key for _ in range(2))
    file = settings.instance / "secret-key"

    assert (first == second, len(first) >= 43) == (True, True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_secret_that_was_set_is_not_written_down(settings: Settings) -> None:
    assert with_secret(settings) == settings
    assert not (settings.instance / "secret-key").exists()


def test_an_empty_secret_file_never_means_an_empty_secret(settings: Settings) -> None:
    file = settings.instance / "secret-key"
    file.touch(mode=0o644)

    assert len(with_secret(replace(settings, secret_key="")).secret_key) >= 43
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_links_are_the_same_from_start_to_start(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(PLAN, "utf-8")
    made = shell("create", str(tmp_path / "plan.toml"), "--json", SECRET_KEY="")

    assert shell("links", CODE, "--json", SECRET_KEY="").json == made.json


def test_an_address_is_recorded_and_read_again(tmp_path: Path) -> None:
    before = address.recorded(tmp_path / "instance")
    address.record(tmp_path / "instance", "http://10.1.2.3:8000")

    assert (before, address.recorded(tmp_path / "instance")) == (None, "http://10.1.2.3:8000")


@pytest.mark.parametrize(
    ("public_url", "host", "said"),
    [
        ("https://wall.example.ca", "0.0.0.0", "https://wall.example.ca"),
        ("", "127.0.0.1", "http://127.0.0.1:8000"),
        ("", "10.1.2.3", "http://10.1.2.3:8000"),
        ("", "::1", "http://[::1]:8000"),
    ],
)
def test_the_address_is_the_public_one_or_where_the_server_listens(public_url: str, host: str, said: str) -> None:
    assert address.base(public_url, host, 8000) == said


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::", ""])
def test_who_listens_everywhere_is_reached_on_the_network(everywhere: str) -> None:
    assert address.base("", everywhere, 8000) == f"http://{address.lan()}:8000"
