"""Groups, their people and rules."""

import datetime

import factory
from factory.django import DjangoModelFactory

from accounts.models import Assignment, User
from finance.models import DuesRule, SavingsRule
from groups.models import (
    Facilitation,
    Group,
    Household,
    Membership,
    Office,
    Person,
    Programme,
)
from tests.factories.users import (
    LONG_AGO,
    UserFactory,
    acting,
    noon,
    region,
)
from tests.once import OnceFactory


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
