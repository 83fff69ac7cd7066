"""What pages of registers and of forming say where somebody would be stuck."""

import datetime

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.fields import photo_lost
from groups.registers.forms.loading import ChooseForm, LoadForm
from groups.registers.reading.people import Fault, UnknownTable
from groups.registers.reading.refusals import why_not
from groups.registers.reports.findings import Findings
from groups.registers.reports.lists import flaw_in_words
from groups.registers.reports.search import VillagePeople
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory
from tests.groups.registers.files import VILLAGE, flaw, loaded, nik, row, taken_over

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def operator():
    return UserFactory(role="operator")


@pytest.mark.parametrize("asked", ["KASYEM", "kasiyem", "Kassiyem"])
def test_a_name_is_found_as_it_sounds(operator, asked):
    taken_over(row(1, "KASIYEM"), row(2, "SUTINI"), by=operator)

    found = VillagePeople(operator, VILLAGE).search(asked)

    assert [each.name for each in found] == ["KASIYEM"]


def test_a_name_with_odd_signs_is_not_picked(operator):
    taken_over(row(1, "=SUM(1)"), by=operator, flaws=[flaw(1, Fault.NAME_SIGNS)])
    people = VillagePeople(operator, VILLAGE)

    assert [each.may_be_picked for each in people.shown(people.rows)] == [False]


def test_a_row_says_why_it_is_in_doubt_and_one_twice_is_not_ticked(operator):
    twice = flaw(2, Fault.NIK_TWICE)
    register = loaded(row(1), row(2, nik=nik(1)), by=operator, flaws=[twice])
    rows = list(register.people.order_by("row"))
    form = ChooseForm(rows=rows, findings=Findings(register, operator))

    fields = [form.fields[f"take-{each.pk}"] for each in rows]
    assert [each.initial for each in fields] == [True, False]
    assert "NIK" in str(fields[1].help_text)


def test_a_flaw_does_not_name_its_column_twice(in_english):
    assert flaw_in_words({"column": "NIK", "what": "NIK length"}) == "NIK without 16 digits"
    assert flaw_in_words({"column": "status_dasar", "what": "dead"}) == "status dasar: died"


def test_a_bank_statement_is_told_to_be_one(in_english):
    assert "bank statement" in why_not(UnknownTable(["Tanggal", "Debit", "Kredit"], []))
    assert "bank statement" not in why_not(UnknownTable(["Tanggal", "Keterangan"], []))


def test_the_page_to_send_a_file_leads_to_the_headings(as_user, operator):
    text = as_user(operator).get(reverse("groups:load_register")).text

    assert reverse("groups:name_headings") in text
    assert reverse("groups:people_template") in text


def test_a_lost_file_is_no_photo(in_english):
    class Sent(forms.Form):
        file = LoadForm.base_fields["file"]

    form = Sent({}, {"file": SimpleUploadedFile("a.xlsx", b"x")})

    assert "file once more" in photo_lost(form["file"])


def test_an_older_file_is_said_to_be_older(as_user, operator):
    newer = taken_over(row(1), by=operator)
    older = loaded(row(1), row(2), by=operator, as_of=TODAY - DAY)

    for page, said in (("decide_register", True), ("register", True)):
        text = as_user(operator).get(reverse(f"groups:{page}", args=[older.pk])).text
        assert ("Berkas lama" in text) is said
    assert "Berkas lama" not in (
        as_user(operator).get(reverse("groups:register", args=[newer.pk])).text
    )


@pytest.mark.parametrize("role", ["operator", "facilitator"])
def test_home_leads_to_the_registers(as_user, operator, role):
    user = operator if role == "operator" else GroupFactory().facilitations.get().facilitator

    assert f'href="{reverse("groups:registers")}"' in as_user(user).get("/").text
