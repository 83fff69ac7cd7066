"""Factories, valid without arguments; a test passes what matters to it."""

import datetime
import hashlib
import io
from functools import partial

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from PIL import Image

from accounts.models import Assignment, PairLift, Region, User
from finance.models import Dispute, DuesRule, SavingsRule
from groups.models import (
    Attendance,
    Breach,
    CoachingVisit,
    Consent,
    ConsentAnswer,
    Correction,
    Decision,
    Erasure,
    Facilitation,
    Group,
    Household,
    Meeting,
    Membership,
    Merge,
    Office,
    Person,
    Photo,
    Problem,
    Programme,
    Trained,
    Training,
)
from tests.conftest import TODAY
from tests.once import OnceFactory, once, outdate

LONG_AGO = datetime.date(TODAY.year - 2, 1, 1)
REGIONS = {
    "35": "Jawa Timur",
    "35.07": "Kabupaten Malang",
    "35.07.07": "Poncokusumo",
    "35.07.07.2001": "Dawuhan",
    "35.07.07.2002": "Sumberejo",
    "35.79": "Kota Batu",
    "35.79.01": "Batu",
    "35.79.01.2001": "Oro-oro Ombo",
}
USUAL_TERRITORY = {"operator": "35.07.07.2001", "province": "35"}


def region(code: str) -> Region:
    """A region with its ancestors."""
    return once(("region", code), lambda: find_or_make(code))


def find_or_make(code: str) -> Region:
    """In two statements, as nearly every test has a village."""
    parts = code.split(".")
    codes = [".".join(parts[:level]) for level in range(1, len(parts) + 1)]
    found, missing, parent = Region.objects.in_bulk(codes), [], None
    for level, each in enumerate(codes, start=1):
        if each not in found:
            name = REGIONS.get(each, each)
            found[each] = Region(code=each, name=name, level=level, parent=parent)
            missing.append(found[each])
        parent = once(("region", each), partial(found.get, each))
    Region.objects.bulk_create(missing)
    return found[code]


def noon(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def acting(role: str = "", what: str = ""):
    """The acting user: one per role for all rows of a test; another for each `what` kept apart."""
    return factory.LazyFunction(
        lambda: once(("acting", role, what), lambda: UserFactory(role=role or None))
    )


def administrators():
    """Who gives roles; the first of them got the own role from nobody."""
    return User.objects.filter(assignments__role=Assignment.Role.ADMINISTRATOR)


def giver(user: User) -> User | None:
    """The first administrator, asked for once in a test; another one where it is the user."""
    first = once("giver", administrators().first)
    return administrators().exclude(pk=user.pk).first() if first == user else first


class UserFactory(DjangoModelFactory):
    """`UserFactory(role="verifier", at="35.79")`: the role there, by default in or around 35.07."""

    class Meta:
        model = User

    username = factory.Sequence("user{}".format)
    name = factory.Sequence("Pengguna {}".format)
    sex = User.Sex.FEMALE

    @classmethod
    def _create(cls, model_class, *args, role=None, at=None, **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        if role:
            AssignmentFactory(user=user, role=role, **({"region": region(at)} if at else {}))
        return user


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    user = factory.SubFactory(UserFactory)
    role = Assignment.Role.VERIFIER
    since = LONG_AGO
    region = factory.LazyAttribute(
        lambda row: (
            None
            if row.role in Assignment.WITHOUT_TERRITORY
            else region(USUAL_TERRITORY.get(row.role, "35.07"))
        )
    )
    given_by = factory.LazyAttribute(lambda row: giver(row.user))

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if kwargs["role"] == Assignment.Role.ADMINISTRATOR:
            outdate("giver")
        return super()._create(model_class, *args, **kwargs)


class ProgrammeFactory(OnceFactory):
    class Meta:
        model = Programme
        django_get_or_create = ["name"]

    name = "KUBE 2024"
    since = LONG_AGO


class GroupFactory(DjangoModelFactory):
    """A group with the usual rules: pokok 50.000, wajib 10.000 and dues 5.000 a meeting."""

    class Meta:
        model = Group
        skip_postgeneration_save = True

    name = factory.Sequence("Mawar {}".format)
    village = factory.LazyFunction(lambda: region("35.07.07.2001"))
    programme = factory.SubFactory(ProgrammeFactory)
    formed_on = LONG_AGO
    registered_at = factory.LazyAttribute(lambda group: noon(group.formed_on))
    business = Group.Business.CATTLE
    usual_place = "Balai dusun"
    registered_by = acting()

    @factory.post_generation
    def facilitator(self, create, facilitator):
        """`facilitator=` a user; by default a new one; `False`: none."""
        if facilitator is not False:
            FacilitationFactory(
                group=self, facilitator=facilitator or UserFactory(role=Assignment.Role.FACILITATOR)
            )

    @factory.post_generation
    def rules(self, create, rules):
        if rules is not False:
            SavingsRuleFactory(group=self)
            DuesRuleFactory(group=self)

    @factory.post_generation
    def members(self, create, count):
        """`members=10`: that many memberships, numbered from 1."""
        enrol(self, count or 0)


class PairLiftFactory(DjangoModelFactory):
    """Typing and checking an account, lifted in Kabupaten Malang for a month from today."""

    class Meta:
        model = PairLift

    pair = "type_account/check_account"
    office = factory.LazyFunction(lambda: region("35.07"))
    since = TODAY
    until = TODAY + datetime.timedelta(days=30)
    reason = "Hanya tiga pegawai."
    by = factory.SubFactory(UserFactory, role=Assignment.Role.PROVINCE, at="35")


class FacilitationFactory(DjangoModelFactory):
    class Meta:
        model = Facilitation

    group = factory.SubFactory(GroupFactory, facilitator=False)
    facilitator = factory.SubFactory(UserFactory, role=Assignment.Role.FACILITATOR)
    since = LONG_AGO


class HouseholdFactory(DjangoModelFactory):
    class Meta:
        model = Household

    village = factory.LazyFunction(lambda: region("35.07.07.2001"))
    address = factory.Sequence("RT {}".format)


def lettered(number: int) -> str:
    """A number in letters, as names have no digits; in the same order."""
    return str(number).translate(str.maketrans("0123456789", "ABCDEFGHIJ"))


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    household = factory.SubFactory(HouseholdFactory)
    name = factory.Sequence(lambda number: f"Anggota {lettered(number)}")
    sex = User.Sex.FEMALE
    born_on = datetime.date(1985, 5, 17)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)
    household = factory.SelfAttribute("person.household")
    number = factory.LazyAttribute(lambda row: row.group.memberships.count() + 1)
    since = LONG_AGO


def enrol(group: Group, count: int) -> None:
    """That many members, each of a household of its own, in three statements."""
    households = HouseholdFactory.build_batch(count, village=group.village)
    Household.objects.bulk_create(households)
    people = [PersonFactory.build(household=household) for household in households]
    Person.objects.bulk_create(people)
    Membership.objects.bulk_create(
        MembershipFactory.build(group=group, person=person, number=number)
        for number, person in enumerate(people, start=1)
    )


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    membership = factory.SubFactory(MembershipFactory)
    group = factory.SelfAttribute("membership.group")
    post = Office.Post.CHAIR
    since = LONG_AGO


class MergeFactory(DjangoModelFactory):
    """Asked, not answered yet."""

    class Meta:
        model = Merge

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)
    duplicate = factory.SubFactory(PersonFactory)
    why = "Satu kartu keluarga"
    asked_by = acting("facilitator")


class CorrectionFactory(DjangoModelFactory):
    """Asked, not answered yet."""

    class Meta:
        model = Correction

    membership = factory.LazyFunction(lambda: MembershipFactory())
    wrong = "Namanya Sutini"
    right = "Namanya Suhartini"
    by = acting("facilitator", "correction")


class BreachFactory(DjangoModelFactory):
    """Found an hour ago, nobody told yet."""

    class Meta:
        model = Breach

    office = factory.LazyFunction(lambda: region("35.07"))
    found_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=1))
    what = "Daftar anggota terkirim ke grup lain"
    data = "Nama dan tanggal lahir"
    people = 31
    whose = "Anggota tiga kelompok"
    by = acting("head", "breach")


class ErasureFactory(DjangoModelFactory):
    class Meta:
        model = Erasure

    membership = factory.LazyFunction(lambda: MembershipFactory())
    reason = "Masa simpan habis"
    by = acting("verifier", "erasure")


class ConsentFactory(DjangoModelFactory):
    """Asked by a group of Kota Batu for a person of Kabupaten Malang."""

    class Meta:
        model = Consent

    group = factory.LazyFunction(lambda: GroupFactory(village=region("35.79.01.2001")))
    person = factory.LazyFunction(lambda: MembershipFactory().person)
    office = factory.LazyFunction(lambda: region("35.07"))
    why = "Sutini, ikut suami"
    by = factory.SubFactory(UserFactory)


def agreed(**of) -> Consent:
    """The office of a person's district lets her join a group of another."""
    consent = ConsentFactory(**of)
    ConsentAnswer.objects.create(consent=consent, agreed=True, by=UserFactory())
    return consent


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


class SavingsRuleFactory(DjangoModelFactory):
    class Meta:
        model = SavingsRule

    group = factory.SubFactory(GroupFactory, rules=False)
    since = LONG_AGO
    principal = 50_000
    mandatory = 10_000
    made_by = factory.SelfAttribute("group.registered_by")


class DuesRuleFactory(DjangoModelFactory):
    class Meta:
        model = DuesRule

    group = factory.SubFactory(GroupFactory, rules=False)
    since = LONG_AGO
    amount = 5_000
    made_by = factory.SelfAttribute("group.registered_by")


class DisputeFactory(DjangoModelFactory):
    """`entry=` an entry of a member."""

    class Meta:
        model = Dispute

    membership = factory.SelfAttribute("entry.membership")
    group = factory.SelfAttribute("entry.group")
    says = "Saya setor 50.000"
    made_by = acting()
