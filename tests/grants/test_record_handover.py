"""The handover of a grant that arrived, with witnesses and a photo."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from foundation.rules import RuleBroken
from grants.spending.actions.handovers import record_handover, record_handovers
from grants.spending.models import Handover
from groups.photos import Picture
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import GroupFactory, PhotoFactory
from tests.grants.factories import (
    DAY,
    GRANT,
    AgreementFactory,
    AwardFactory,
    CandidacyFactory,
    DecreeFactory,
    DisbursementFactory,
    HandoverFactory,
    MatchFactory,
    TransferFactory,
    officers,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
PICTURE = Picture(b"jpeg", 800, 600)


@pytest.fixture
def award():
    """A grant that arrived, of a group with its officers."""
    award = MatchFactory().transfer.disbursement.award
    officers(award.group)
    return award


def facilitator_of(award):
    return award.group.facilitations.get().facilitator


def hand_over(award, **more):
    facts = {"date": TODAY, "witnesses": "Kepala desa", "photo": PICTURE, "today": TODAY}
    return record_handover(award=award, by=facilitator_of(award), **facts | more)


def test_it_leaves_a_paper(award):
    kept = hand_over(award)

    assert kept.paper.kind == Paper.Kind.HANDOVER
    assert kept.paper.content["amount"] == GRANT
    assert kept.paper.content["data"]["photo"] == kept.photo.digest


def test_the_paper_tells_four_figures_of_the_account(award):
    number = award.group.bank_accounts.get().number

    assert number not in hand_over(award).paper.text


def test_it_is_recorded_once(award):
    hand_over(award)
    award.refresh_from_db()

    with pytest.raises(RuleBroken, match="recorded already"):
        hand_over(award)


def test_what_was_only_paid_is_not_handed_over():
    award = TransferFactory().disbursement.award

    with pytest.raises(RuleBroken, match="not arrived yet"):
        hand_over(award)
    with pytest.raises(IntegrityError, match="after it arrived"), transaction.atomic():
        HandoverFactory(award=award)


def test_nor_what_the_bank_returned(award):
    arrived = award.disbursement.transfers.get()
    MatchFactory(transfer=arrived, kind="returned")

    with pytest.raises(RuleBroken, match="not arrived yet"):
        hand_over(award)
    with pytest.raises(IntegrityError, match="after it arrived"), transaction.atomic():
        HandoverFactory(award=award)


@pytest.mark.parametrize("days", [1, -1])
def test_its_day_is_between_payment_and_today(award, days):
    with pytest.raises(RuleBroken, match="Choose"):
        hand_over(award, date=TODAY + days * DAY)


def test_the_photo_is_of_the_group(award):
    with pytest.raises(IntegrityError, match="after it arrived"), transaction.atomic():
        HandoverFactory(award=award, photo=PhotoFactory())


def test_the_page_records_it(as_user, award):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "JPEG")
    fields = {
        "submission": str(uuid.uuid4()),
        "date": TODAY.isoformat(),
        "witnesses": "Kepala desa",
        "photo": SimpleUploadedFile("bast.jpg", file.getvalue(), "image/jpeg"),
    }
    client = as_user(facilitator_of(award))

    response = client.post(reverse("grants:record_handover", args=[award.pk]), fields)

    kept = Handover.objects.get()
    assert response.url == reverse("grants:handover", args=[kept.pk])
    assert kept.paper.number in client.get(response.url).text


def test_without_a_photo_it_is_not_saved(as_user, award):
    fields = {"submission": str(uuid.uuid4()), "date": TODAY.isoformat(), "witnesses": "Kades"}

    response = as_user(facilitator_of(award)).post(
        reverse("grants:record_handover", args=[award.pk]), fields
    )

    assert response.status_code == 422
    assert not Handover.objects.exists()


def arrived_with(facilitator=None):
    """Another grant that arrived, of a group of that facilitator."""
    group = GroupFactory(members=10, **({"facilitator": facilitator} if facilitator else {}))
    decree = DecreeFactory()
    candidacy = CandidacyFactory(round=decree.round, group=group)
    award = AwardFactory(decree=decree, candidacy=candidacy)
    AgreementFactory(award=award)
    MatchFactory(transfer=TransferFactory(disbursement=DisbursementFactory(award=award)))
    officers(group)
    return award


def test_the_handovers_of_one_day_are_recorded_each_by_itself():
    free, done = arrived_with(), arrived_with()
    hand_over(done)
    done.refresh_from_db()
    photos = [(free, PICTURE), (done, PICTURE)]
    facts = {"date": TODAY, "witnesses": "Camat", "today": TODAY, "by": facilitator_of(free)}

    made, left = record_handovers(photos=photos, **facts)

    assert [each.award for each in made] == [free]
    [((award, _photo), why)] = left
    assert (award, "already" in why) == (done, True)


def test_the_page_of_a_day_takes_a_photo_for_each_group(as_user):
    first = arrived_with()
    second, others = arrived_with(facilitator_of(first)), arrived_with()
    client, url = as_user(facilitator_of(first)), reverse("grants:record_handovers")
    form = client.get(url).context["form"]
    sent = {"submission": form["submission"].value(), "date": TODAY.isoformat()}
    picture = io.BytesIO()
    Image.new("RGB", (400, 300)).save(picture, "JPEG")
    photo = SimpleUploadedFile("a.jpg", picture.getvalue(), "image/jpeg")

    empty = client.post(url, sent | {"witnesses": "Camat"})
    answer = client.post(url, sent | {"witnesses": "Camat", f"photo_{first.pk}": photo})

    assert set(form.awards.values()) == {first, second}
    assert others not in form.awards.values()
    assert (empty.status_code, answer.status_code) == (422, 302)
    assert Handover.objects.get().award == first


def picture(content: bytes | None = None) -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (400, 300)).save(file, "JPEG")
    return SimpleUploadedFile("a.jpg", content or file.getvalue(), "image/jpeg")


def test_a_file_that_is_no_photo_leaves_its_group_alone_for_later(as_user):
    first = arrived_with()
    second = arrived_with(facilitator_of(first))
    client, url = as_user(facilitator_of(first)), reverse("grants:record_handovers")
    form = client.get(url).context["form"]
    sent = {"submission": form["submission"].value(), "date": TODAY.isoformat()}
    wrong, right = {f"photo_{second.pk}": b"x"}, {f"photo_{first.pk}": None}

    def post(files, **typed):
        return client.post(url, sent | typed | {k: picture(v) for k, v in files.items()})

    refused = post(wrong, witnesses="Camat")
    untold = post(wrong | right, witnesses="")
    done = post(wrong | right, witnesses="Camat")

    assert f"{second.group}: Ini bukan foto" in refused.text
    assert (refused.status_code, untold.status_code, done.status_code) == (422, 422, 302)
    assert Handover.objects.get().award == first
    assert f">{second.group}: Ini bukan foto" in re.sub(r">\s+", ">", client.get(done.url).text)
