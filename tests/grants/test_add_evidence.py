"""Evidence added to a purchase after it was recorded."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from grants.spending.actions.purchases import add_evidence
from grants.spending.models import Evidence
from grants.spending.reports.spending import spending
from tests.factories import jpeg
from tests.grants.spending import CATTLE, PICTURE, buy, facilitator_of, in_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_evidence_that_follows_is_missed_no_more():
    award = in_hand()
    cow = buy(award, CATTLE, 4_000_000, health_letter=None)

    add_evidence(
        purchase=cow, kind=Evidence.Kind.HEALTH_LETTER, picture=PICTURE, by=facilitator_of(award)
    )

    assert not spending(award).missing


def test_the_page_asks_first_for_what_is_missing(as_user):
    cow = buy(in_hand(), CATTLE, 4_000_000, health_letter=None)
    page = reverse("grants:add_evidence", args=[cow.pk])
    client = as_user(facilitator_of(cow.award))
    form = client.get(page).context["form"]

    client.post(
        page,
        {
            "kind": form["kind"].value(),
            "picture": SimpleUploadedFile("surat.jpg", jpeg()),
            "submission": form["submission"].value(),
        },
    )

    assert cow.evidence.filter(kind=Evidence.Kind.HEALTH_LETTER).exists()
