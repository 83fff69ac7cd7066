"""Bar, row 43: what a user typed is text on papers, too, and no mail bears it."""

import re

import pytest
from django.urls import reverse

from papers.actions import issue_paper
from papers.decrees import DecreeSays, Listed, decree_of
from papers.models import Paper
from papers.office import letterhead_now
from papers.printing import pdf
from papers.wording import words_of
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.papers.offices import enter_office
from tests.pdf_text import pages_of
from tests.project import PACKAGES, ROOT

pytestmark = pytest.mark.django_db
TYPED = '#panic("kx") $x$ @kx <kx> *a* _b_ `c` [d] = e'
READS_CODE = re.compile(r"\b(eval|plugin|include)\b|\b(read|json|csv|yaml|toml|xml)\(\s*data")
MAILS = re.compile(r"\b(send_mail|EmailMessage|mail_admins|mail_managers|EmailMultiAlternatives)\b")


def said(content: bytes) -> str:
    """The text without spaces: a line may break anywhere."""
    return "".join("".join(pages_of(content)).split())


def is_printed(content: bytes) -> bool:
    return "".join(TYPED.split()) in said(content)


def test_a_savings_book_prints_what_was_typed(as_user):
    group = GroupFactory(name=TYPED)
    membership = MembershipFactory(group=group, person__name=TYPED)
    client = as_user(group.facilitations.get().facilitator)

    answer = client.get(reverse("finance:print_savings_book", args=[membership.pk]))

    assert is_printed(answer.getvalue())


@pytest.mark.usefixtures("papers_alone")
def test_a_decree_prints_what_was_typed():
    office, by = enter_office(since=TODAY), UserFactory(role="approver")
    rows = [Listed("1", TYPED, "Dawuhan", "Poncokusumo", "Siti", 2_500_000)]
    says = DecreeSays(program=TYPED, year=TODAY.year, report_days=90, rows=rows)
    content = decree_of(
        says,
        office=office,
        head=letterhead_now(office),
        words=words_of(office),
        date=TODAY,
        by=by,
    )

    paper = issue_paper(Paper.Kind.DECREE, office=office, content=content, date=TODAY, by=by)

    assert is_printed(pdf(paper))


def test_no_template_of_papers_makes_code_of_text():
    templates = [file for package in PACKAGES for file in (ROOT / package).rglob("*.typ")]

    assert len(templates) > 3
    assert [file.name for file in templates if READS_CODE.search(file.read_text())] == []


def test_the_site_writes_no_mails_of_its_own():
    """Only Django's about errors, of which test_nik_leak reads what they tell."""
    sources = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]

    assert [file.name for file in sources if MAILS.search(file.read_text())] == []
