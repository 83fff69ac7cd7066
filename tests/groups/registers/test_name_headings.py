"""Naming the headings of a table of no known kind; the next such file is read by it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.models import HeadingMap, RegisterPerson
from groups.registers.actions.headings import name_headings
from tests.conftest import TODAY
from tests.factories import UserFactory, region

pytestmark = pytest.mark.django_db
NIK, VILLAGE = "3507070409819001", "35.07.07.2001"
HEADINGS = ["No", "Warga", "No KTP", "L/P", "HP"]
COLUMNS = {"name": "Warga", "nik": "No KTP", "sex": "L/P"}
TABLE = f"Daftar warga;;;;\n{';'.join(HEADINGS)}\n1;Sukardi;{NIK};L;0812\n"


def table(text=TABLE):
    return SimpleUploadedFile("warga.csv", text.encode())


@pytest.fixture
def operator():
    return UserFactory(role="operator")


def named(by, columns=COLUMNS, headings=HEADINGS):
    return name_headings(headings=headings, columns=columns, by=by)


def load(client, text=TABLE):
    typed = {"village": VILLAGE, "as_of": TODAY, "list_name": ""}
    return client.post(reverse("groups:load_register"), {"file": table(text)} | typed)


def test_the_own_word_counts_before_that_of_others(operator):
    other = UserFactory(role="operator")
    own, theirs = named(operator), named(other, {"name": "Warga"})

    assert HeadingMap.objects.fitting(HEADINGS, operator) == own
    assert HeadingMap.objects.fitting([*reversed(HEADINGS), ""], other) == theirs
    assert HeadingMap.objects.fitting([*HEADINGS, "Desil"], operator) is None


@pytest.mark.parametrize(
    "columns",
    [{"sex": "L/P"}, {}, {"name": "Warga", "nik": "Warga"}, {"name": "Nama"}],
)
def test_what_names_nobody_is_refused(operator, columns):
    with pytest.raises(RuleBroken):
        named(operator, columns)

    assert not HeadingMap.objects.exists()


def test_what_was_said_is_never_changed(operator):
    row = named(operator)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE groups_headingmap SET columns = '{}' WHERE id = %s", [row.pk])


def test_the_page_shows_headings_then_the_file_is_read(client, operator):
    region(VILLAGE)
    client.force_login(operator)
    assert load(client).status_code == 422

    page = client.post(reverse("groups:name_headings"), {"file": table()})
    form = page.context["form"]
    assert form["nik"].value() == "No KTP"
    assert NIK not in page.text
    sent = {"held": form["held"].value()} | COLUMNS
    assert client.post(reverse("groups:name_headings"), sent).status_code == 302

    assert load(client).status_code == 302
    person = RegisterPerson.objects.get()
    assert (person.name, person.nik, person.row) == ("Sukardi", NIK, 3)


def test_a_known_file_needs_no_word(client, operator):
    client.force_login(operator)
    text = f"NO;NO KK;NIK;NAMA;DESIL\n1;3507071103179001;{NIK};A;1\n"

    page = client.post(reverse("groups:name_headings"), {"file": table(text)})

    assert "siks_ng_desil" in str(page.context["form"].errors)
