"""The site's database role owns nothing and cannot switch roles."""

import pytest

from tests.finance.promises.sql import refused, run

pytestmark = pytest.mark.django_db


def test_the_tests_are_the_site_which_owns_nothing():
    assert run("SELECT current_user, session_user")[0][0] == "kube_app"
    assert run("SELECT FROM pg_class WHERE relowner = current_user::regrole") == []


def test_the_site_cannot_become_the_owner():
    refused("SET ROLE kube_owner")
    refused("SET SESSION AUTHORIZATION kube_owner")


def test_the_site_switches_no_trigger_off():
    refused("SET session_replication_role = replica")
    refused("ALTER TABLE finance_entry DISABLE TRIGGER ALL", match="must be owner")
