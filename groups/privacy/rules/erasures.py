"""When name and numbers of a former member may be removed."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User, district_of
from foundation.formatting import day
from foundation.months import months_after
from foundation.rules import RuleBroken
from groups.models import Membership, Person
from groups.privacy.models import Erasure, Retention


def records_of(person: Person) -> list[Person]:
    """The person, and the records that were merged with this one."""
    kept = person.same_as or person
    return [kept, *kept.duplicates.all()]


def over_on(person: Person) -> datetime.date | None:
    """The day from which nothing need be kept of a person; None while a member."""
    terms = Membership.objects.filter(person__in=records_of(person)).select_related("group")
    days = [_over(each) for each in terms if each.until]
    return max(days) if days and len(days) == len(terms) else None


def _over(membership: Membership) -> datetime.date:
    office = district_of(membership.group.village_id)
    years = Retention.objects.years_of(office)
    assert membership.until is not None
    return months_after(membership.until, 12 * years)


def is_erased(person: Person) -> bool:
    people = records_of(person)
    return Erasure.objects.filter(membership__person__in=people, answer__agreed=True).exists()


def require_over(membership: Membership, today: datetime.date) -> None:
    """Require that the time to keep a person's data is over, of all that she was a member of."""
    person = membership.person
    if is_erased(person):
        raise RuleBroken(_("Name and numbers are removed already."))
    over = over_on(person)
    if over is None:
        raise RuleBroken(_("She or he is a member now. What is held is kept."))
    if over > today:
        text = _("Books must show whose they are until %(day)s. Then it may be removed.")
        raise RuleBroken(text % {"day": day(over)})
    accounts = [each.user_id for each in records_of(person) if each.user_id]
    roles = Assignment.objects.running().filter(user__in=accounts)
    if roles.exclude(role=Assignment.Role.MEMBER).exists():
        raise RuleBroken(_("This person has a role here. The administrator ends it first."))


def require_to_ask(membership: Membership, today: datetime.date) -> None:
    require_over(membership, today)
    people = records_of(membership.person)
    if Erasure.objects.waiting().filter(membership__person__in=people).exists():
        raise RuleBroken(_("This is asked for already and waits for another person."))


def require_to_answer(erasure: Erasure, by: User) -> None:
    if erasure.answered:
        raise RuleBroken(answered())
    if erasure.by_id == by.pk:
        raise RuleBroken(_("Who asked does not answer."))
    require_over(erasure.membership, timezone.localdate())


def answered() -> str:
    return _("This is answered already.")
