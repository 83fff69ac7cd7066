"""No two papers of an office bear one number; those issued before keep theirs."""

import pytest
from django.db import IntegrityError, connection

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from papers.actions import issue_paper
from papers.content import content
from papers.models import Paper
from papers.models.papers import CODES
from tests.conftest import TODAY
from tests.factories import UserFactory, region
from tests.finance.promises.sql import refused
from tests.grants.factories import AgreementFactory, DecreeFactory, LetterheadFactory, PaperFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]


def take(number: str) -> None:
    """As a paper of before the numbers bore the kind has taken its number."""
    with as_owner(), connection.cursor() as cursor:
        office = LetterheadFactory().office_id
        cursor.execute(
            "INSERT INTO papers_takennumber (office_id, number) VALUES (%s, %s)", [office, number]
        )


def test_each_kind_has_a_code_of_its_own():
    assert set(CODES) == set(Paper.Kind.values)
    assert len(set(CODES.values())) == len(CODES)


def test_papers_of_all_kinds_bear_different_numbers():
    papers = [PaperFactory(kind=kind) for kind in Paper.Kind]

    assert {paper.sequence for paper in papers} == {1}
    assert len({paper.number for paper in papers}) == len(Paper.Kind)


def test_another_district_may_bear_the_same_number():
    first = PaperFactory()
    second = PaperFactory(office=LetterheadFactory(office=region("35.79")).office)

    assert first.number == second.number


@pytest.mark.django_db(transaction=True)
def test_a_number_that_is_taken_is_refused_in_words():
    number = DecreeFactory().paper.number.replace("/001/", "/002/")
    take(number)

    with pytest.raises(RuleBroken, match="Surat lain sudah memakai nomor ini"):
        issue_paper(
            Paper.Kind.DECREE,
            office=LetterheadFactory().office,
            content=content(title="Keputusan"),
            date=TODAY,
            by=UserFactory(role="approver"),
        )

    assert Paper.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [Paper.Kind.DECREE, Paper.Kind.AGREEMENT])
def test_the_database_refuses_a_number_twice(kind):
    AgreementFactory()
    take(Paper.objects.get(kind=kind).number.replace("/001/", "/002/"))
    columns = "kind, office_id, date, text, by_id, at"

    refused(
        f"INSERT INTO papers_paper (code, {columns})"
        f" SELECT 'AAAA-AAAA', {columns} FROM papers_paper WHERE kind = %s",
        kind,
        match="papers_takennumber_once",
        error=IntegrityError,
    )


def test_the_site_cannot_free_a_number():
    PaperFactory()

    refused("DELETE FROM papers_takennumber")
    refused("UPDATE papers_takennumber SET number = 'lain'")


@pytest.mark.parametrize("lacks", ["{seq}", "{kind}", "{year}"])
def test_a_format_without_a_part_that_tells_papers_apart_is_refused(lacks):
    letterhead = LetterheadFactory()
    format = letterhead.number_format.replace(lacks, "x")

    refused(
        "INSERT INTO papers_letterhead (office_id, government, name, address, postcode, telephone,"
        " email, place, unit, number_format, at)"
        " VALUES (%s, '', 'Dinas', '', '', '', '', 'Kepanjen', '1', %s, now())",
        letterhead.office_id,
        format,
        match="papers_letterhead_number_format",
        error=IntegrityError,
    )
