"""Groups on their way to the decree, as the actions leave them."""

import datetime

from groups.forming.actions.forming import (
    begin_group,
    check_forming,
    propose_forming,
    sign_forming,
)
from groups.forming.models import FormingCheck, FormingDecree, Proposal
from groups.models import Group
from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory, lettered, region
from tests.groups.registering import families
from tests.once import once

FOUNDED = TODAY - datetime.timedelta(days=3)
POSTS = ["chair", "secretary", "treasurer"]


def facilitator():
    return once("who forms", lambda: UserFactory(role="facilitator"))


def begun(count: int = 3, *, by=None, name: str = "", last=None, **rules) -> Group:
    """A new group of so many families by a programme with these rules; `last`: its last member."""
    usual = {"least_members": 3, "poverty_list": "DTSEN"}
    programme = ProgrammeFactory(name=f"KUBE {rules}", **(usual | rules))
    by = by or facilitator()
    rows = families(count, **(last or {}))
    for post, row in zip(POSTS, rows, strict=False):
        object.__setattr__(row, "post", post)
    return begin_group(
        name=name or f"Baru {lettered(Group.objects.count())}",
        village=region("35.07.07.2001"),
        programme=programme,
        formed_on=FOUNDED,
        business="cattle",
        rhythm="monthly",
        usual_hour=datetime.time(16),
        usual_place="Balai dusun",
        families=rows,
        facilitator=by,
        facilitated_since=TODAY,
        by=by,
    )


def propose(group: Group, **changed) -> Proposal:
    present = list(group.memberships.values_list("pk", flat=True))
    said = {"place": "Balai dusun", "led_by": "Suwarno, kepala dusun", "decisions": "Nama\nUsaha"}
    by = group.registered_by
    return propose_forming(
        **{"group": group, **said, "present": present, "today": TODAY, "by": by} | changed
    )


def proposed(**of_group) -> Group:
    group = begun(**of_group)
    propose(group)
    return group


EXCUSES = {"poverty_list": "Surat desa", "nik": "KTP diurus"}  # a test's members have neither


def check(group: Group, *, by=None, **changed) -> FormingCheck:
    by = by or once("who checks", lambda: UserFactory(role="verifier"))
    said = {"is_fit": True, "reasons": EXCUSES, "today": TODAY}
    return check_forming(**{"group": group, **said, "by": by} | changed)


def found_fit(**of_group) -> Group:
    group = proposed(**of_group)
    check(group)
    return group


def sign(group: Group, by=None) -> FormingDecree:
    by = by or once("who signs", lambda: UserFactory(role="approver"))
    return sign_forming(group=group, today=TODAY, by=by)


def formed(**of_group) -> Group:
    group = found_fit(**of_group)
    sign(group)
    return group
