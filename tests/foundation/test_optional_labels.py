"""No field says that it may stay empty where another answer makes it required."""

import ast

import pytest
from django import forms

from foundation.fields import label_words
from tests.foundation.test_forms import form_classes
from tests.project import PACKAGES, ROOT

OPTIONAL = {  # one of two fields, or none: the refusal says which
    "ApprovalForm.note",
    "CardForm.kk",
    "CardForm.nik",
    "FamilyForm.kk",
    "FamilyForm.nik",
    "FamilyRow.kk",
    "FamilyRow.nik",
    "LeavingForm.reason",
    "MemberLineForm.mandatory",
    "MemberLineForm.sent",
    "MemberLineForm.why",
    "NewcomerForm.kk",
    "NewcomerForm.nik",
    "PersonForm.kk",
    "PersonForm.nik",
    "ProgrammeForm.amount",
    "ProgrammeForm.deciles",
    "ProposalForm.note",
    "VisitForm.latitude",
}


def stage_of(path) -> tuple[str, ...]:
    parts = path.relative_to(ROOT).parts
    return parts[:2] if (ROOT / parts[0] / parts[1] / "forms").is_dir() else parts[:1]


def missed(test: ast.expr) -> set[str]:
    """The names of which a condition says that they are empty."""
    nots = [each for each in ast.walk(test) if isinstance(each, ast.UnaryOp)]
    empty = [each.operand for each in nots if not isinstance(each.operand, ast.Compare)]
    compared = [each for each in ast.walk(test) if isinstance(each, ast.Compare)]
    empty += [each.left for each in compared if isinstance(each.ops[0], ast.Is)]
    nodes = [node for each in empty for node in ast.walk(each)]
    said = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
    return said | {node.id for node in nodes if isinstance(node, ast.Name)}


def field_named(call: ast.Call) -> str:
    """The field that a refusal belongs to."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    words = [each.value for each in call.keywords if name == "RuleBroken" and each.arg == "field"]
    words += call.args[:1] if name == "add_error" else []
    return next((str(each.value) for each in words if isinstance(each, ast.Constant)), "")


def refused_where_empty() -> set[tuple[tuple[str, ...], str]]:
    found = set()
    for path in (path for name in PACKAGES for path in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.If):
                calls = [each for line in node.body for each in ast.walk(line)]
                names = {field_named(each) for each in calls if isinstance(each, ast.Call)}
                found |= {(stage_of(path), name) for name in names & missed(node.test)}
    return found


REFUSED = refused_where_empty()


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.__qualname__)
def test_a_field_required_at_times_is_not_called_optional(form):
    stage = tuple(form.__module__.split("."))[: 2 if form.__module__.startswith("grants") else 1]
    known = {name for at, name in REFUSED if at == stage}

    optional = {
        f"{form.__name__}.{name}"
        for name, field in getattr(form, "base_fields", {}).items()
        if name in known and not field.required and name not in getattr(form, "at_times", ())
    }

    assert optional <= OPTIONAL


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.__qualname__)
def test_neither_is_one_whose_hint_says_when_it_is_needed(form, in_english):
    needed = [
        name
        for name, field in getattr(form, "base_fields", {}).items()
        if str(field.help_text).startswith("Needed") and not field.required
    ]

    assert set(needed) <= set(getattr(form, "at_times", ()))


def test_its_label_says_nothing_of_it():
    class AtTimes(forms.Form):
        at_times = ("why",)
        why = forms.CharField(label="Mengapa", required=False)
        note = forms.CharField(label="Catatan", required=False)

    form = AtTimes()

    assert label_words(form["why"]) == "Mengapa"
    assert "boleh kosong" in label_words(form["note"])
