"""Bar, row 5: what is sent again under the same submission must be the same, its files too."""

import uuid

import pytest
from django.urls import reverse

from papers.models import Paper, SignedPage
from tests.factories import GroupFactory
from tests.grants.factories import PaperFactory
from tests.groups.test_photo import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("papers_alone")]


def test_another_file_is_refused_in_words(as_user):
    paper = PaperFactory(kind=Paper.Kind.AGREEMENT, group=GroupFactory())
    client = as_user(paper.group.facilitations.get().facilitator)
    submission, url = uuid.uuid4(), reverse("groups:add_signed_page", args=[paper.pk])

    def send(**photo):
        return client.post(url, {"photo": sent(**photo), "submission": submission})

    first, again, other = send(), send(), send(size=(500, 300))

    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    assert "dengan isi lain" in other.text
    assert SignedPage.objects.count() == 1
