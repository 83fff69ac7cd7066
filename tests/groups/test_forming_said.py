"""What a group on its way to the decree says of itself, and who looks its families up."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.groups.forming import begun, facilitator, formed

pytestmark = pytest.mark.django_db


def overview(client, group) -> str:
    return client.get(reverse("finance:group_overview", args=[group.pk])).text


def test_a_group_being_formed_says_so_with_its_next_step(as_user):
    client = as_user(facilitator())

    assert "Langkah pembentukan berikutnya" in overview(client, begun())
    assert "Langkah pembentukan berikutnya" not in overview(client, formed())


@pytest.mark.parametrize(("role", "leads"), [("operator", True), ("facilitator", False)])
def test_the_rules_lead_to_the_look_up_or_say_who_does_it(as_user, role, leads):
    user = facilitator() if role == "facilitator" else UserFactory(role=role)
    group = begun()

    text = as_user(user).get(reverse("groups:forming", args=[group.pk])).text

    assert (reverse("groups:check_poverty", args=[group.pk]) in text) is leads
    assert ("Operator desa atau verifikator" in text) is (not leads)


def test_a_formed_group_is_not_said_to_be_sent_back(as_user):
    page = as_user(facilitator()).get(reverse("groups:propose_forming", args=[formed().pk]))

    assert "Dikembalikan" not in page.text
