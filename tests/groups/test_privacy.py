"""Who saw what of a person, and what she asks to be put right."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.identity import reveal_number
from groups.models import ProblemLook, Reveal
from groups.privacy.actions.corrections import answer_correction, ask_correction
from groups.privacy.actions.erasures import set_retention
from groups.privacy.actions.held import show_held
from groups.privacy.models import CorrectionAnswer, Retention
from groups.privacy.reports.accesses import accesses
from groups.privacy.reports.tasks import tasks
from tests.conftest import TODAY
from tests.factories import (
    CorrectionFactory,
    MembershipFactory,
    ProblemFactory,
    UserFactory,
    region,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
NIK = "3507075705850003"


@pytest.fixture
def membership():
    row = MembershipFactory(person__name="Siti Aminah")
    row.person.seal_nik(NIK)
    row.person.save()
    return row


@pytest.fixture
def by(membership):
    return membership.group.facilitations.get().facilitator


@pytest.fixture
def verifier():
    return UserFactory(role="verifier")


# Corrections


def test_another_person_answers_within_three_days(membership, by, verifier):
    row = ask_correction(membership=membership, wrong="Lahir 1985", right="Lahir 1958", by=by)
    [task] = [each for each in tasks(verifier, TODAY) if each.name == "groups.correction"]
    assert task.due == TODAY + 3 * DAY

    answer_correction(correction=row, changed=True, what="Tanggal lahir diubah", by=verifier)

    assert row.answered.changed
    assert not list(tasks(verifier, TODAY))


def test_who_asked_does_not_answer(membership, verifier):
    row = CorrectionFactory(membership=membership, by=verifier)

    with pytest.raises(RuleBroken, match="Who asked"):
        answer_correction(correction=row, changed=True, what="Diubah", by=verifier)
    with pytest.raises(IntegrityError, match="Who asked"), transaction.atomic():
        CorrectionAnswer.objects.create(correction=row, changed=True, what="x", by=verifier)


def test_it_is_answered_once(membership, by, verifier):
    row = CorrectionFactory(membership=membership, by=by)
    answer_correction(correction=row, changed=False, what="Sesuai KK", by=verifier)

    with pytest.raises(RuleBroken, match="answered already"):
        answer_correction(correction=row, changed=True, what="Diubah", by=verifier)


def test_a_member_elsewhere_is_corrected_there(membership, by):
    membership.until, membership.reason = TODAY, "moved"
    membership.save()
    MembershipFactory(person=membership.person, since=TODAY)

    for act in (ask_correction, show_held):
        said = {"purpose": "?"} if act is show_held else {"wrong": "a", "right": "b"}
        with pytest.raises(RuleBroken, match="another group"):
            act(membership=membership, by=by, **said)


def test_it_is_asked_and_answered_on_pages(as_user, membership, by, verifier):
    ask = reverse("groups:ask_correction", args=[membership.pk])
    typed = {"wrong": "Nama salah", "right": "Siti Aminatun", "submission": "a" * 32}
    as_user(by).post(ask, typed)
    row = membership.corrections.get()
    page = reverse("groups:answer_correction", args=[row.pk])

    client = as_user(verifier)
    assert "Siti Aminatun" in client.get(page).text
    said = {"changed": "yes", "what": "Nama diubah", "submission": "b" * 32}
    done = client.post(page, said)

    assert "Nama diubah" in as_user(by).get(done.url).text


# Who looked


def test_a_confidential_problem_shown_is_noted_once_a_day(as_user, membership, by):
    problem = ProblemFactory(group=membership.group, raised_by=by, confidential=True)
    plain = ProblemFactory(group=membership.group, raised_by=by)
    client = as_user(by)

    for _again in range(2):
        client.get(reverse("groups:problems", args=[membership.group_id]))
        client.get(reverse("groups:follow_up", args=[problem.pk]))
        client.get(reverse("groups:follow_up", args=[plain.pk]))
        client.get(reverse("groups:open_problems"))

    assert ProblemLook.objects.get().problem == problem


def test_a_look_is_never_changed(membership, by):
    problem = ProblemFactory(group=membership.group, raised_by=by, confidential=True)
    look = ProblemLook.objects.create(problem=problem, by=by)

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        ProblemLook.objects.filter(pk=look.pk).update(day=TODAY - DAY)


def test_the_administrator_sees_all_of_it(as_user, membership, by):
    reveal_number(membership=membership, number="nik", purpose="Buka rekening", by=by)
    show_held(membership=membership, purpose="Diminta sendiri", by=by)
    problem = ProblemFactory(group=membership.group, raised_by=by, confidential=True)
    ProblemLook.objects.create(problem=problem, by=by)

    client = as_user(UserFactory(role="administrator"))
    page = client.get(reverse("groups:number_accesses"))

    for told in ("Buka rekening", "Diminta sendiri", "Siti Aminah", by.name, str(problem.group)):
        assert told in page.text, told
    assert problem.what not in page.text
    assert NIK not in page.text
    table = client.get(reverse("groups:number_accesses"), {"table": "xlsx"})
    assert table.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("asked", "count"), [({}, 1), ({"q": "tidak ada"}, 0), ({"until": TODAY - DAY}, 0)]
)
def test_they_are_looked_for_by_name_and_day(membership, by, asked, count):
    reveal_number(membership=membership, number="nik", purpose="Buka rekening", by=by)

    assert len(accesses(**asked)) == count


def test_the_person_is_shown_who_looked(as_user, membership, by, verifier):
    reveal_number(membership=membership, number="nik", purpose="Buka rekening", by=by)
    problem = ProblemFactory(group=membership.group, raised_by=by, confidential=True)
    problem.parties.add(membership)
    ProblemLook.objects.create(problem=problem, by=by)
    url = reverse("groups:member_privacy", args=[membership.pk])

    assert "Buka rekening" in as_user(by).get(url).text
    assert problem.what in as_user(by).get(url).text
    assert problem.what not in as_user(verifier).get(url).text


def test_all_that_is_held_has_no_confidential_problem_of_others(as_user, membership, by, verifier):
    problem = ProblemFactory(group=membership.group, raised_by=by, confidential=True)
    problem.parties.add(membership)
    url = reverse("groups:show_held", args=[membership.pk])

    page = as_user(verifier).post(url, {"purpose": "Diminta sendiri"})

    assert page.status_code == 200
    assert problem.what not in page.text


def test_only_a_number_is_revealed_by_the_page_of_numbers(as_user, membership, by):
    url = reverse("groups:reveal_number", args=[membership.pk])

    answer = as_user(by).post(url, {"number": "all", "purpose": "x"})

    assert answer.status_code == 422
    assert not Reveal.objects.exists()


def test_the_office_changes_how_long_it_keeps(as_user):
    client = as_user(UserFactory(role="head"))
    url = reverse("groups:set_retention", args=["35.07"])

    client.post(url, {"years": "12", "why": "Jadwal retensi", "submission": "a" * 32})

    assert Retention.objects.years_of("35.07") == 12
    assert "12" in client.get(reverse("groups:privacy")).text
    set_retention(office=region("35.07"), years=10, why="Kembali", by=UserFactory(role="head"))
    assert Retention.objects.years_of("35.07") == 10
