"""The pages that publish, contest, propose, return and decree the list of a round."""

import datetime
import time

import pytest
from django.urls import reverse
from django.utils import timezone

from grants.selection.models import Award, Objection
from tests.conftest import sign_in
from tests.excel import rows_of
from tests.factories import UserFactory
from tests.grants.factories import (
    ListProposalFactory,
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    RoundFactory,
)
from tests.grants.test_candidacy import send
from tests.grants.test_rank import EXAMPLE
from tests.grants.test_rankings import candidate

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


def ranked():
    selection_round = RoundFactory(places=2, year=timezone.localdate().year)
    for name, levels in EXAMPLE.items():
        candidate(selection_round, name, levels)
    return RankingFactory(round=selection_round).round


@pytest.fixture
def contested(today):
    """A round whose list was published today."""
    return PublicationFactory(round=ranked(), date=today - DAY, until=today + DAY).round


@pytest.fixture
def ready(today):
    """A round whose objection period is over."""
    return PublicationFactory(round=ranked(), date=today - 8 * DAY, until=today - DAY).round


@pytest.fixture
def head():
    return UserFactory(role="head")


@pytest.fixture
def approver():
    return UserFactory(role="approver")


def address(name, *args):
    return reverse(f"grants:{name}", args=args)


def signed_in_now(client, user):
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def test_the_list_is_published(head, as_user):
    selection_round = ranked()

    response = send(as_user(head), address("publish_list", selection_round.pk), {})

    assert response.url == reverse("papers:paper", args=[selection_round.publication.paper_id])


def test_an_objection_is_written_down_and_answered(contested, head, as_user, today):
    listed = contested.candidacies.get(group__name="P")
    typed = {"candidacy": listed.pk, "name": "Pak Karto", "date": today, "says": "Tidak bertemu"}
    send(as_user(head), address("record_objection", contested.pk), typed)
    objection = Objection.objects.get()

    typed = {"effect": "removed", "reasons": "Benar, tidak pernah bertemu."}
    send(as_user(head), address("answer_objection", objection.pk), typed)

    text = as_user(head).get(address("objections", contested.pk)).content.decode()
    assert "Benar, tidak pernah bertemu." in text
    assert objection.answer.effect == "removed"


def test_one_score_is_changed_by_its_level(contested, head, as_user, today):
    objection = ObjectionFactory(candidacy=contested.candidacies.get(group__name="P"), date=today)
    level = contested.instrument.criteria.get(number=4).levels.get(level=1)

    typed = {"effect": "score", "level": level.pk, "reasons": "Usaha berhenti 9 bulan"}
    send(as_user(head), address("answer_objection", objection.pk), typed)

    assert (objection.answer.criterion.number, objection.answer.level) == (4, 1)


@pytest.mark.parametrize(("query", "count"), [("", 2), ("?state=open", 2), ("?q=karto", 1)])
def test_objections_are_filtered(contested, head, as_user, today, query, count):
    for name, who in [("P", "Pak Karto"), ("Q", "Bu Sri")]:
        listed = contested.candidacies.get(group__name=name)
        ObjectionFactory(candidacy=listed, name=who, date=today)

    response = as_user(head).get(address("objections", contested.pk) + query)

    assert len(response.context["page"].object_list) == count


def test_objections_can_be_taken_along(contested, head, as_user, today):
    ObjectionFactory(candidacy=contested.candidacies.first(), date=today)

    response = as_user(head).get(address("objections", contested.pk) + "?table=xlsx")

    assert response["Content-Disposition"].endswith('.xlsx"')
    assert b"".join(response)


def test_the_page_says_why_no_list_can_be_proposed_yet(contested, head, as_user):
    response = send(as_user(head), address("propose_list", contested.pk), {})

    assert response.status_code == 422
    assert "Sanggahan masih diterima sampai" in response.content.decode()


def test_the_list_is_proposed_signed_and_changed_by_an_addendum(ready, head, approver, as_user):
    send(as_user(head), address("propose_list", ready.pk), {"note": "Mohon segera"})
    office = signed_in_now(as_user(approver), approver)
    text = office.get(address("issue_decree", ready.pk)).content.decode()
    send(office, address("issue_decree", ready.pk), {})
    leaves = Award.objects.get(group__name="P")

    send(as_user(head), address("propose_addendum", ready.pk), {f"leaves_{leaves.pk}": "Mundur"})
    send(office, address("issue_decree", ready.pk), {})

    assert "Mohon segera" in text
    assert "Tetapkan 2 kelompok, Rp60.000.000?" in text
    assert [award.group.name for award in Award.objects.in_force()] == ["Q", "R"]


def test_signing_asks_to_sign_in_anew(ready, approver, client):
    sign_in(client, approver)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 3600}]
    session.save()

    response = client.post(address("issue_decree", ready.pk), {})

    assert "/sign-in/" in response.url
    assert not Award.objects.exists()


def test_a_list_is_given_back_and_the_head_reads_why(ready, head, approver, as_user):
    send(as_user(head), address("propose_list", ready.pk), {})
    proposal = ready.list_proposals.get()

    send(as_user(approver), address("return_list", proposal.pk), {"reason": "Periksa R lagi"})

    text = as_user(head).get(address("propose_list", ready.pk)).content.decode()
    assert "Periksa R lagi" in text


def test_without_a_list_the_approver_is_told_so(ready, approver, as_user):
    office = signed_in_now(as_user(approver), approver)

    assert (
        "Tidak ada daftar yang menunggu"
        in office.get(address("issue_decree", ready.pk)).content.decode()
    )
    assert send(office, address("issue_decree", ready.pk), {}).status_code == 422


def test_the_head_cannot_sign(ready, head, as_user):
    ListProposalFactory(round=ready)

    assert as_user(head).get(address("issue_decree", ready.pk)).status_code == 403


def decreed(ready, head, approver, as_user):
    send(as_user(head), address("propose_list", ready.pk), {})
    send(signed_in_now(as_user(approver), approver), address("issue_decree", ready.pk), {})
    return as_user(head)


def test_after_the_decree_lists_say_what_became_of_each_group(ready, head, approver, as_user):
    office = decreed(ready, head, approver, as_user)

    page = office.get(address("round", ready.pk))
    _head_row, *rows = rows_of(office.get(address("round", ready.pk) + "?table=xlsx"))
    ranking = office.get(address("ranking", ready.pk)).text

    said = {str(row.candidacy.group.name): row.marks[0][1] for row in page.context["rows"]}
    assert said == {
        "P": "Ditetapkan",
        "Q": "Ditetapkan",
        "R": "Cadangan",
        "S": "Cadangan",
        "T": "Gugur",
    }
    assert [row[-1] for row in rows] == list(said.values())
    assert "Ditetapkan" in ranking
    assert "Diusulkan</span>" not in ranking


@pytest.mark.parametrize(("state", "names"), [("decreed", "PQ"), ("reserve", "RS"), ("out", "T")])
def test_the_list_shows_one_outcome(ready, head, approver, as_user, state, names):
    office = decreed(ready, head, approver, as_user)

    page = office.get(address("round", ready.pk) + f"?state={state}")

    assert [row.candidacy.group.name for row in page.context["rows"]] == list(names)


def test_points_are_numbers_in_a_sheet_with_name_and_day(ready, head, as_user, today):
    response = as_user(head).get(address("ranking", ready.pk) + "?table=xlsx")

    assert response["Content-Disposition"].endswith(f'-{today}.xlsx"')
    _head, first, *_others = rows_of(response)
    assert 85 in first
