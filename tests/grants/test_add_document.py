"""Photos of the documents that a round requires of a group."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.selection.actions.candidacies import add_document, withdraw_candidacy
from grants.selection.models import Document
from groups.models import Photo
from tests.conftest import TODAY
from tests.factories import jpeg
from tests.grants.factories import CandidacyFactory, RoundFactory
from tests.grants.spending import PICTURE

pytestmark = pytest.mark.django_db


def test_a_group_that_left_brings_nothing_more():
    candidacy = CandidacyFactory()
    withdraw_candidacy(candidacy=candidacy, reason="Pindah", today=TODAY, by=candidacy.by)
    candidacy.refresh_from_db()

    with pytest.raises(RuleBroken):
        add_document(candidacy=candidacy, kind="rules", picture=PICTURE, by=candidacy.by)


def test_a_paper_is_kept_as_photo(as_user):
    candidacy = CandidacyFactory(round=RoundFactory(documents=["minutes", "rules"]))
    client = as_user(candidacy.by)
    url = reverse("grants:add_document", args=[candidacy.pk])

    answer = client.post(
        url,
        {
            "kind": "minutes",
            "submission": uuid.uuid4(),
            "picture": SimpleUploadedFile("IMG_2.jpg", jpeg((200, 300))),
        },
    )

    document = Document.objects.get()
    shown = client.get(answer.url).content.decode()
    assert (document.photo.group, document.photo.height) == (candidacy.group, 300)
    assert reverse("groups:photo_small", args=[document.photo_id]) in shown


def test_what_is_no_photo_is_refused_in_words_and_the_kind_stays(as_user):
    candidacy = CandidacyFactory()

    answer = as_user(candidacy.by).post(
        reverse("grants:add_document", args=[candidacy.pk]),
        {"kind": "rules", "submission": uuid.uuid4(), "picture": io.BytesIO(b"%PDF-1.4")},
    )

    assert answer.status_code == 422
    assert '<option value="rules" selected>' in answer.content.decode()
    assert not Photo.objects.exists()
