"""Demo users of each role, and the families of the groups."""

import datetime
import random
from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password

from accounts.actions import add_user, assign_role
from accounts.models import Assignment, Region, User
from demo import PASSWORD
from demo.names import person_names
from groups.actions.members import NewMember
from groups.models import Office

Role = Assignment.Role
VILLAGE, DISTRICT, PROVINCE = "35.07.07.2001", "35.07", "35"
STAFF = [
    ("admin", "Joko Susilo", "M", Role.ADMINISTRATOR, None),
    ("ratna", "Ratna Puspitasari", "F", Role.FACILITATOR, None),
    ("wahyu", "Wahyu Prabowo", "M", Role.FACILITATOR, None),
    ("nurul", "Nurul Hidayah", "F", Role.FACILITATOR, None),
    ("anton", "Anton Sudibyo", "M", Role.FACILITATOR, None),
    ("yuli", "Yuliana Safitri", "F", Role.OPERATOR, VILLAGE),
    ("hendro", "Hendro Wicaksono", "M", Role.VERIFIER, DISTRICT),
    ("sri", "Sri Mulyani Dewi", "F", Role.VERIFIER, DISTRICT),
    ("endang", "Endang Sulistyowati", "F", Role.HEAD, DISTRICT),
    ("bambang", "Bambang Heriyanto", "M", Role.APPROVER, DISTRICT),
    ("lilik", "Lilik Farida", "F", Role.CASHIER, DISTRICT),
    ("wawan", "Wawan Setiadi", "M", Role.CASHIER, DISTRICT),
    ("agus", "Agus Budiarto", "M", Role.AUDITOR, DISTRICT),
    ("dewi", "Dewi Kartikasari", "F", Role.PROVINCE, PROVINCE),
]
POSTS = {0: Office.Post.CHAIR, 1: Office.Post.SECRETARY, 2: Office.Post.TREASURER}


def make_staff(since: datetime.date) -> dict[str, User]:
    """The users of the offices, by user name."""
    users: dict[str, User] = {}
    for username, name, sex, role, code in STAFF:
        admin = users.get("admin")
        user = add_user(username=username, name=name, sex=sex, by=admin)
        region = Region.objects.get(pk=code) if code else None
        assign_role(user=user, role=role, region=region, since=since, waits=False, by=admin)
        users[username] = user
    let_sign_in(users.values())
    return users


def let_sign_in(users: Iterable[User]) -> None:
    """Set one shared password hash, as hashing is slow by design."""
    User.objects.filter(pk__in=[user.pk for user in users]).update(password=make_password(PASSWORD))


def families(
    rng: random.Random,
    count: int,
    on: datetime.date,
    hamlet: str,
    known: Sequence[tuple[str, str]] = (),
) -> list[NewMember]:
    """Heads of families of a hamlet; the first three are chair, secretary and treasurer."""
    sexes = [rng.choices("FM", [3, 2])[0] for _ in range(count)]
    people = list(zip(person_names(rng, sexes), sexes, strict=True))
    people[: len(known)] = known
    return [
        family(rng, name, sex, on, hamlet, POSTS.get(place))
        for place, (name, sex) in enumerate(people)
    ]


def family(
    rng: random.Random, name: str, sex: str, on: datetime.date, hamlet: str, post: str | None = None
) -> NewMember:
    """A family; as in real files, some lack a card number or birth date."""
    born = on - datetime.timedelta(days=rng.randint(23 * 366, 55 * 365))
    return NewMember(
        name=name,
        sex=sex,
        born_on=None if rng.random() < 0.03 else born,
        nik="" if rng.random() < 0.08 else nik(rng, born, sex),
        kk="" if rng.random() < 0.2 else kk(rng, on),
        address=f"Dusun {hamlet} RT {rng.randint(1, 9):02} RW {rng.randint(1, 4):02}",
        phone=""
        if rng.random() < 0.6
        else f"0800-{rng.randint(0, 9999):04}-{rng.randint(0, 999):03}",
        post=post,
    )


def nik(rng: random.Random, born: datetime.date, sex: str) -> str:
    """A plausible NIK with a serial above 9000, which no real one has."""
    day = born.day + (40 if sex == "F" else 0)
    return f"350707{day:02}{born:%m%y}9{rng.randint(0, 999):03}"


def kk(rng: random.Random, on: datetime.date) -> str:
    issued = on - datetime.timedelta(days=rng.randint(30, 4_000))
    return f"350707{issued:%d%m%y}9{rng.randint(0, 999):03}"
