"""What the rules of programmes ask of the members of groups, read for many groups at once."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from foundation.statements import compiled_once
from groups.models import Membership, Office, PovertyCheck
from groups.models.members import code_of
from groups.rules.members import Member

HOME = ("person__household__village", "person__household__village__name")
OF_PERSON = ("born_on", "nik_sealed", "name", "occupation", "marriage", "in_family")
MINE = [f"person__{name}" for name in OF_PERSON]


def members_on(
    groups: list[int], on: datetime.date, *, rules: Mapping[str, Any]
) -> dict[int, list[Member]]:
    """The members on that day, by number; looked up in the list that the rules name."""
    rows = _memberships(groups, on)
    checks = {
        household: said
        for household, *said in _checks([row[3] for row in rows], rules.get("poverty_list", ""), on)
    }
    aided = aided_before((row[4] for row in rows), groups) if rules.get("no_aid_before") else {}
    members = defaultdict(list)
    for group, number, post, household, person, home, home_name, *mine in rows:
        decile, version, list_day = checks.get(household, (None, "", None))
        members[group].append(
            Member(
                code=code_of(number),
                person=person,
                household=household,
                post=post or "",
                checked=household in checks,
                decile=decile,
                version=version,
                list_day=list_day,
                home=home,
                home_name=home_name,
                aided_by=aided.get(person, ""),
                **dict(zip(OF_PERSON, mine, strict=True)),
            )
        )
    return members


def aided_before(persons: Iterable[int], groups: list[int]) -> dict[int, str]:
    """Who of these had a part in aid to another group, and which: as the apps above know it."""
    keys = list(persons)
    found: dict[int, str] = {}
    for source in settings.AID_SOURCES:
        found |= import_string(source)(keys, groups)
    return found


@compiled_once
def _memberships(groups: list[int], on: datetime.date) -> QuerySet[Membership, Any]:
    posts = Office.objects.running(on).filter(membership=OuterRef("pk")).order_by()
    rows = Membership.objects.running(on).filter(group__in=groups).order_by("group_id", "number")
    post = Subquery(posts.values("post")[:1])
    return rows.values_list("group_id", "number", post, "household_id", "person_id", *HOME, *MINE)


@compiled_once
def _checks(
    households: list[int], poverty_list: str, on: datetime.date
) -> QuerySet[PovertyCheck, Any]:
    """The latest check of each household against that list."""
    rows = PovertyCheck.objects.filter(poverty_list=poverty_list, checked_on__lte=on)
    day = Coalesce("register__as_of", "checked_on")
    return rows.latest_of(households).values_list("household_id", "decile", "version", day)
