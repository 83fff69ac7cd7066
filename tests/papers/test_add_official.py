"""Who signs for an office on a day, with number, rank and post."""

import datetime

import pytest
from django.urls import reverse

from papers.actions import add_official
from papers.models import Official
from papers.office import for_the_head, head_signature, signature_of
from tests.conftest import TODAY
from tests.factories import UserFactory, region

pytestmark = pytest.mark.django_db
Day = datetime.timedelta(days=1)
NIP = "19680512 199303 2 004"


def official(name: str, **more) -> Official:
    entered = {"duty": "head", "nip": NIP, "rank": "Pembina (IV/a)", "post": "Kepala Dinas Sosial"}
    entered |= {"user": None, "since": TODAY - 100 * Day, "until": None} | more
    return add_official(office=region("35.07"), name=name, by=UserFactory(role="head"), **entered)


def head_on(date: datetime.date) -> str:
    return head_signature(region("35.07"), date, UserFactory(role="approver", name="Akun")).name


def test_the_head_of_that_day_signs():
    official("Lama", since=TODAY - 100 * Day)
    official("Baru", since=TODAY - 10 * Day)
    official("Pengganti", since=TODAY - 5 * Day, until=TODAY - 3 * Day)

    days = [TODAY - 200 * Day, TODAY - 11 * Day, TODAY - 10 * Day, TODAY - 4 * Day, TODAY]

    assert [head_on(date) for date in days] == ["Akun", "Lama", "Baru", "Pengganti", "Baru"]


def test_an_entry_made_again_puts_it_right():
    official("Salah ketik")
    official("Dra. Endang Lestari, M.Si.")

    assert head_on(TODAY) == "Dra. Endang Lestari, M.Si."


def test_who_is_named_gets_number_and_post_by_name_or_account():
    verifier = UserFactory(role="verifier", name="Hendro")
    official("Hendro Wibowo, S.Sos.", duty="other", post="Pekerja Sosial", user=verifier)

    by_name = signature_of(region("35.07"), TODAY, "Tim", name="hendro wibowo, s.sos. ")
    by_account = signature_of(region("35.07"), TODAY, "Tim", by=verifier)
    unknown = signature_of(region("35.07"), TODAY, "Tim", name="Siti")

    assert by_name == by_account
    assert (by_name.nip, by_name.of) == (NIP, "Pekerja Sosial")
    assert (unknown.name, unknown.nip) == ("Siti", "")


def test_who_is_not_the_head_signs_on_behalf():
    official("Endang")
    verifier = UserFactory(role="verifier", name="Hendro")

    signed = for_the_head(region("35.07"), TODAY, verifier)

    assert (signed.role, signed.name) == ("a.n. KEPALA DINAS SOSIAL", "Hendro")


def test_the_page_writes_a_nip_as_offices_do(as_user):
    client = as_user(UserFactory(role="head"))
    typed = {"duty": "head", "name": "Endang", "post": "Kepala Dinas", "since": TODAY.isoformat()}

    short = client.post(reverse("papers:add_official"), typed | {"nip": "1968"})
    kept = client.post(reverse("papers:add_official"), typed | {"nip": "196805121993032004"})

    assert short.status_code == 422
    assert "NIP terdiri dari 18 angka." in short.text
    assert NIP in client.get(kept.url).text


def test_a_last_day_before_the_first_is_refused(as_user):
    client = as_user(UserFactory(role="head"))
    typed = {"duty": "head", "name": "Endang", "post": "Kepala Dinas"}
    days = {"since": TODAY.isoformat(), "until": (TODAY - Day).isoformat()}

    response = client.post(reverse("papers:add_official"), typed | days)

    assert response.status_code == 422
    assert not Official.objects.exists()
