"""The two records of a merge side by side, as a verifier compares them."""

from dataclasses import dataclass

from accounts.models import User
from groups.models import Membership, Merge, Person


@dataclass(frozen=True)
class Record:
    person: Person
    memberships: list[Membership]
    stays: bool  # its facts stay


def records(merge: Merge, user: User) -> list[Record]:
    people = Person.objects.filter(pk__in=[merge.person_id, merge.duplicate_id])
    people = people.select_related("household__village__parent", "user")
    rows = Membership.objects.listed_for(user).filter(person__in=people).select_related("group")
    return [
        Record(
            person,
            [row for row in rows if row.person_id == person.pk],
            stays=person.pk == merge.person_id,
        )
        for person in people.order_by("pk")
    ]
