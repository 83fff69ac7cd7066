"""The page that verifies the chains of the ledger and the digests of papers."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.database_roles import as_owner
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.finance.posting import pay_in
from tests.grants.factories import DecreeFactory, PaperFactory

pytestmark = pytest.mark.django_db


def check(client, **asked) -> str:
    return client.post(reverse("grants:check_chain"), asked).content.decode()


@pytest.mark.usefixtures("papers_alone")
def test_what_is_whole_is_said_so(as_user):
    pay_in(MembershipFactory(), 25_000)
    PaperFactory()

    page = check(as_user(UserFactory(role="auditor")))

    assert "Rantai utuh." in page


def test_one_group_is_checked_alone(as_user):
    group, _other = GroupFactory(), GroupFactory()
    client = as_user(UserFactory(role="auditor"))

    response = client.post(reverse("grants:check_chain"), {"group": group.pk})

    assert response.context["result"].groups == 1


def test_a_group_elsewhere_is_not_offered(as_user):
    client = as_user(UserFactory(role="auditor", at="35.79"))

    response = client.post(reverse("grants:check_chain"), {"group": GroupFactory().pk})

    assert response.status_code == 422


@pytest.mark.django_db(transaction=True)
def test_a_changed_entry_and_a_changed_paper_are_named(as_user):
    entry, paper = pay_in(MembershipFactory(), 25_000), DecreeFactory().paper
    with as_owner(), connection.cursor() as cursor:
        for table, change in [
            ("finance_entry", f"amount = 1 WHERE id = {entry.pk}"),
            ("papers_paper", f"text = '[]' WHERE id = {paper.pk}"),
        ]:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET {change}")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    page = check(as_user(UserFactory(role="auditor")))

    assert f"(no. {entry.pk})" in page
    assert paper.number in page
