"""The secrets of an installation: from the environment, or generated once for the demo."""

import base64
import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


MADE: dict[str, Callable[[], str]] = {
    "KUBE_SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "KUBE_NIK_KEYS": fernet_key,
    "KUBE_NIK_INDEX_KEY": lambda: secrets.token_urlsafe(30),
    "KUBE_FACTOR_KEYS": fernet_key,
}
NAMES = tuple(MADE)
LEAST = {"KUBE_SECRET_KEY": 50, "KUBE_NIK_INDEX_KEY": 30}  # letters
FEW = 10  # different letters: less is no random text


def secrets_of(demo_file: Path | None) -> dict[str, str]:
    """The secrets by name; raises ImproperlyConfigured if one is missing or weak.

    The demo makes those that are missing itself.
    """
    given = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    if demo_file:
        given = demo_secrets(demo_file) | given
    if missing := [name for name in NAMES if name not in given]:
        raise ImproperlyConfigured(
            f"No secret has a default: set {', '.join(missing)} (docs/install.md)."
        )
    if weak := [why for name, value in given.items() if (why := weakness(name, value))]:
        raise ImproperlyConfigured(f"{' '.join(weak)} Make new ones as docs/install.md says.")
    return given


def weakness(name: str, value: str) -> str:
    """Why a secret is none; empty if it will do."""
    if name not in LEAST:
        if all(is_fernet_key(key) for key in value.split()):
            return ""
        return f"{name} has a key that is no Fernet key of 44 letters."
    if len(value) < LEAST[name]:
        return f"{name} is shorter than {LEAST[name]} letters."
    return f"{name} is no random text." if len(set(value)) < FEW else ""


def is_fernet_key(key: str) -> bool:
    try:
        return len(base64.urlsafe_b64decode(key)) == 32
    except ValueError:
        return False


def demo_secrets(file: Path) -> dict[str, str]:
    """Generated at the first start and stored beside the demo's data, which they encrypt."""
    known = json.loads(file.read_text()) if file.exists() else {}
    if known.keys() >= MADE.keys():
        return known
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps({name: make() for name, make in MADE.items()} | known))
    try:
        if known:  # of an older release, which had fewer
            os.replace(fresh, file)
        else:
            os.link(fresh, file)  # of two concurrent starts the first one's secrets are kept
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)
    return json.loads(file.read_text())


def require_own_site(hosts: list[str]) -> None:
    if any("*" in host for host in hosts):
        raise ImproperlyConfigured("KUBE_HOSTS names the site's own hosts, never *.")


def require_example_data(host: str, own: list[Path]) -> None:
    """Refuses the demo on another server than the embedded ones of this folder."""
    if Path(host) not in own:
        raise ImproperlyConfigured(
            "KUBE_DEMO=1 asks for no second factor and speaks http: it is for example data alone."
            " Unset DATABASE_URL, which names another server, or KUBE_DEMO."
        )
