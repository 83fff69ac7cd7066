"""Trainings of officers: who took part, who had none, certificates."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.coaching.actions.trainings import name_trained, record_training
from groups.coaching.papers.certificate import certificates
from groups.coaching.reports.trainings import took_part, untrained
from groups.models import Group, Trained, Training
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MembershipFactory,
    OfficeFactory,
    TrainedFactory,
    TrainingFactory,
    UserFactory,
    region,
)
from tests.pdf_text import pages_of
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TYPED = {"place": "Balai desa", "topics": "Buku kas", "trainer": "Bu Endang", "hours": 8}


def of_three():
    """A group whose chair is the first of three members, and a training."""
    group = GroupFactory(members=3)
    OfficeFactory(membership=group.memberships.first())
    return group, TrainingFactory()


made = shared(of_three)


@pytest.fixture
def group(made):
    return Group.objects.get(pk=made[0].pk)


@pytest.fixture
def training(made):
    return Training.objects.get(pk=made[1].pk)


def name(training, group, members):
    return name_trained(training=training, group=group, present=members, by=group.registered_by)


def test_the_page_records_a_training_of_the_own_district(as_user):
    client = as_user(UserFactory(role="head"))

    answer = client.post(
        reverse("groups:record_training"),
        TYPED | {"office": "35.07", "date": TODAY, "submission": uuid.uuid4()},
    )

    found = Training.objects.get(topics="Buku kas")
    assert answer.url == reverse("groups:training", args=[found.pk])


def test_a_training_to_come_is_not_recorded():
    with pytest.raises(RuleBroken):
        record_training(
            office=region("35.07"), date=TODAY + DAY, today=TODAY, by=UserFactory(), **TYPED
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingFactory(date=TODAY + DAY)


def test_who_took_part_is_ticked_and_a_mistake_unticked(training, group):
    one, two, _three = group.memberships.all()

    name(training, group, [one, two])
    name(training, group, [two])

    assert [row.membership for row in training.trained.there()] == [two]
    assert training.trained.count() == 2


def test_another_district_has_its_own_trainings(training):
    far = GroupFactory(village=region("35.79.01.2001"), members=1)

    with pytest.raises(RuleBroken):
        name(training, far, far.memberships.all())
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainedFactory(training=training, membership=far.memberships.get())
    assert not Training.objects.visible_to(UserFactory(role="head", at="35.79")).exists()


def test_who_was_no_member_then_took_no_part(training, group):
    with pytest.raises(RuleBroken):
        name(training, group, [MembershipFactory(group=group, since=TODAY)])


def test_officers_without_training_are_listed(training, group, as_user):
    chair = group.memberships.first()
    mine = Group.objects.filter(pk=group.pk)
    client = as_user(group.facilitations.get().facilitator)

    assert [office.membership for office in untrained(mine)] == [chair]
    assert chair.person.name in client.get(reverse("groups:untrained_officers")).text

    name(training, group, [chair])

    assert not untrained(mine)


def test_who_was_trained_in_another_group_is_not_listed(training, group):
    before = MembershipFactory(
        person=group.memberships.first().person, reason="mistake", until=TODAY
    )
    TrainedFactory(training=training, membership=before)

    assert not untrained(Group.objects.filter(pk=group.pk))


def test_a_certificate_says_who_learnt_what_from_whom(training, group, as_user):
    chair = group.memberships.first()
    name(training, group, group.memberships.all())
    client = as_user(group.facilitations.get().facilitator)
    url = reverse("groups:print_certificates", args=[training.pk])

    one = client.get(url, {"member": chair.pk})
    (text,) = pages_of(one.content)

    assert one["Content-Type"] == "application/pdf"
    assert chair.person.name in text
    assert training.topics in text
    assert len(certificates(training, took_part(training, Group.objects.all()))["people"]) == 3


def test_the_page_names_who_took_part(training, group, as_user):
    client = as_user(group.facilitations.get().facilitator)
    url = reverse("groups:name_trained", args=[training.pk, group.pk])

    client.post(url, {"present": [group.memberships.first().pk]})

    page = client.get(reverse("groups:training", args=[training.pk])).text
    assert Trained.objects.there().get().membership.person.name in page
