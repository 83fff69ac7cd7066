"""One name an act: its URL, view, action, form, template, permission, role and tests.

An act is a page rendered by `foundation.acts.act_page`. The source of its view, with the functions
of its module that it calls, shows what it names; so `grep NAME` finds all of an act.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType

import pytest
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver

from kube_admin.policy import POLICY
from tests.project import PACKAGES, ROOT
from tests.test_policy import permissions

PLAIN_EDITS = {
    "account",
    "add_programme",
    "edit_decision",
    "edit_group",
    "edit_leaving",
    "edit_meeting",
    "edit_member",
    "edit_programme",
    "name_columns",
}  # `form.save()`, without an action
OF_EVERYBODY = {"account", "stop_reset"}  # no permission: users act on themselves


def patterns(resolver=None, app: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The URL patterns of the project's own views, with their namespaces."""
    for each in (resolver or get_resolver()).url_patterns:
        if not isinstance(each, URLPattern):
            yield from patterns(each, each.app_name or app)
        elif each.callback.__module__.split(".")[0] in PACKAGES:
            yield app, each


@cache
def functions(module: ModuleType) -> dict[str, ast.FunctionDef]:
    with open(module.__file__) as source:
        parsed = ast.parse(source.read())
    return {node.name: node for node in parsed.body if isinstance(node, ast.FunctionDef)}


def nodes_of(name: str, module: ModuleType, seen: set | None = None) -> Iterator[ast.AST]:
    """The AST nodes of a view and of all functions of its module that it refers to."""
    seen = {name} if seen is None else seen | {name}
    for node in ast.walk(functions(module)[name]):
        yield node
        if isinstance(node, ast.Name) and node.id in functions(module).keys() - seen:
            yield from nodes_of(node.id, module, seen)


class Act:
    """What the view of a URL pattern names."""

    def __init__(self, app: str, pattern: URLPattern):
        self.app, self.name, self.view = app, pattern.name, pattern.callback
        self.module = sys.modules[self.view.__module__]
        is_function = self.view.__name__ in functions(self.module)
        nodes = list(nodes_of(self.view.__name__, self.module)) if is_function else []
        self.names = {node.id for node in nodes if isinstance(node, ast.Name)}
        function = functions(self.module).get(self.view.__name__)
        self.decorators = (
            {ast.unparse(node) for node in function.decorator_list} if function else set()
        )
        written = [node.value for node in nodes if isinstance(node, ast.Constant)]
        constants = [vars(self.module).get(name) for name in self.names if name.isupper()]
        self.texts = {text for text in written + constants if isinstance(text, str)}
        self.actions = {
            node.attr
            for node in nodes
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "actions"
        }

    @property
    def templates(self) -> list[str]:
        return [text for text in self.texts if text.endswith(".html")]

    @property
    def verbs(self) -> set[str]:
        return permissions() & self.texts

    @property
    def forms(self) -> list[str]:
        """Classes of a `forms` module, or `SubmitOnceForm`."""
        found = {name: vars(self.module).get(name) for name in self.names}
        return [
            name
            for name, what in found.items()
            if isinstance(what, type) and (".forms" in what.__module__ or name == "SubmitOnceForm")
        ]


ALL = [Act(app, pattern) for app, pattern in patterns()]
ACTS = {act.name: act for act in ALL if "act_page" in act.names}
of_each = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())


@cache
def called_in_tests() -> set[str]:
    """Names that tests import and use, and the names of the test files."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.name != "test_acts.py"]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text()))]
    imported = {
        alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return (imported & used) | {path.stem.removeprefix("test_") for path in files}


@cache
def addresses_in_tests() -> set[str]:
    """All strings in tests, URL names among them, besides the table of all pages."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.parent.name != "pages"]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text()))]
    return {node.value for node in nodes if isinstance(node, ast.Constant)}


def test_there_are_acts_in_every_app_with_pages():
    assert {act.app for act in ACTS.values()} >= {"", "groups", "finance", "grants"}
    assert len(ACTS) > 70


def test_a_view_that_calls_an_act_shows_its_page():
    beside = [act.name for act in ALL if act.actions & set(ACTS) and act.name not in ACTS]

    assert not beside


@of_each
def test_its_view_has_its_name(act):
    assert isinstance(act.view, FunctionType)
    assert act.view.__name__ == act.name


@of_each
def test_its_action_has_its_name(act):
    if act.name in PLAIN_EDITS:
        assert not act.actions & set(ACTS)
    else:
        assert act.name in act.actions


@of_each
def test_it_has_a_form(act):
    assert act.forms


@of_each
def test_its_template_exists_and_is_no_other_acts(act):
    stems = {name.split("/")[-1].removesuffix(".html") for name in act.templates}

    for name in act.templates:
        get_template(name)
    assert not stems & set(ACTS) - {act.name}


@of_each
def test_it_asks_a_permission_that_a_role_has(act):
    held = set().union(*POLICY.values())

    assert act.verbs & held or act.name in OF_EVERYBODY


@of_each
def test_a_test_calls_it_and_a_test_opens_its_page(act):
    address = f"{act.app}:{act.name}" if act.app else act.name

    assert act.name in called_in_tests() or act.name in PLAIN_EDITS
    assert {address, act.name} & addresses_in_tests()
