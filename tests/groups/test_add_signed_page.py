"""Adding a photo of a page signed on paper."""

import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from groups.actions.signed_pages import add_signed_page
from groups.photos import Picture
from papers.models import Paper, SignedPage
from tests.factories import GroupFactory, PhotoFactory
from tests.grants.factories import PaperFactory, SignedPageFactory
from tests.groups.test_photo import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]
PICTURE = Picture(b"\xff\xd8 a page \xff\xd9", 40, 30)


def agreement(**more) -> Paper:
    return PaperFactory(kind=Paper.Kind.AGREEMENT, group=GroupFactory(), **more)


def test_a_signed_page_is_kept_with_its_paper(as_user):
    paper = agreement()
    facilitator = paper.group.facilitations.get().facilitator
    url = reverse("groups:add_signed_page", args=[paper.pk])

    response = as_user(facilitator).post(url, {"photo": sent(), "submission": uuid.uuid4()})

    assert response.url == reverse("papers:paper", args=[paper.pk])
    page = paper.signed_pages.get()
    assert (page.by, page.photo.group) == (facilitator, paper.group)


def test_what_is_no_photo_is_refused_in_words(as_user):
    paper = agreement()
    client = as_user(paper.group.facilitations.get().facilitator)
    url = reverse("groups:add_signed_page", args=[paper.pk])

    response = client.post(url, {"submission": uuid.uuid4()})

    assert response.status_code == 422
    assert not paper.signed_pages.exists()


def test_the_same_photo_twice_is_refused():
    paper = agreement()
    add_signed_page(paper=paper, photo=PICTURE, by=paper.by)

    with pytest.raises(RuleBroken):
        add_signed_page(paper=paper, photo=PICTURE, by=paper.by)


def test_a_paper_that_was_replaced_takes_no_page():
    old = agreement()
    PaperFactory(kind=old.kind, group=old.group, supersedes=old)

    with pytest.raises(RuleBroken):
        add_signed_page(paper=Paper.objects.get(pk=old.pk), photo=PICTURE, by=old.by)


def test_a_photo_of_another_group_is_no_page():
    paper = agreement()

    with pytest.raises(IntegrityError, match="photo of the group"), transaction.atomic():
        SignedPage.objects.create(paper=paper, photo=PhotoFactory(), by=paper.by)


def test_a_page_is_never_changed():
    page = SignedPageFactory()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        SignedPage.objects.filter(pk=page.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_not_even_by_the_owner():
    page = SignedPageFactory()

    with as_owner(), connection.cursor() as cursor, pytest.raises(IntegrityError, match="never"):
        cursor.execute("DELETE FROM papers_signedpage WHERE id = %s", [page.pk])
