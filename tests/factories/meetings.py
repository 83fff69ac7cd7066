"""What happens in a group: meetings, visits, trainings, photos, contested figures."""

import datetime
import hashlib
import io

import factory
from factory.django import DjangoModelFactory
from PIL import Image

from finance.models import Dispute
from groups.models import (
    Attendance,
    CoachingVisit,
    Decision,
    Meeting,
    Photo,
    Problem,
    Trained,
    Training,
)
from tests.conftest import TODAY
from tests.factories.groups import (
    GroupFactory,
    MembershipFactory,
)
from tests.factories.users import (
    LONG_AGO,
    acting,
    region,
)


class MeetingFactory(DjangoModelFactory):
    """A meeting without money; for one with money call `record_meeting`."""

    class Meta:
        model = Meeting

    group = factory.SubFactory(GroupFactory)
    number = factory.LazyAttribute(lambda row: row.group.meetings.count() + 1)
    date = LONG_AGO + datetime.timedelta(days=40)
    recorded_by = acting()


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    meeting = factory.SubFactory(MeetingFactory)
    group = factory.SelfAttribute("meeting.group")
    what = "Perbaiki atap kandang"
    who = "Pak Wagiman"


class AttendanceFactory(DjangoModelFactory):
    """A member of the meeting's group who was present."""

    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    membership = factory.SubFactory(
        MembershipFactory, group=factory.SelfAttribute("..meeting.group")
    )


class ProblemFactory(DjangoModelFactory):
    class Meta:
        model = Problem

    group = factory.SubFactory(GroupFactory)
    kind = Problem.Kind.ANIMAL
    what = "Sapi sakit"
    raised_on = LONG_AGO + datetime.timedelta(days=60)
    raised_by = acting()


class CoachingVisitFactory(DjangoModelFactory):
    """A visit yesterday, with nobody named."""

    class Meta:
        model = CoachingVisit

    group = factory.SubFactory(GroupFactory)
    date = TODAY - datetime.timedelta(days=1)
    place = "Balai dusun"
    aim = "Melihat buku kas"
    seen = "Buku kas ditulis sampai bulan ini."
    by = acting()


class TrainingFactory(DjangoModelFactory):
    """A training of Kabupaten Malang, a month ago."""

    class Meta:
        model = Training

    office = factory.LazyFunction(lambda: region("35.07"))
    date = TODAY - datetime.timedelta(days=30)
    place = "Balai desa"
    topics = factory.Sequence("Buku kas {}".format)
    trainer = "Bu Endang"
    hours = 8
    by = acting()


class TrainedFactory(DjangoModelFactory):
    class Meta:
        model = Trained

    training = factory.SubFactory(TrainingFactory)
    membership = factory.SubFactory(MembershipFactory)


class PhotoFactory(DjangoModelFactory):
    """A small brown picture."""

    class Meta:
        model = Photo

    group = factory.SubFactory(GroupFactory)
    content = factory.LazyFunction(lambda: jpeg())
    digest = factory.LazyAttribute(lambda row: hashlib.sha256(row.content).hexdigest())
    width = 40
    height = 30
    by = acting()


def jpeg(size=(40, 30)) -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", size, "brown").save(packed, "JPEG")
    return packed.getvalue()


class DisputeFactory(DjangoModelFactory):
    """`entry=` an entry of a member."""

    class Meta:
        model = Dispute

    membership = factory.SelfAttribute("entry.membership")
    group = factory.SelfAttribute("entry.group")
    says = "Saya setor 50.000"
    made_by = acting()
