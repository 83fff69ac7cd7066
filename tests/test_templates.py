"""Partials get what their first line says and nothing else."""

import re

import pytest

from tests.project import ROOT

FOLDERS = [
    ".",
    "account",
    "accounts",
    "allauth",
    "components",
    "finance",
    "grants",
    "groups",
    "kube_admin",
    "papers",
]
INCLUDE = re.compile(r"{%\s*include\s+(?P<what>[^%]*?)\s*%}")
NOT_OURS = "mfa/webauthn/snippets/login_script.html"  # allauth's own reads what its view gives


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_partial_is_included_with_what_it_needs_only(folder):
    """Without `only` a partial reads names of the page around it, which no search finds."""
    pages = (ROOT / "templates" / folder).glob("*.html" if folder == "." else "**/*.html")

    open_ones = [
        f"{page.name}: {what}"
        for page in pages
        for what in INCLUDE.findall(page.read_text())
        if not what.endswith(" only") and NOT_OURS not in what
    ]

    assert open_ones == []
