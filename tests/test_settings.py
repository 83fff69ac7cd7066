"""No secret has a default; the demo generates its own, once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from kube_admin.secrets import NAMES, secrets_of
from kube_admin.settings import database

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "KUBE_SECRET_KEY": "thrown-away-" + "0123456789abcdefghij" * 3,
    "KUBE_NIK_KEYS": Fernet.generate_key().decode(),
    "KUBE_NIK_INDEX_KEY": "thrown-away-0123456789abcdefghij",
    "KUBE_FACTOR_KEYS": Fernet.generate_key().decode(),
    "KUBE_HOSTS": "kube.example.go.id",
    "KUBE_PROXIES": "1",
    "DATABASE_URL": "postgresql://kube_app@/kube",
}


def manage(*command, **environment):
    """Run a management command in a subprocess with only this environment."""
    kept = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("name", NAMES)
def test_start_up_refuses_without_a_secret(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}

    refused = manage("check", **environment)

    assert refused.returncode == 1
    assert refused.stderr.strip() == f"No secret has a default: set {name} (docs/install.md)."


def test_the_deployment_checklist_finds_nothing():
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (checked.returncode, checked.stderr) == (0, "")


def test_every_missing_secret_is_named(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name)

    with pytest.raises(ImproperlyConfigured, match=", ".join(NAMES)):
        secrets_of(None)


WEAK = {
    "KUBE_SECRET_KEY": ["a", "short-" * 5, "ab" * 40],
    "KUBE_NIK_INDEX_KEY": ["b", "x" * 40],
    "KUBE_NIK_KEYS": ["no-key", PRODUCTION["KUBE_NIK_KEYS"] + " no-key", "MDEyMw=="],
    "KUBE_FACTOR_KEYS": ["é" * 44],
}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param(name, value, id=f"{name} {number}")
        for name, values in WEAK.items()
        for number, value in enumerate(values)
    ],
)
def test_a_weak_secret_is_refused_by_name_and_never_told(monkeypatch, name, value):
    for known, good in PRODUCTION.items():
        monkeypatch.setenv(known, good)
    monkeypatch.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        secrets_of(None)

    assert len(value) < 5 or value not in str(refusal.value)


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        (PRODUCTION | {"KUBE_HOSTS": "kube.example.go.id *"}, "never *"),
        (PRODUCTION | {"KUBE_NIK_KEYS": "no-key"}, "KUBE_NIK_KEYS"),
        (PRODUCTION | {"KUBE_DEMO": "1"}, "KUBE_DEMO=1"),
    ],
)
def test_start_up_refuses_in_words(environment, says):
    refused = manage("check", **environment)

    assert refused.returncode == 1
    assert says in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_demo_adds_the_secrets_of_a_newer_release(monkeypatch, tmp_path):
    for name in NAMES:
        monkeypatch.delenv(name)
    file = tmp_path / "secrets.json"
    before = secrets_of(file)
    kept = {name: value for name, value in before.items() if name != "KUBE_FACTOR_KEYS"}
    file.write_text(json.dumps(kept))

    after = secrets_of(file)

    assert set(after) == set(NAMES)
    assert kept.items() <= after.items()


def test_the_demo_makes_its_own_secrets_once(monkeypatch, tmp_path):
    for name in NAMES:
        monkeypatch.delenv(name)
    file = tmp_path / "beside" / "secrets.json"

    first, second = secrets_of(file), secrets_of(file)

    assert first == second
    assert set(first) == set(NAMES)
    assert file.stat().st_mode & 0o777 == 0o600


def test_an_address_may_hold_a_quoted_password_and_a_socket():
    settings = database("postgresql://kube_app:p%40ss@/kube?host=/run/postgresql", "kube_app")

    assert settings["PASSWORD"] == "p@ss"
    assert settings["HOST"] == "/run/postgresql"
    assert settings["NAME"] == "kube"
