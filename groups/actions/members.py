"""Take members into a group."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.months import months_between
from foundation.rules import RuleBroken, refusals_in_words
from groups.identity import blind
from groups.models import (
    Consent,
    Group,
    Household,
    Membership,
    Office,
    Person,
    RegisterPerson,
    RegisterPick,
)
from groups.reports.households import family_question, member_in_words, other_card
from groups.reports.namesakes import called
from groups.rules.homes import require_near
from groups.rules.newcomers import NewMember, persons_of, seal_numbers
from groups.rules.plausibility import require_length


def take_in(
    *,
    group: Group,
    newcomers: Sequence[NewMember],
    since: datetime.date,
    rows: str = "",
    is_proposed: bool = False,
    by: User,
) -> list[Membership]:
    """Validate and insert new members, in a constant number of statements.

    Where the group is only proposed, ages and homes are not asked for here: its check finds them.

    A known NIK reuses that person, and a known KK that household where `NewMember.family` says so;
    of their stored data only what is missing of a person named by `NewMember.person` is filled in:
    NIK and birth date.
    A RuleBroken names its form field, prefixed by `rows` with the row's index ("members-{}-").
    """
    for row, newcomer in enumerate(newcomers):
        with _named(rows.format(row)):
            require_length(newcomer.nik, kind="nik")
            require_length(newcomer.kk, kind="kk")
    persons = persons_of(newcomers, group)
    taken = _Taken(group, persons, since, by)
    for row, (person, newcomer) in enumerate(zip(persons, newcomers, strict=True)):
        with _named(rows.format(row)):
            _require_living(newcomer)
            taken.require_free(person)
            if not is_proposed:
                _require_age(group, person, since)
                require_near(group.programme, group.village_id, person.household.village_id)
            _require_family_named(newcomer, person, by)
            _require_own_card(newcomer, person, by)
            taken.require_vacant(newcomer.post)
    return _write(group, newcomers, persons, since, by)


def _require_family_named(newcomer: NewMember, person: Person, by: User) -> None:
    """Refuse to put a new person on a known card unless it was said to be that family's."""
    is_known = person.pk is None and person.household.pk is not None
    if is_known and newcomer.family != person.household:
        raise RuleBroken(family_question(person.household, by), field="kk")


def _require_own_card(newcomer: NewMember, person: Person, by: User) -> None:
    """Refuse the KK of another card beside a known person, whose card it would not change."""
    if person.pk and newcomer.kk and blind(newcomer.kk) != person.household.kk_index:
        raise RuleBroken(other_card(person, by), field="kk")


def _require_age(group: Group, person: Person, on: datetime.date) -> None:
    """Check the programme's age limits on the day of joining; an unknown birth date passes."""
    if person.born_on is None:
        return
    programme = group.programme
    age = months_between(person.born_on, on) // 12
    if programme.youngest <= age <= programme.oldest:
        return
    raise RuleBroken(
        _("%(name)s is %(age)s years old. A member is from %(youngest)s to %(oldest)s.")
        % {
            "name": person.name,
            "age": age,
            "youngest": programme.youngest,
            "oldest": programme.oldest,
        },
        field="born_on",
    )


class _Taken:
    """Existing memberships, households and offices, queried once for all new members."""

    def __init__(self, group: Group, persons: list[Person], since: datetime.date, by: User):
        known = [person.pk for person in persons if person.pk]
        households = [person.household_id for person in persons if person.household_id]
        rows = Membership.objects.not_ended(since).without_mistakes()
        self.group, self.by = group, by
        self.in_group = dict(rows.filter(person__in=known).values_list("person", "group"))
        of_families = Membership.objects.of_household_since(households, since)
        self.households = dict(of_families.values_list("household", "person"))
        self.posts = set(group.offices.not_ended(since).values_list("post", flat=True))
        serving = group.facilitations.not_ended(since).filter(facilitator__person__in=known)
        self.serving = set(serving.values_list("facilitator__person", flat=True))
        self.of_elsewhere = Consent.objects.lacking(group, known)
        self.seen: set[int] = set()

    def require_free(self, person: Person) -> None:
        """Refuse a current member of a group, a second one of a household, or a facilitator.

        First of all who is of another district, of which nothing is told until the office agreed.
        """
        if person.pk in self.of_elsewhere:
            raise RuleBroken(self._ask_elsewhere(), field="nik")
        if person.pk and person.pk in self.serving:
            raise RuleBroken(_("The facilitator of a group is no member of it."), field="nik")
        if (where := self.in_group.get(person.pk)) is not None:
            words = (
                _("%(name)s is a member of this group already.")
                if where == self.group.pk
                else _("%(name)s is still a member of another group. End that membership first.")
            )
            raise RuleBroken(words % {"name": called(person, self.by)}, field="nik")
        if id(person) in self.seen:
            raise RuleBroken(_("This NIK is written twice."), field="nik")
        if (member := self.households.get(person.household_id)) is not None:
            member = Person.objects.get(pk=member)
            raise RuleBroken(member_in_words(member, self.by), field="kk")
        if id(person.household) in self.seen:
            raise RuleBroken(_("Somebody of this family is a member already."), field="kk")
        self.seen |= {id(person), id(person.household)}

    def _ask_elsewhere(self) -> str:
        """Where the office there is asked; a group that is registered now has no page yet."""
        if self.group.memberships.exists():
            return _(
                "This NIK belongs to somebody in another district. Ask the office there first: "
                "on the page of the group's members, “From another district”."
            )
        return _(
            "This NIK belongs to somebody in another district. Register the group without "
            "this person, then ask the office there: on the page of its members, “From another "
            "district”."
        )

    def require_vacant(self, post: str | None) -> None:
        if not post:
            return
        if post in self.posts:
            raise RuleBroken(
                _("One member is %(post)s. Choose another office.")
                % {"post": Office.Post(post).label.lower()},
                field="post",
            )
        self.posts.add(post)


def _write(
    group: Group,
    newcomers: Sequence[NewMember],
    persons: list[Person],
    since: datetime.date,
    by: User,
) -> list[Membership]:
    first = (group.memberships.aggregate(last=Max("number"))["last"] or 0) + 1
    rows = zip(persons, newcomers, strict=True)
    new = [(person, newcomer) for person, newcomer in rows if person.pk is None]
    with refusals_in_words():
        Household.objects.bulk_create(seal_numbers(new))
        Person.objects.bulk_create([person for person, _newcomer in new])
        for person, newcomer in zip(persons, newcomers, strict=True):
            if newcomer.person:
                person.save(update_fields=["nik_sealed", "nik_index", "born_on"])
        memberships = Membership.objects.bulk_create(
            Membership(group=group, person=p, household=p.household, number=number, since=since)
            for number, p in enumerate(persons, start=first)
        )
        Office.objects.bulk_create(
            Office(group=group, membership=membership, post=newcomer.post, since=since)
            for membership, newcomer in zip(memberships, newcomers, strict=True)
            if newcomer.post
        )
        _note_picks(memberships, newcomers, by)
    return memberships


def _note_picks(
    memberships: Sequence[Membership], newcomers: Sequence[NewMember], by: User
) -> None:
    """Which row of a register a member is from, there and here."""
    pairs = [(m, n.row) for m, n in zip(memberships, newcomers, strict=True) if n.row]
    RegisterPick.objects.bulk_create(RegisterPick(membership=m, row=row, by=by) for m, row in pairs)
    for membership, row in pairs:
        row.person_id = membership.person_id
    RegisterPerson.objects.bulk_update([row for _membership, row in pairs], ["person"])


def _require_living(newcomer: NewMember) -> None:
    """Refuse who died, moved away or is not valid by the register."""
    if newcomer.row and newcomer.row.status != RegisterPerson.Status.LIVING:
        words = {"name": newcomer.name, "state": newcomer.row.get_status_display().lower()}
        raise RuleBroken(_("%(name)s by the register: %(state)s.") % words, field="name")


@contextmanager
def _named(row: str) -> Iterator[None]:
    """Prefix the field of a RuleBroken with that of the form row."""
    try:
        yield
    except RuleBroken as rule:
        raise RuleBroken(str(rule), field=f"{row}{rule.field}") from rule
