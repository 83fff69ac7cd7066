"""What is asked and corrected about people."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from groups.models import (
    Breach,
    Consent,
    ConsentAnswer,
    Correction,
    Erasure,
    Merge,
)
from tests.factories.groups import (
    GroupFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.factories.users import (
    UserFactory,
    acting,
    region,
)


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
