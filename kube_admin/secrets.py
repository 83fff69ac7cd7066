"""The secrets of an installation: from the environment, or generated once for the demo."""

import base64
import json
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAMES = ("KUBE_SECRET_KEY", "KUBE_NIK_KEYS", "KUBE_NIK_INDEX_KEY")


def secrets_of(demo_file: Path | None) -> dict[str, str]:
    """The secrets by name; raises ImproperlyConfigured if one is missing outside the demo."""
    given = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    if demo_file:
        return demo_secrets(demo_file) | given
    if missing := [name for name in NAMES if name not in given]:
        raise ImproperlyConfigured(
            f"No secret has a default: set {', '.join(missing)} (docs/install.md)."
        )
    return given


def demo_secrets(file: Path) -> dict[str, str]:
    """Generated at the first start and stored beside the demo's data, which they encrypt."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = {
            "KUBE_SECRET_KEY": secrets.token_urlsafe(50),
            "KUBE_NIK_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "KUBE_NIK_INDEX_KEY": secrets.token_urlsafe(32),
        }
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(made))
        try:
            os.link(fresh, file)  # of two concurrent starts the first one's secrets are kept
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return json.loads(file.read_text())
