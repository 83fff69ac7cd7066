"""Bar, row 34: money, decrees and roles need a sign-in of the last five minutes."""

from copy import deepcopy

import pytest
from django.urls import reverse

from accounts.models import User
from kube_admin.policy import ANEW, POLICY, WORK
from tests.conftest import sign_in, signed_in
from tests.factories import UserFactory
from tests.pages import PAGES
from tests.shared import shared
from tests.test_acts import ACTS, ALL
from tests.world import World

pytestmark = pytest.mark.django_db
MINUTE = 60
OF_ACCOUNTS = [act for act in ALL if "signed_in_anew" in act.decorators]
OF_POLICY = [act for act in ALL if act.verbs & ANEW and (act.name in ACTS or act.verbs <= ANEW)]
made = shared(World)


@pytest.fixture
def world(made):
    return deepcopy(made)


def opened(world, name: str, ago: float):
    page = PAGES[name]
    role = next(iter(page.may - {"no_role"}))
    client = signed_in(world.clients[role], ago)
    return client.get(reverse(name, args=page.args(world)))


def address_of(act) -> str:
    return f"{act.app}:{act.name}" if act.app else act.name


def test_the_acts_are_found():
    names = {act.name for act in OF_POLICY}

    assert names >= {
        *("issue_decree", "order_payment", "pay_disbursement", "pay_by_file", "declare_lost"),
        *("download_transfers", "import_statement", "match_line", "match_bulk", "match_exact"),
        *("match_named", "undo_match", "sanction_group"),
    }
    assert {act.name for act in OF_ACCOUNTS} >= {"assign_role", "reset_access", "invite_user"}
    assert set().union(*POLICY.values()) >= ANEW
    assert WORK <= ANEW


@pytest.mark.parametrize("act", OF_POLICY + OF_ACCOUNTS, ids=lambda act: act.name)
def test_after_five_minutes_it_asks_who_acts(world, act):
    late = opened(world, address_of(act), 6 * MINUTE)

    assert late.status_code == 302
    assert late.url.startswith("/sign-in/again/")


@pytest.mark.parametrize("name", ["grants:pay_disbursement", "grants:match_exact"])
def test_a_sign_in_is_one_anew(world, name):
    assert opened(world, name, 4 * MINUTE).status_code == 200


def test_whom_it_is_not_for_is_refused_before(world):
    url = reverse("grants:pay_disbursement", args=[world.disbursement.pk])

    assert signed_in(world.clients["approver"], 6 * MINUTE).get(url).status_code == 403


def test_many_matches_in_a_row_ask_once(world):
    client, url = signed_in(world.clients["cashier"], 4 * MINUTE), reverse("grants:match_exact")
    client.post(url)

    assert signed_in(client, 20 * MINUTE).get(url).status_code == 200
    assert signed_in(client, 31 * MINUTE).get(url).status_code == 302


def test_an_hour_after_the_last_match_it_asks(world):
    client, url = signed_in(world.clients["cashier"], 4 * MINUTE), reverse("grants:match_exact")
    client.post(url)
    session = client.session
    session["worked:grants.match_statement"] -= 6 * MINUTE
    session.save()

    assert signed_in(client, 20 * MINUTE).get(url).status_code == 302


def test_paying_is_never_one_of_many(world):
    url = reverse("grants:pay_disbursement", args=[world.disbursement.pk])
    client = signed_in(world.clients["cashier"], 4 * MINUTE)
    client.post(url)

    assert signed_in(client, 6 * MINUTE).get(url).status_code == 302


def test_what_was_typed_is_kept_and_can_be_mended(client):
    administrator = UserFactory(role="administrator")
    administrator.set_password("kebun-jagung-27")
    administrator.save()
    signed_in(sign_in(client, administrator), 6 * MINUTE)
    user = UserFactory()
    page = reverse("assign_role", args=[user.pk])

    asked = client.post(page, {"role": "approver", "region": "", "since": "2026-02-01"})
    kept = client.post(asked.url, {"password": "kebun-jagung-27"})

    assert kept.status_code == 422
    assert kept.context["form"]["role"].value() == "approver"
    assert f'action="{page}"' in kept.content.decode()
    assert not User.objects.get(pk=user.pk).assignments.exists()
