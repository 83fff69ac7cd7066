"""Bar, row 46: the index of numbers cannot be guessed from; look-ups are few and written down."""

import hashlib
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Access
from foundation.rules import RuleBroken
from groups import identity, lookups
from groups.lookups import require_look_up
from groups.models import Membership
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory, PersonFactory, UserFactory, region

pytestmark = pytest.mark.django_db
DRAWN = re.compile(r"[A-Za-z0-9]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # tokens, keys
NIK, UNKNOWN = "3579015705850003", "3579015705850004"


@pytest.fixture
def elsewhere():
    """A member of a group of another district, with a NIK."""
    person = PersonFactory(name="Zulaikha", household__village=region("35.79.01.2001"))
    person.seal_nik(NIK)
    person.save()
    return MembershipFactory(person=person, group__village=region("35.79.01.2001"))


@pytest.fixture
def client(as_user, elsewhere):
    group = GroupFactory()
    client = as_user(group.facilitations.get().facilitator)
    client.group = group
    return client


def admit(client, nik, **more):
    url = reverse("finance:admit_member", args=[client.group.pk])
    return client.post(url, {"name": "Siti", "sex": "F", "nik": nik} | more)


def looked_up() -> int:
    return Access.objects.filter(kind=Access.Kind.LOOKED_UP).count()


def test_the_index_needs_its_key(settings):
    before = identity.blind(NIK)
    settings.NIK_INDEX_KEY = "another"

    assert identity.blind(NIK) != before
    assert before != hashlib.sha256(NIK.encode()).hexdigest()


def test_the_search_answers_alike_and_asks_alike(client):
    url = reverse("groups:find_member")
    asked = []
    for number in (UNKNOWN, NIK):
        with CaptureQueriesContext(connection) as queries:
            text = client.post(url, {"q": number}).text.split("<main")[1]
        statements = [DRAWN.sub("", row["sql"])[:60] for row in queries]
        asked.append((DRAWN.sub("", text).replace(number, ""), statements))

    assert asked[0] == asked[1]


def test_admission_tells_only_that_the_number_is_known(client, elsewhere):
    page = admit(client, NIK, since=TODAY, submission=uuid.uuid4())

    assert "seseorang di kabupaten/kota lain" in page.text
    for told in ("Zulaikha", "Z.", str(elsewhere.group), "Oro-oro", "Batu"):
        assert told not in page.text


def test_a_look_up_is_written_down_wherever_it_happens(client):
    operator = UserFactory(role="operator")
    member = MembershipFactory(group=client.group)
    pages = [
        ("groups:edit_member", {"name": "Siti", "sex": "F", "nik": "3507075705850011"}),
        ("groups:change_card", {"kk": "3507075705850012"}),
        ("groups:join_households", {"kk": "3507075705850013"}),
        ("groups:split_household", {"kk": "3507075705850014"}),
    ]
    for name, typed in pages:
        client.post(reverse(name, args=[member.pk]), typed)
    admit(client, "3507075705850015")
    client.post(reverse("groups:find_member"), {"q": "3507075705850016"})
    client.post(reverse("groups:find_member"), {"q": "3507075705850016"})  # the same again
    rows = {"members-TOTAL_FORMS": 1, "members-INITIAL_FORMS": 0, "members-0-name": "Siti"}
    rows |= {"members-0-nik": "3507075705850017", "members-0-kk": "3507075705850018"}
    client.post(reverse("groups:register_group"), rows)

    assert looked_up() == 8
    assert not Access.objects.filter(user=operator).exists()


def test_a_day_has_an_end_of_numbers(client, monkeypatch):
    monkeypatch.setattr(lookups, "MOST", 2)
    numbers = [f"35070757058500{n}" for n in (21, 22, 23)]

    pages = [admit(client, number) for number in numbers]
    search = client.post(reverse("groups:find_member"), {"q": numbers[2]})
    again = client.post(reverse("groups:find_member"), {"q": numbers[0]})

    assert ["sejak kemarin" in page.text for page in [*pages, search, again]] == [
        *(False, False, True),
        *(True, False),
    ]
    assert (pages[2].status_code, search.status_code, again.status_code) == (422, 422, 200)
    assert looked_up() == 2
    assert not Membership.objects.filter(group=client.group).exists()


def test_the_day_of_one_user_is_not_that_of_another(monkeypatch):
    monkeypatch.setattr(lookups, "MOST", 1)
    one, other = UserFactory(), UserFactory()
    require_look_up(one, NIK, field="nik")
    with pytest.raises(RuleBroken):
        require_look_up(one, UNKNOWN, field="nik")

    require_look_up(other, UNKNOWN, field="nik")

    assert looked_up() == 2
