"""Regions, users and their roles."""

import datetime
from functools import partial

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import Assignment, PairLift, Region, User
from tests.conftest import TODAY
from tests.once import once, outdate

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
