"""Who is to score second sees nothing of the first score, nor of the visit behind it."""

import pytest
from django.urls import reverse

from grants.selection.actions.verification import record_visit
from grants.selection.models import (
    Finding,
    VisitPhoto,
)
from grants.selection.reports.requirements import requirements_of
from tests.conftest import TODAY
from tests.factories import PhotoFactory, UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    SignedPageFactory,
    VisitFactory,
)
from tests.grants.two_scores import SECRET, candidacy, differing, page, score, two, verifier

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
__all__ = ["candidacy", "differing", "two"]  # fixtures


@pytest.fixture
def looked(two):
    """Wahyu has visited, found something and scored; Sari has done nothing."""
    two.visit = record_visit(
        candidacy=two.candidacy,
        date=TODAY,
        place="Kandang Wahyu",
        people=7,
        books_seen="Buku Oktober",
        notes=SECRET,
        today=TODAY,
        by=two.wahyu,
    )
    two.sheet = score(two.candidacy, two.wahyu, visit=two.visit, level=4)
    return two


def test_the_other_sees_neither_score_nor_visit(looked, as_user):
    text = page(as_user(looked.sari), looked.candidacy)

    assert "Dua verifikator menilai kelompok ini" in text
    for hidden in (SECRET, "Kandang Wahyu", "100.00", "100,00", "Dilihat di buku"):
        assert hidden not in text


def test_nor_the_minutes_of_the_visit(looked, as_user):
    address = reverse("papers:paper", args=[looked.visit.paper_id])

    assert as_user(looked.sari).get(address).status_code == 404
    assert as_user(looked.wahyu).get(address).status_code == 200
    assert as_user(UserFactory(role="head")).get(address).status_code == 200


def test_nor_in_the_form_of_her_own_score(looked, as_user):
    own = VisitFactory(candidacy=looked.candidacy, by=looked.sari)

    form = as_user(looked.sari).get(reverse("grants:score_candidacy", args=[looked.candidacy.pk]))

    shown = form.context["form"]
    assert list(shown.fields["visit"].queryset) == [own]
    assert "reason" not in shown.fields
    assert "Dilihat di buku" not in form.content.decode()


@pytest.mark.parametrize("name", ["candidacy", "documents", "check_requirement"])
def test_nor_what_he_found_of_a_requirement(name, as_user):
    rules = {"two_scores": True, "least_members": 20, "most_members": 30}
    candidacy = CandidacyFactory(round__rules=rules)
    wahyu, sari = verifier(candidacy, "Wahyu"), verifier(candidacy, "Sari")
    Finding.objects.create(
        candidacy=candidacy, rule="size", result="exception", evidence=SECRET, by=wahyu
    )
    more = ["size"] if name == "check_requirement" else []
    address = reverse(f"grants:{name}", args=[candidacy.pk, *more])

    assert SECRET not in as_user(sari).get(address).content.decode()
    assert SECRET in as_user(wahyu).get(address).content.decode()


@pytest.mark.parametrize("name", ["ranking", "round"])
def test_nor_in_the_lists(looked, as_user, name):
    address = reverse(f"grants:{name}", args=[looked.candidacy.round_id])

    text = as_user(looked.sari).get(address).content.decode()

    assert "100.00" not in text
    assert "100,00" not in text


@pytest.fixture
def found(looked):
    """Wahyu found another result of a rule than the books say; photos of his visit."""
    photos = PhotoFactory.create_batch(2, group=looked.candidacy.group, by=looked.wahyu)
    VisitPhoto.objects.create(visit=looked.visit, photo=photos[0])
    SignedPageFactory(paper=looked.visit.paper, photo=photos[1], by=looked.wahyu)
    computed = requirements_of(looked.candidacy, TODAY)[0]
    other = "not_met" if computed.is_met else "met"
    said = {"result": other, "evidence": SECRET, "by": looked.wahyu}
    Finding.objects.create(candidacy=looked.candidacy, rule=computed.rule, **said)
    looked.photos = photos
    return looked


def met(answer):
    """What a list says of the rules of the group."""
    rows = answer.context["rows"]
    [row] = [each for each in rows if getattr(each, "group", None) or each]
    return len(row.lacks) if hasattr(row, "lacks") else len(row.unmet) + len(row.unknown)


TWENTY = {"least_members": 20, "most_members": 30}


of_twenty = pytest.mark.parametrize("candidacy", [TWENTY], indirect=True)


@of_twenty
@pytest.mark.parametrize("name", ["ranking", "round"])
def test_nor_whether_a_rule_is_met_in_the_lists(found, as_user, name):
    address = reverse(f"grants:{name}", args=[found.candidacy.round_id])
    sari = as_user(found.sari)

    before = met(sari.get(address))
    score(found.candidacy, found.sari, level=4)

    assert abs(met(sari.get(address)) - before) == 1


@of_twenty
@pytest.mark.parametrize("name", ["groups:photo", "groups:photo_small"])
@pytest.mark.parametrize("which", [0, 1])
def test_nor_his_photos_by_their_address(found, as_user, name, which):
    address, sari = reverse(name, args=[found.photos[which].pk]), as_user(found.sari)

    assert sari.get(address).status_code == 404
    assert as_user(found.wahyu).get(address).status_code == 200
    score(found.candidacy, found.sari, level=4)
    assert sari.get(address).status_code == 200
