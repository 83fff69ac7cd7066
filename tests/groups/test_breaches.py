"""The register of breaches: 72 hours to tell the authority and the persons, by letters."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from foundation.rules import RuleBroken
from groups.privacy.actions.breaches import record_breach, take_breach_step
from groups.privacy.models import Breach, BreachStep
from groups.privacy.reports.tasks import tasks
from papers.models import Paper
from papers.printing import pdf
from tests.conftest import TODAY
from tests.factories import BreachFactory, UserFactory, region
from tests.pdf_text import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
HOUR = datetime.timedelta(hours=1)
SAID = {"what": "Terkirim", "data": "Nama dan NIK", "people": 31, "whose": "Anggota"}


@pytest.fixture
def head():
    return UserFactory(role="head")


@pytest.fixture
def breach(head):
    return BreachFactory(by=head)


def step(breach, kind, what="Berkas ditarik", done_at=None):
    done_at = done_at or timezone.now()
    return take_breach_step(breach=breach, kind=kind, done_at=done_at, what=what, by=breach.by)


def test_telling_of_it_issues_a_letter(breach):
    letter = step(breach, "authority").paper

    assert (letter.kind, letter.office) == (Paper.Kind.BREACH, breach.office)
    printed = " ".join(" ".join(pages_of(pdf(letter))).split())
    for told in (breach.what, breach.data, breach.whose, "31", "Berkas ditarik"):
        assert told in printed, told
    assert step(breach, "remedy").paper is None


def test_the_clock_runs_until_both_are_told(breach):
    assert breach.due_at == breach.found_at + 72 * HOUR
    assert Breach.objects.untold().get() == breach

    step(breach, "authority")
    assert Breach.objects.untold().exists()
    step(breach, "persons")

    assert not Breach.objects.untold().exists()


@pytest.mark.parametrize(("ago", "words"), [(10, "61 hours left"), (80, "are over")])
def test_the_task_says_how_many_hours_are_left(head, ago, words):
    found = timezone.now() - ago * HOUR
    BreachFactory(found_at=found, by=head)

    [task] = [each for each in tasks(head, TODAY) if each.name == "groups.breach"]

    assert words in task.text


def test_one_found_tomorrow_is_none_yet(head):
    with pytest.raises(RuleBroken, match="not come yet"):
        record_breach(office=region("35.07"), found_at=timezone.now() + HOUR, by=head, **SAID)
    with pytest.raises(IntegrityError), transaction.atomic():
        BreachFactory(found_at=timezone.now() + HOUR, by=head)


@pytest.mark.parametrize(
    ("kind", "hours", "words"),
    [("remedy", -2, "before the breach"), ("remedy", 2, "not come yet"), ("closed", 0, "first")],
)
def test_a_step_is_in_its_order(breach, kind, hours, words):
    with pytest.raises(RuleBroken, match=words):
        step(breach, kind, done_at=timezone.now() + hours * HOUR)


def test_they_are_told_once(breach):
    step(breach, "persons")

    with pytest.raises(RuleBroken, match="already"):
        step(breach, "persons")


def test_the_database_closes_it_last_and_for_good(breach):
    said = {"breach": breach, "what": "Selesai", "done_at": timezone.now(), "by": breach.by}
    with pytest.raises(IntegrityError, match="mended and told"), transaction.atomic():
        BreachStep.objects.create(kind="closed", **said)
    for kind in ("remedy", "authority", "persons", "closed"):
        step(breach, kind)

    with pytest.raises(RuleBroken, match="is closed"):
        step(breach, "remedy")
    with pytest.raises(IntegrityError, match="then stays"), transaction.atomic():
        BreachStep.objects.create(kind="remedy", **said)


def test_a_letter_is_asked_for_by_the_database(breach):
    with pytest.raises(IntegrityError, match="letter"), transaction.atomic():
        BreachStep.objects.create(
            breach=breach, kind="authority", what="x", done_at=timezone.now(), by=breach.by
        )


def test_it_is_kept_on_pages(as_user, head):
    client = as_user(head)
    page = reverse("groups:record_breach", args=["35.07"])
    typed = {"what": "Terkirim", "which": "Nama dan NIK", "people": "31", "whose": "Anggota"}
    moment = {"day": TODAY, "hour": "00.01"}

    made = client.post(page, typed | moment | {"submission": "a" * 32})
    row = Breach.objects.get()
    assert made.url == reverse("groups:breach", args=[row.pk])
    told = client.post(
        reverse("groups:take_breach_step", args=[row.pk]),
        {"kind": "persons", "what": "Ditarik", "submission": "b" * 32, **moment},
    )

    assert told.url == made.url
    assert row.steps.get().paper.number in client.get(made.url).text
    assert "31" in client.get(reverse("groups:breaches")).text


def test_another_district_sees_none_of_it(as_user, breach):
    other = as_user(UserFactory(role="head", at="35.79"))

    assert other.get(reverse("groups:breach", args=[breach.pk])).status_code == 404
    assert breach.data not in other.get(reverse("groups:breaches")).text
    assert other.get(reverse("groups:record_breach", args=["35.07"])).status_code == 403
