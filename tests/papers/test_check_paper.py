"""Anybody asks whether a paper is genuine, and learns nothing else."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.database_roles import as_owner
from papers.actions import issue_paper
from papers.content import Table, content
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory
from tests.grants.factories import DecreeFactory, LetterheadFactory, PaperFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]


def check(code: str):
    return Client().get(reverse("papers:check_paper", args=[code]))


def test_a_genuine_paper_is_known():
    paper = PaperFactory()

    response = check(paper.code)

    assert response.status_code == 200
    page = response.content.decode()
    assert "Surat ini asli dan tidak berubah." in page
    assert paper.number in page
    assert paper.digest in page


@pytest.mark.parametrize("typed", ["{0}", " {0} ", "{1}", "{1}/", "{0}."])
def test_a_code_is_read_however_it_is_typed(typed):
    paper = PaperFactory(code="K7PX-32QM")
    typed = typed.format(paper.code.lower(), paper.code.replace("-", " "))

    response = Client().get(reverse("papers:find_paper"), {"code": typed}, follow=True)

    assert response.redirect_chain == [(reverse("papers:check_paper", args=["K7PX-32QM"]), 302)]


@pytest.mark.parametrize("code", ["AAAA-AAAA", "K7PX", "-", "\x00", "%", "x" * 300])
def test_an_unknown_paper_is_not_known(code):
    response = check(code)

    assert response.status_code == 404
    assert "Surat ini tidak kami kenal. Hubungi Dinas Sosial." in response.content.decode()


def test_nothing_personal_is_shown():
    group = GroupFactory(name="Melati Rahasia")
    said = content(title="Perjanjian Bu Siti", facts=[("Ketua", "Siti Aminah")])
    paper = issue_paper(
        Paper.Kind.AGREEMENT,
        office=LetterheadFactory().office,
        group=group,
        content=said,
        date=TODAY,
        by=UserFactory(role="head", name="Yuli Hastuti"),
    )

    page = check(paper.code).content.decode()

    assert not [word for word in ("Siti", "Melati", "Yuli", "Perjanjian Bu") if word in page]


def public(kind: str) -> Paper:
    columns = ["No.", "Kelompok", "Desa", "Ketua", "Jumlah"]
    rows = [["1", "KUBE Melati", "Dawuhan", "Siti Aminah", 20_000_000]] * 3
    return issue_paper(
        kind,
        office=LetterheadFactory().office,
        group=None if kind in Paper.PUBLIC else GroupFactory(),
        content=content(title="SK", tables=[Table(columns, rows)], amount=60_000_000),
        date=TODAY,
        by=UserFactory(role="head"),
    )


@pytest.mark.parametrize("kind", Paper.PUBLIC)
def test_of_a_public_paper_sum_and_list_are_shown_to_compare(kind):
    page = check(public(kind).code).content.decode()

    assert "3 kelompok" in page
    assert "<strong>Rp60.000.000</strong> (enam puluh juta rupiah)" in page
    assert page.count("<td>KUBE Melati</td>") == 3
    assert "<td>20.000.000</td>" in page
    assert "Siti" not in page


@pytest.mark.parametrize("kind", sorted(set(Paper.Kind) - set(Paper.PUBLIC)))
def test_of_no_other_paper_is_anything_of_it_shown(kind):
    page = check(public(kind).code).content.decode()

    assert "Melati" not in page
    assert "60.000.000" not in page


def test_a_superseded_paper_names_what_took_its_place():
    old = PaperFactory()
    new = PaperFactory(supersedes=old)

    page = check(old.code).content.decode()

    assert "tidak berubah" not in page
    assert new.number in page


@pytest.mark.django_db(transaction=True)
def test_a_paper_changed_behind_the_sites_back_is_found():
    paper = DecreeFactory().paper
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE papers_paper DISABLE TRIGGER USER")
        cursor.execute("UPDATE papers_paper SET text = %s WHERE id = %s", ['{"a":1}', paper.pk])
        cursor.execute("ALTER TABLE papers_paper ENABLE TRIGGER USER")

    page = check(paper.code).content.decode()

    assert "Segel surat ini tidak cocok" in page


def test_guessing_is_stopped():
    client = Client()
    url = reverse("papers:check_paper", args=["AAAA-AAAA"])

    answers = [client.get(url).status_code for _try in range(35)]

    assert answers[:25] == [404] * 25
    assert answers[-1] == 429


def test_the_code_is_asked_for(client):
    response = client.get(reverse("papers:find_paper"), {"code": " "})

    assert response.status_code == 422
    assert "Salah: " in response.content.decode()
