"""Keeping the signed scan of a paper that is about no group: decree, minutes, list, order."""

import uuid
from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.signed_pages import MOST_PAGES, add_office_page
from groups.photos import Picture
from papers.models import OfficePage, Paper
from tests.factories import GroupFactory, UserFactory
from tests.finance.promises.sql import refused
from tests.grants.factories import PaperFactory
from tests.groups.test_photo import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]
KINDS = [Paper.Kind.DECREE, Paper.Kind.RANKING, Paper.Kind.CANDIDATES, Paper.Kind.PAYMENT_ORDER]


def page(number: int = 1) -> Picture:
    return Picture(f"\xff\xd8 {number}".encode(), 40, 30)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ["head", "approver", "cashier", "verifier"])
def test_each_paper_of_the_office_gets_its_scan(as_user, kind, role):
    paper = PaperFactory(kind=kind)
    client = as_user(UserFactory(role=role))
    url = reverse("groups:add_office_page", args=[paper.pk])

    response = client.post(url, {"photo": sent(), "submission": uuid.uuid4()})

    assert response.url == reverse("papers:paper", args=[paper.pk])
    kept = reverse("papers:office_page", args=[paper.office_pages.get().pk])
    assert kept in client.get(response.url).text
    assert client.get(kept)["Content-Type"] == "image/jpeg"


def test_a_replaced_decree_still_gets_its_scan():
    old = PaperFactory()
    PaperFactory(supersedes=old)

    add_office_page(paper=old, photo=page(), by=old.by)

    assert old.office_pages.count() == 1


def test_a_page_is_kept_once_and_not_without_end():
    paper = PaperFactory()
    for number in range(MOST_PAGES):
        add_office_page(paper=paper, photo=page(number), by=paper.by)
        with pytest.raises(RuleBroken):
            add_office_page(paper=paper, photo=page(0), by=paper.by)

    with pytest.raises(RuleBroken, match=str(MOST_PAGES)):
        add_office_page(paper=paper, photo=page(99), by=paper.by)


def test_each_page_of_a_scan_is_kept():
    paper = PaperFactory()

    add_office_page(paper=paper, photo=replace(page(1), further=(b"2", b"3")), by=paper.by)

    assert [bytes(kept.content) for kept in paper.office_pages.order_by("pk")][1:] == [b"2", b"3"]


def test_the_database_refuses_it_for_a_groups_paper():
    paper = PaperFactory(kind="agreement", group=GroupFactory())

    refused(
        "INSERT INTO papers_officepage (paper_id, content, digest, by_id, at)"
        " VALUES (%s, 'x', 'x', %s, now())",
        paper.pk,
        paper.by_id,
        match="The page of a group's paper is a photo of the group",
        error=IntegrityError,
    )
    assert not OfficePage.objects.exists()


def test_a_facilitator_adds_none_to_a_decree(as_user):
    facilitator = GroupFactory().facilitations.get().facilitator
    url = reverse("groups:add_office_page", args=[PaperFactory().pk])

    assert as_user(facilitator).get(url).status_code == 403
