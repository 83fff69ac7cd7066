"""Rows of a register with whole numbers: for a reason, which stays in a log."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import Access
from foundation.rules import RuleBroken, constraint_of
from groups.models import RegisterExport
from groups.privacy.reports.accesses import accesses
from groups.registers.actions.exporting import export_register
from tests.excel import rows_of
from tests.factories import UserFactory
from tests.finance.promises.sql import run
from tests.groups.registers.files import loaded, nik, row, taken_over

pytestmark = pytest.mark.django_db
WHY = {"purpose": "Diminta kepala desa"}


@pytest.fixture
def operator():
    return UserFactory(role="operator")


def url(register) -> str:
    return reverse("groups:export_register", args=[register.pk])


def cells(answer) -> list:
    return [cell for line in rows_of(answer) for cell in line]


def test_the_numbers_are_whole_and_it_is_written_down(as_user, operator):
    register = taken_over(row(1), row(2, "SULIKAH"), by=operator)

    answer = as_user(operator).post(f"{url(register)}?q=sutini", WHY)

    assert nik(1) in (found := cells(answer))
    assert nik(2) not in found
    kept = RegisterExport.objects.get()
    assert (kept.purpose, kept.people, kept.by) == (WHY["purpose"], 1, operator)
    assert Access.objects.filter(kind=Access.Kind.REVEALED, user=operator).exists()
    assert WHY["purpose"] in as_user(operator).get(url(register)).text
    (told,) = [each for each in accesses() if each["kind"] == "register"]
    assert (told["who"], told["why"]) == (operator.name, WHY["purpose"])
    assert told["about"] == f"{register.village.name}: 1"


def test_without_a_reason_nothing_is_taken(as_user, operator):
    register = taken_over(row(1), by=operator)

    assert as_user(operator).post(url(register), {"purpose": " "}).status_code == 422
    with pytest.raises(RuleBroken):
        export_register(register=register, rows=[], purpose=" ", by=operator)
    with pytest.raises(IntegrityError) as broken:
        run(
            "INSERT INTO groups_registerexport (register_id, purpose, people, by_id, at)"
            " VALUES (%s, '', 1, %s, now())",
            register.pk,
            operator.pk,
        )
    assert constraint_of(broken.value) == "groups_registerexport_has_a_purpose"


def test_the_plain_table_is_masked(as_user, operator):
    register = taken_over(row(1), by=operator)
    rows = reverse("groups:register_rows", args=[register.pk])

    assert nik(1) not in cells(as_user(operator).get(rows, {"table": "xlsx"}))


def test_a_file_not_taken_over_gives_no_numbers(operator, in_english):
    register = loaded(row(1), by=operator)

    with pytest.raises(RuleBroken, match="not taken over"):
        export_register(register=register, rows=[], by=operator, **WHY)


def test_who_only_reads_and_who_is_elsewhere_take_nothing(as_user, operator):
    register = taken_over(row(1), by=operator)

    auditor, other = UserFactory(role="auditor"), UserFactory(role="operator", at="35.07.07.2002")

    assert as_user(auditor).post(url(register), WHY).status_code == 403
    assert as_user(other).post(url(register), WHY).status_code == 404
    assert not RegisterExport.objects.exists()
