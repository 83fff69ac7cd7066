"""Taking in old groups from a workbook: each whole, or named with its row and reason."""

import base64
import datetime
import re

import pytest
from django.urls import reverse

from accounts.models import Access, Assignment
from finance.actions.old_groups import import_groups
from finance.models import Book
from finance.old_groups import Lack
from finance.old_groups.reading import read_sheets
from finance.reports.old_groups import GROUPS
from foundation.tables import tables
from groups.models import Group
from groups.registers.reading import Fault, UnknownTable
from tests.conftest import TODAY
from tests.factories import LONG_AGO, GroupFactory, ProgrammeFactory, UserFactory, region
from tests.finance.conftest import balance
from tests.finance.cutoff import COUNTED, file_of, group_row, member_rows, sheets

VILLAGE, NIK = "35.07.07.2001", "3507075705850001"


def read(groups, members):
    return read_sheets(sheets(groups, members), today=TODAY)


def one(*, group=None, member=None):
    return read([group_row(**group or {})], member_rows(**member or {}))


@pytest.fixture
def facilitator(db):
    ProgrammeFactory(since=LONG_AGO)
    region(VILLAGE)
    return UserFactory(role=Assignment.Role.FACILITATOR)


def taken(workbook, by):
    return import_groups(groups=workbook.groups, today=TODAY, by=by)


def test_a_group_is_read_whole():
    (group,) = one().groups

    assert (group.name, group.business, group.month_day) == ("Melati", "goats", 10)
    assert (group.formed_on, group.counted_on) == (LONG_AGO, COUNTED)
    assert (group.hour, group.capital) == (datetime.time(19, 30), -100_000)
    assert [member.post for member in group.members] == [
        "chair",
        "secretary",
        "treasurer",
        None,
        None,
    ]
    assert group.owns == group.owes == 650_000


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("Nama Kelompok", "", Lack.NO_NAME),
        ("Desa", "", Lack.NO_VILLAGE),
        ("Tanggal Berdiri", "31/02/2019", Lack.NO_DAY),
        ("Tanggal Hitung", "", Lack.NO_DAY),
        ("Tanggal SK", "", Lack.NO_DAY),
        ("Usaha", "tambang", Lack.NO_BUSINESS),
        ("Tanggal Pertemuan", "32", Lack.NO_RHYTHM),
        ("Dihitung Oleh", "", Lack.NOBODY_COUNTED),
        ("Kas", "banyak", Lack.AMOUNT),
        ("Bank", -1.0, Lack.AMOUNT),
        ("IKS", 0.5, Lack.AMOUNT),
        ("Kas", 1.0, Lack.UNBALANCED),
    ],
)
def test_a_group_with_a_lack_is_named(column, cell, what):
    workbook = one(group={column: cell})

    assert workbook.groups == []
    assert list(workbook.refused) == [2]
    assert (2, column if what != Lack.UNBALANCED else "Modal", what) in {
        (flaw.row, flaw.column, flaw.what) for flaw in workbook.flaws
    }


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("Nama Lengkap", "", Fault.NAME_MISSING),
        ("Jenis Kelamin (L/P)", "", Lack.SEX),
        ("Tanggal Lahir", "31/02/1985", Fault.BORN_IMPOSSIBLE),
        ("NIK", "350707570585000", Fault.NIK_LENGTH),
        ("No. KK", "35", Fault.KK_LENGTH),
        ("Jabatan", "Pembina", Lack.POST),
        ("Jabatan", "Sekretaris", Lack.POST),
        ("Simpanan Wajib", "x", Lack.AMOUNT),
        ("Nama Kelompok", "Anggrek", Lack.NO_GROUP),
    ],
)
def test_a_member_s_lack_keeps_the_group_out(column, cell, what):
    workbook = one(member={column: cell})

    assert workbook.groups == []
    assert ("Anggota", 2, column, what) in {flaw[:4] for flaw in workbook.flaws}


def test_a_group_twice_and_one_without_members():
    twice = read([group_row(), group_row()], member_rows())
    empty = read([group_row(), group_row(**{"Nama Kelompok": "Anggrek"})], member_rows())

    assert twice.counts == {"on two rows": 2, "no group": 5, "no members": 2}
    assert empty.refused == {3: "Anggrek"}


def test_two_groups_of_one_name_in_two_villages():
    groups = [group_row(), group_row(Desa="35.07.07.2002")]
    members = [row | {"Desa": group["Desa"]} for group in groups for row in member_rows()]

    assert [len(group.members) for group in read(groups, members).groups] == [5, 5]


def test_the_same_nik_in_two_groups_keeps_both_out():
    groups = [group_row(), group_row(**{"Nama Kelompok": "Anggrek"})]
    members = member_rows(NIK=NIK) + member_rows(group="Anggrek", NIK=NIK)

    workbook = read(groups, members)

    assert [flaw.row for flaw in workbook.flaws if flaw.what == Fault.NIK_TWICE] == [2, 7]
    assert workbook.groups == []


def test_amounts_as_offices_write_them():
    group = {"Kas": "Rp 450.000,00", "Bank": "200,000", "IKS": "150000", "Modal": "(100.000)"}

    assert len(one(group=group).groups) == 1


def test_the_template_is_read_back_and_another_table_is_not():
    empty = read_sheets(tables(GROUPS.content(), len), today=TODAY)

    assert (empty.groups, empty.flaws) == ([], [])
    with pytest.raises(UnknownTable):
        read_sheets([("Sheet1", [["No", "Nama"], [1, "Mawar"]])], today=TODAY)


def test_what_is_written(facilitator):
    batch = taken(
        one(member={"NIK": NIK, "Tanggal Lahir": datetime.date(1985, 5, 17)}), facilitator
    )

    (group,) = batch.made
    assert (group.formed_on, group.decree_number) == (LONG_AGO, "140/12/2019")
    chair = group.offices.get(post="chair").membership
    assert (chair.person.name, chair.since, chair.person.nik) == ("SUTINI", LONG_AGO, NIK)
    assert balance(group, Book.Kind.CASH) == 450_000
    assert balance(group, Book.Kind.WAJIB, chair) == 60_000
    assert balance(group, Book.Kind.IKS) == 150_000
    assert group.facilitations.get().facilitator == facilitator


def test_of_a_group_that_is_refused_nothing_is_written(facilitator):
    groups = [group_row(), group_row(**{"Nama Kelompok": "Anggrek"})]
    workbook = read(groups, member_rows() + member_rows(group="Anggrek"))
    GroupFactory(name="Melati", facilitator=False)

    batch = taken(workbook, facilitator)

    assert [group.name for group in batch.made] == ["Anggrek"]
    assert [(old.name, why.startswith(("Row 2: ", "Baris 2: "))) for old, why in batch.left] == [
        ("Melati", True)
    ]
    assert Group.objects.filter(name="Melati").count() == 1


def test_a_reason_about_a_member_names_its_row(facilitator):
    young = TODAY - datetime.timedelta(days=3000)
    workbook = one(member={"Tanggal Lahir": young})

    ((_old, why),) = taken(workbook, facilitator).left

    assert re.match(r"(Row|Baris) 2 ", why)
    assert not Group.objects.filter(name="Melati").exists()


def test_a_verifier_takes_in_groups_of_the_own_district_alone(facilitator):
    here = UserFactory(role=Assignment.Role.VERIFIER)
    away = UserFactory(role=Assignment.Role.VERIFIER, at="35.08")
    workbook = one(group={"Pendamping": facilitator.username})

    assert taken(workbook, away).made == []
    (group,) = taken(workbook, here).made
    assert group.facilitations.get().facilitator == facilitator


def test_page_reads_then_takes_in(client, facilitator, monkeypatch):
    monkeypatch.setattr("finance.views.old_groups.AT_ONCE", 1)
    client.force_login(facilitator)
    url = reverse("finance:import_groups")
    groups = [group_row(), group_row(**{"Nama Kelompok": "Anggrek", "Usaha": ""})]
    groups.append(group_row(**{"Nama Kelompok": "Dahlia"}))
    members = [row for name in ("Melati", "Anggrek", "Dahlia") for row in member_rows(group=name)]

    page = client.post(url, {"file": file_of(groups, members)})
    form = page.context["form"]
    sent = {"held": form["held"].value(), "rows": form["rows"].value()}

    assert sent["rows"] == ["2", "4"]
    assert b"Anggrek" in page.content
    assert not Group.objects.filter(name="Melati").exists()
    rest = client.post(url, sent)
    assert rest.context["form"]["rows"].value() == ["4"]
    done = client.post(url, {"held": sent["held"], "rows": ["4"]})
    assert done.status_code == 302
    assert set(Group.objects.values_list("name", flat=True)) == {"Melati", "Dahlia"}


def test_a_day_has_an_end_and_each_time_is_written_down(client, facilitator, monkeypatch):
    monkeypatch.setattr("finance.views.old_groups.MOST_A_DAY", 1)
    client.force_login(facilitator)
    held = base64.b64encode(file_of([group_row()], member_rows()).read()).decode()
    sent = {"held": held, "rows": ["2"]}

    first, second = (client.post(reverse("finance:import_groups"), sent) for _turn in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert Access.objects.filter(kind=Access.Kind.LOOKED_UP, user=facilitator).count() == 1


def test_a_changed_hidden_field_has_no_groups(client, facilitator):
    client.force_login(facilitator)

    page = client.post(reverse("finance:import_groups"), {"held": "x", "rows": ["2"]})

    assert page.status_code == 422
