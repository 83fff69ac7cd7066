"""The page of a paper, and its PDF, for who may see them."""

import pytest
from django.urls import reverse

from papers.models import Paper
from tests.factories import GroupFactory, UserFactory
from tests.grants.factories import PaperFactory, SignedPageFactory, VisitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]


def test_the_page_shows_number_seal_and_signed_pages(as_user):
    page = SignedPageFactory()

    response = as_user(UserFactory(role="verifier")).get(
        reverse("papers:paper", args=[page.paper_id])
    )

    shown = response.content.decode()
    assert page.paper.number in shown
    assert page.paper.digest in shown
    assert reverse("groups:photo_small", args=[page.photo_id]) in shown


def test_the_minutes_of_a_visit_lead_back_to_the_candidacy(as_user):
    visit = VisitFactory(paper=PaperFactory(kind="visit"))
    page = reverse("papers:paper", args=[visit.paper_id])

    shown = as_user(UserFactory(role="verifier")).get(page).text

    assert reverse("grants:candidacy", args=[visit.candidacy_id]) in shown


def test_the_pdf_opens_in_the_browser(as_user):
    paper = PaperFactory()

    response = as_user(UserFactory(role="cashier")).get(
        reverse("papers:print_paper", args=[paper.pk])
    )

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename=")
    assert response.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("kind", "status"), [("decree", 200), ("candidates", 200), ("ranking", 404)]
)
def test_a_facilitator_sees_of_the_district_what_is_public(as_user, kind, status):
    facilitator = GroupFactory().facilitations.get().facilitator
    paper = PaperFactory(kind=kind)

    response = as_user(facilitator).get(reverse("papers:paper", args=[paper.pk]))

    assert response.status_code == status


def test_another_district_has_no_such_paper(as_user):
    paper = PaperFactory(kind=Paper.Kind.DECREE)

    neighbour = as_user(UserFactory(role="head", at="35.79"))

    assert neighbour.get(reverse("papers:paper", args=[paper.pk])).status_code == 404
