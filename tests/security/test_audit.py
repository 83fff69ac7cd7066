"""Bar, row 52: who came in, was refused, took a file or saw a number is written down."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.database_roles import as_owner
from accounts.models import Access, User
from grants.audit.reports.accesses import accesses
from tests.accounts.test_second_factor import set_up
from tests.factories import GroupFactory, MembershipFactory, PersonFactory, UserFactory
from tests.finance.promises.sql import refused, run

pytestmark = pytest.mark.django_db
PASSWORD = "kebun-jagung-27"
BOOK = "accounts_access"


@pytest.fixture
def ratna():
    return User.objects.create_user("ratna", PASSWORD, name="Ratna", sex="F")


def book() -> list[tuple]:
    """Kind and user of each line, the oldest first."""
    return [(row.kind, row.user and row.user.username) for row in Access.objects.order_by("pk")]


def sign_in(client, name="ratna", password=PASSWORD):
    return client.post("/sign-in/", {"login": name, "password": password})


def test_signing_in_and_out(client, ratna):
    sign_in(client)
    client.post(reverse("account_logout"))

    assert book() == [("signed_in", "ratna"), ("signed_out", "ratna")]
    assert Access.objects.first().address == "127.0.0.1"


def test_a_failed_sign_in_names_a_user_and_never_what_was_typed(client, ratna):
    sign_in(client, "RATNA", "salah")
    sign_in(client, "kebun-jagung-28", "salah")

    assert book() == [("failed", "ratna"), ("failed", None)]
    assert "kebun" not in str(run("SELECT array_agg(a::text) FROM accounts_access a"))


def test_a_wrong_code_is_a_failed_sign_in(client, ratna):
    sign_in(client)
    set_up(client)
    client.post(reverse("account_logout"))
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert book()[-1] == ("failed", "ratna")


@pytest.mark.parametrize("name", ["users", "groups:members"])
def test_a_refusal_of_a_role(as_user, name):
    user = UserFactory(role="verifier", at="35.79")
    group = GroupFactory()
    page = reverse(name, args=[group.pk] if name == "groups:members" else [])

    as_user(user).get(page)

    assert [(row.kind, row.user, row.page) for row in Access.objects.all()] == [
        ("refused", user, page)
    ]


def test_what_is_no_page_is_no_refusal(as_user):
    as_user(UserFactory(role="verifier")).get("/wp-login.php")

    assert not Access.objects.exists()


def test_a_file_and_a_number(as_user):
    user = UserFactory(role="verifier")
    membership = MembershipFactory(group=GroupFactory(), person=PersonFactory())
    membership.person.seal_nik("3507075705850003")
    membership.person.save()
    client = as_user(user)

    client.get(reverse("groups:groups"), {"table": "xlsx"})
    client.get(reverse("groups:groups"))
    page = reverse("groups:reveal_number", args=[membership.pk])
    client.post(page, {"number": "nik", "purpose": "Mencocokkan KTP"})

    assert book() == [("file", user.username), ("revealed", user.username)]


def test_an_address_forges_no_line(as_user):
    as_user(UserFactory(role="verifier")).get("/groups/1/%0A2026-01-01%20masuk%20%1b/")
    as_user(UserFactory(role="verifier")).get("/users/?q=%0Apalsu")

    assert all("\n" not in row.page and " " not in row.page for row in Access.objects.all())
    with pytest.raises(IntegrityError, match="one_line"), transaction.atomic():
        Access.objects.create(kind="refused", page="/users/\n2026")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sql", ["UPDATE accounts_access SET user_id = NULL", "DELETE FROM accounts_access"]
)
def test_neither_the_site_nor_the_owner_changes_a_line(client, ratna, sql):
    sign_in(client)

    refused(sql)
    with as_owner():
        refused(sql, match="never changed", error=IntegrityError)


def test_the_database_dates_each_line(ratna):
    run(
        f"INSERT INTO {BOOK} (kind, user_id, page, at) VALUES ('file', %s, '/', '2020-01-01')",
        ratna.pk,
    )

    assert Access.objects.get().at > timezone.now() - datetime.timedelta(minutes=1)


def lines(user, **asked) -> set:
    return {access.user and access.user.username for access in accesses(user, **asked)}


def test_an_auditor_reads_those_of_the_own_territory():
    auditor = UserFactory(role="auditor", at="35.07")
    group = GroupFactory(facilitator=UserFactory(username="ratna", role="facilitator"))
    member = UserFactory(username="siti", role="member")
    MembershipFactory(group=group, person=PersonFactory(user=member))
    for user in (
        group.facilitations.get().facilitator,
        member,
        UserFactory(username="hendro", role="verifier", at="35.07"),
        UserFactory(username="bagus", role="verifier", at="35.79"),
        UserFactory(username="admin", role="administrator"),
        None,
    ):
        Access.objects.create(kind="signed_in", user=user, page="/sign-in/")

    assert lines(auditor) == {"ratna", "siti", "hendro", "admin", None}
    assert lines(auditor, q="hend") == {"hendro"}
    assert lines(auditor, kind="refused") == set()
    assert lines(auditor, until=timezone.localdate() - datetime.timedelta(days=1)) == set()


def test_the_page_shows_and_tabulates_them(as_user):
    client = as_user(UserFactory(role="auditor", at="35.07"))
    Access.objects.create(kind="failed", user=None, page="/sign-in/", address="10.0.0.9")

    page = client.get(reverse("grants:audit_accesses")).content.decode()
    table = client.get(reverse("grants:audit_accesses"), {"table": "xlsx"})

    assert "10.0.0.9" in page
    assert "Gagal masuk" in page
    assert table.headers["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("grants:audit_accesses"), {"since": "x"}).status_code == 400


def test_a_signed_out_visitor_leaves_no_line():
    Client().get(reverse("users"))

    assert not Access.objects.exists()
