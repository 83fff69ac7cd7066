"""Each row of the bar has its test, or says what is coming."""

import ast

import pytest

from tests.bar import BAR, RELIABILITY, SECURITY
from tests.project import ROOT

TESTS = sorted({test for row in BAR.values() for test in row.tests})


def test_each_file_of_the_bar_stands_in_its_map():
    named = {test.partition("::")[0] for test in TESTS}
    files = {
        path.relative_to(ROOT).as_posix()
        for folder in (SECURITY, RELIABILITY)
        for path in (ROOT / folder).glob("test_*.py")
    }

    assert sorted(files - named) == []


def test_the_bar_has_54_rows():
    assert list(BAR) == list(range(1, 55))


@pytest.mark.parametrize("number", BAR)
def test_a_row_has_its_test_or_is_coming(number):
    row = BAR[number]

    assert row.tests or row.commands or row.coming


@pytest.mark.parametrize("test", TESTS)
def test_each_test_of_the_bar_exists(test):
    file, _, name = test.partition("::")
    functions = {
        node.name
        for node in ast.walk(ast.parse((ROOT / file).read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }

    assert functions >= ({name} if name else set())
    assert functions
