"""The policy names only existing permissions, each of which some page asks for."""

import ast
from functools import cache

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import Assignment
from groups.models import Group
from kube_admin.policy import POLICY
from tests.factories import (
    AssignmentFactory,
    FacilitationFactory,
    GroupFactory,
    UserFactory,
    region,
)
from tests.project import PACKAGES, ROOT

VERBS = sorted(set().union(*POLICY.values()))


def permissions() -> set[str]:
    """The permissions of all models: Django's `view_model` and others, and `Meta.permissions`."""
    return {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        for codename in [
            *(f"{act}_{model._meta.model_name}" for act in model._meta.default_permissions),
            *(codename for codename, _ in model._meta.permissions),
        ]
    }


@cache
def texts_of_views() -> set[str]:
    """Every string in a view; the permissions that pages ask for are among them."""
    files = [
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "views" in path.as_posix()
    ]
    return {
        node.value
        for path in files
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_role_is_in_the_table():
    assert set(POLICY) == set(Assignment.Role)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_a_permission(verb):
    assert verb in permissions()


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_asked_for_by_a_page(verb):
    assert verb in texts_of_views()


def test_roles_in_two_places_never_add_up(db):
    read, accompanied = GroupFactory(), GroupFactory(facilitator=False)
    user = UserFactory(role="verifier")
    AssignmentFactory(user=user, role="facilitator")
    FacilitationFactory(group=accompanied, facilitator=user)

    assert user.has_perm("finance.view_book", read)
    assert not user.has_perm("finance.record_meeting", read)
    assert user.has_perm("finance.record_meeting", accompanied)


def test_an_expired_role_is_gone_at_once(db):
    group = GroupFactory()
    user = UserFactory()
    AssignmentFactory(user=user, role="verifier", until=timezone.localdate())

    assert not user.has_perm("finance.view_book", group)
    assert not Group.objects.visible_to(user).exists()


def test_a_territory_ends_at_a_dot(db):
    neighbour = GroupFactory(village=region("35.071.1.2001"))
    user = UserFactory(role="auditor", at="35.07")

    assert not user.has_perm("finance.view_book", neighbour)
    assert not Group.objects.visible_to(user).exists()


def test_a_closed_account_may_nothing(db):
    group = GroupFactory()
    user = UserFactory(role="verifier", is_active=False)

    assert not user.has_perm("finance.view_book", group)
