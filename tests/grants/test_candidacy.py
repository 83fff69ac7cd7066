"""The page of a candidacy, and the forms of the verifier on it."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from grants.selection.models import Finding, ScoreSheet
from tests.factories import PhotoFactory, UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    DeclarationFactory,
    ScoreSheetFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db
RULES = {"least_members": 20, "most_members": 30}
COORDINATES = {"latitude": "-8,01234", "longitude": "112.80001"}  # comma or point


@pytest.fixture
def candidacy():
    today = timezone.localdate()
    until = today + datetime.timedelta(days=9)
    return CandidacyFactory(
        round__rules=RULES, round__visits_until=until, round__decision_until=until, date=today
    )


@pytest.fixture
def verifier(candidacy):
    """A verifier who declared to have no relation to the group."""
    return DeclarationFactory(candidacy=candidacy).by


def address(name, candidacy, *more):
    return reverse(f"grants:{name}", args=[candidacy.pk, *more])


def send(client, url, typed):
    """Post the form of a page with its initial values and these."""
    key = client.get(url).context["form"]["submission"].value()
    return client.post(url, {"submission": key} | typed)


def photo():
    packed = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(packed, "JPEG")
    return SimpleUploadedFile("kandang.jpg", packed.getvalue(), "image/jpeg")


def test_before_all_else_a_verifier_is_asked_to_declare(candidacy, as_user):
    text = as_user(UserFactory(role="verifier")).get(address("candidacy", candidacy))

    assert "adakah hubungan Anda dengannya?" in text.content.decode()


def test_a_declaration_is_kept(candidacy, as_user):
    by = UserFactory(role="verifier")

    send(as_user(by), address("declare", candidacy), {"related": "no"})

    assert not candidacy.declarations.get(by=by).related


def test_the_visit_waits_for_the_declaration(candidacy, as_user):
    answer = as_user(UserFactory(role="verifier")).get(address("record_visit", candidacy))

    assert answer.url == address("declare", candidacy)


def test_a_visit_is_recorded_with_photo_and_position(candidacy, verifier, as_user):
    typed = {
        "date": timezone.localdate(),
        "place": "Kandang",
        "people": "9",
        "animals": "2",
        "books_seen": "Sampai Oktober",
        "photos": photo(),
    }

    response = send(as_user(verifier), address("record_visit", candidacy), typed | COORDINATES)

    visit = candidacy.visits.get()
    assert response.url == reverse("papers:paper", args=[visit.paper_id])
    assert visit.photos.count() == 1
    assert str(visit.latitude) == "-8.01234"


def test_the_photos_of_a_visit_are_shown(candidacy, verifier, as_user):
    taken = PhotoFactory(group=candidacy.group)
    VisitFactory(candidacy=candidacy, by=verifier).photos.add(taken)

    shown = as_user(verifier).get(address("candidacy", candidacy))

    assert reverse("groups:photo", args=[taken.pk]) in shown.text


def test_the_position_is_never_required(candidacy, verifier, as_user):
    typed = {
        "date": timezone.localdate(),
        "place": "Kandang",
        "people": "9",
        "books_seen": "Sampai Oktober",
        "photos": photo(),
    }

    send(as_user(verifier), address("record_visit", candidacy), typed)

    assert candidacy.visits.get().latitude is None


def test_what_is_no_photo_is_refused_in_words(candidacy, verifier, as_user):
    typed = {
        "date": timezone.localdate(),
        "place": "Kandang",
        "people": "9",
        "books_seen": "x",
        "photos": SimpleUploadedFile("x.jpg", b"MZ"),
    }

    response = send(as_user(verifier), address("record_visit", candidacy), typed)

    assert response.status_code == 422
    assert not candidacy.visits.exists()


def test_half_a_position_is_asked_again(candidacy, verifier, as_user):
    typed = {
        "date": timezone.localdate(),
        "place": "K",
        "people": "9",
        "books_seen": "x",
        "photos": photo(),
        "latitude": "-8",
    }

    response = send(as_user(verifier), address("record_visit", candidacy), typed)

    assert response.status_code == 422


def test_a_verifier_says_otherwise_than_the_register(candidacy, verifier, as_user):
    url = address("check_requirement", candidacy, "size")
    typed = {"result": "exception", "evidence": "Dua anggota meninggal bulan ini"}

    send(as_user(verifier), url, typed)

    assert Finding.objects.get().result == "exception"
    page = as_user(verifier).get(address("candidacy", candidacy)).content.decode()
    assert "Dua anggota meninggal bulan ini" in page


def test_a_rule_that_the_round_does_not_ask_is_not_there(candidacy, verifier, as_user):
    response = as_user(verifier).get(address("check_requirement", candidacy, "nik"))

    assert response.status_code == 404


def scores(level="3"):
    return (
        {f"level_{number}": level for number in range(1, 11)}
        | {f"evidence_{number}": "Dilihat" for number in range(1, 11)}
        | {"sure": "on"}
    )


def test_the_books_fill_in_what_they_know(candidacy, verifier, as_user):
    VisitFactory(candidacy=candidacy, by=verifier)

    form = as_user(verifier).get(address("score_candidacy", candidacy)).context["form"]

    assert form["level_2"].value() == 0  # no dues in the books
    assert form["level_8"].value() == 4  # never aided
    assert form["level_6"].value() == 0
    assert "RAB" in form["evidence_6"].value()


def test_a_group_is_scored(candidacy, verifier, as_user):
    visit = VisitFactory(candidacy=candidacy, by=verifier)

    send(as_user(verifier), address("score_candidacy", candidacy), scores() | {"visit": visit.pk})

    assert [score.level for score in ScoreSheet.objects.get().scores.all()] == [3] * 10


def test_levels_against_the_books_are_asked_about_once(candidacy, verifier, as_user):
    visit = VisitFactory(candidacy=candidacy, by=verifier)
    client, url = as_user(verifier), address("score_candidacy", candidacy)
    typed = scores("4") | {"visit": visit.pk}
    del typed["sure"]

    asked = send(client, url, typed)
    assert not ScoreSheet.objects.exists()
    send(client, url, typed | {"sure": "on"})

    assert asked.status_code == 422
    assert "menurut buku 0 (Belum ada RAB)" in asked.text
    assert 'type="checkbox" name="sure"' in asked.text
    assert ScoreSheet.objects.count() == 1


def test_levels_of_the_books_are_not_asked_about(candidacy, verifier, as_user):
    visit = VisitFactory(candidacy=candidacy, by=verifier)
    client, url = as_user(verifier), address("score_candidacy", candidacy)
    form = client.get(url).context["form"]
    known = {name: form[name].value() for name in form.fields if name.startswith("level_")}
    typed = {name: 3 if level is None else level for name, level in known.items()}
    seen = {name: text for name, text in scores().items() if name.startswith("evidence_")}

    send(client, url, typed | seen | {"visit": visit.pk})

    assert ScoreSheet.objects.count() == 1


@pytest.mark.parametrize("missing", ["level_4", "evidence_4", "visit"])
def test_what_is_missing_is_asked_for(candidacy, verifier, as_user, missing):
    visit = VisitFactory(candidacy=candidacy, by=verifier)
    typed = scores() | {"visit": visit.pk}
    del typed[missing]

    response = send(as_user(verifier), address("score_candidacy", candidacy), typed)

    assert response.status_code == 422
    assert not ScoreSheet.objects.exists()


def test_a_level_beyond_the_instrument_is_refused(candidacy, verifier, as_user):
    visit = VisitFactory(candidacy=candidacy, by=verifier)
    typed = scores("9") | {"visit": visit.pk}

    response = send(as_user(verifier), address("score_candidacy", candidacy), typed)

    assert response.status_code == 422


def test_scores_are_explained_to_their_parts(candidacy, as_user):
    ScoreSheetFactory(candidacy=candidacy, levels=[4, 3, 3, 4, 3, 3, 4, 3, 4, 2])

    text = as_user(UserFactory(role="head")).get(address("candidacy", candidacy)).content.decode()

    assert "jumlah 85,00" in text
    assert "dari 15,00" in text


def test_a_facilitator_sees_no_scores(candidacy, as_user):
    ScoreSheetFactory(candidacy=candidacy)

    text = as_user(candidacy.by).get(address("candidacy", candidacy)).content.decode()

    assert "75,00" not in text
