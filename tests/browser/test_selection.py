"""Pages of the selection with many rows, at each width: axe and horizontal overflow.

`KUBE_SHOTS=folder` keeps a screenshot of each page.
"""

import datetime
import os
import time
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from grants.selection.actions.decrees import issue_decree
from grants.selection.actions.lists import propose_list
from grants.selection.actions.objections import answer_objection
from grants.selection.actions.rankings import close_scoring
from grants.selection.models import Publication
from groups.models import Group, Instrument
from tests.factories import FacilitationFactory, GroupFactory, UserFactory, region
from tests.grants.factories import (
    CandidacyFactory,
    DeclarationFactory,
    ObjectionFactory,
    PublicationFactory,
    RoundFactory,
    ScoreSheetFactory,
    VisitFactory,
)

DAY = datetime.timedelta(days=1)
NAMES = ["Melati", "Anggrek", "Mawar", "Kenanga", "Cempaka", "Dahlia", "Flamboyan", "Teratai"]
RULES = {"least_members": 5, "most_members": 20}
SHOTS = os.environ.get("KUBE_SHOTS")


@pytest.fixture
def selection_round(transactional_db):
    """Eight groups for four places: one is held, two tie but for their bookkeeping."""
    call_command("load_instruments", "groups/data/assessment_instrument.csv", verbosity=0)
    today = timezone.localdate()
    selection_round = RoundFactory(
        name=f"BLPS {today.year}",
        places=4,
        year=today.year,
        documents=["minutes"],
        rules=RULES,
        instrument=Instrument.objects.get(code="blps_selection"),
        opened_on=today - 60 * DAY,
        proposals_until=today - 30 * DAY,
        visits_until=today - DAY,
        decision_until=today + 30 * DAY,
        payment_until=today + 60 * DAY,
    )
    village = region("35.07.07.2001")
    for place, name in enumerate(NAMES):
        group = GroupFactory(name=name, village=village, members=5, facilitator=False)
        FacilitationFactory(group=group)
        proposed = CandidacyFactory(round=selection_round, group=group, date=today - 40 * DAY)
        ScoreSheetFactory(candidacy=proposed, levels=levels(place))
    return selection_round


def levels(place: int) -> list[int]:
    return [max(0, 4 - (place + number) % 4 - place // 4) for number in range(10)]


@pytest.fixture
def look(page, axe, no_sideways_scroll):
    """`look(name, url)`: axe, overflow and a screenshot, at the office's and the phone's width."""

    def at(name: str, url: str) -> None:
        assert page.goto(url).ok, url
        assert page.locator("h1").count() == 1, url
        no_sideways_scroll(page)
        axe(page)
        if SHOTS:
            for width, height in [(1366, 768), (360, 740)]:
                page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)

    return at


def test_a_verifiers_pages(page, sign_in, look, selection_round):
    first = selection_round.candidacies.first()
    verifier = UserFactory(role="verifier", name="Yuli Astuti")
    sign_in(page, verifier)
    DeclarationFactory(candidacy=first, by=verifier)
    VisitFactory(candidacy=first, by=verifier, animals=2, latitude="-8.01", longitude="112.8")

    look("score", reverse("grants:score_candidacy", args=[first.pk]))
    look("candidacy", reverse("grants:candidacy", args=[first.pk]))


def test_the_pages_from_ranking_to_decree(page, sign_in, look, selection_round):
    today = timezone.localdate()
    head = UserFactory(role="head", name="Bambang Santoso")
    sign_in(page, head)
    look("ranking-running", reverse("grants:ranking", args=[selection_round.pk]))
    look("what-if", reverse("grants:what_if", args=[selection_round.pk]) + "?weight_9=40")
    with_papers(selection_round)
    close_scoring(
        selection_round=selection_round, team=["Yuli", "Hendro", "Endang"], date=today, by=head
    )
    look("publish", reverse("grants:publish_list", args=[selection_round.pk]))
    objected(selection_round, head, today)
    look("objections", reverse("grants:objections", args=[selection_round.pk]))
    look("propose", reverse("grants:propose_list", args=[selection_round.pk]))
    proposal = propose_list(
        selection_round=selection_round, note="Mohon segera", date=today, by=head
    )
    look("ranking-proposed", reverse("grants:ranking", args=[selection_round.pk]))
    issue_decree(proposal=proposal, date=today, by=UserFactory(role="approver"))
    look("addendum", reverse("grants:propose_addendum", args=[selection_round.pk]))


def test_the_pages_of_who_signs(page, sign_in, look, selection_round):
    today = timezone.localdate()
    with_papers(selection_round)
    head = UserFactory(role="head", name="Bambang Santoso")
    close_scoring(
        selection_round=selection_round, team=["Yuli", "Hendro", "Endang"], date=today, by=head
    )
    objected(selection_round, head, today)
    propose_list(selection_round=selection_round, note="Mohon segera", date=today, by=head)
    sign_in(page, UserFactory(role="approver", name="Sri Wahyuni"))
    Session.objects.update(session_data=just_now(Session.objects.get()))

    look("decree", reverse("grants:issue_decree", args=[selection_round.pk]))


def just_now(session: Session) -> str:
    """Renew the second factor in the session."""
    method = {"method": "mfa", "at": time.time(), "reauthenticated": True}
    data = session.get_decoded() | {"account_authentication_methods": [method]}
    return SessionStore().encode(data)


def with_papers(selection_round) -> None:
    """All groups but the last have the required documents."""
    for candidacy in selection_round.candidacies.exclude(group__name="Teratai"):
        photo = photo_of(candidacy.group, candidacy.by)
        candidacy.documents.create(kind="minutes", photo=photo, by=candidacy.by)


def photo_of(group: Group, by: User):
    return group.photos.create(content=b"\xff\xd8", digest="0" * 64, width=1, height=1, by=by)


def objected(selection_round, head: User, today: datetime.date) -> Publication:
    """The list was published a week ago; one objection is upheld, one rejected."""
    public = PublicationFactory(
        round=selection_round,
        date=today - 8 * DAY,
        until=today - DAY,
        by=head,
    )
    effects = {"Melati": "none", "Anggrek": "removed"}
    for name, effect in effects.items():
        objection = ObjectionFactory(
            candidacy=selection_round.candidacies.get(group__name=name),
            date=today - 3 * DAY,
            by=head,
        )
        answer_objection(
            objection=objection,
            effect=effect,
            reasons="Sudah diperiksa di buku.",
            date=today,
            by=head,
        )
    return public


def test_the_position_is_written_only_when_asked(page, sign_in, selection_round):
    first = selection_round.candidacies.first()
    verifier = UserFactory(role="verifier")
    DeclarationFactory(candidacy=first, by=verifier)
    sign_in(page, verifier)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": -8.012341, "longitude": 112.8})
    page.goto(reverse("grants:record_visit", args=[first.pk]))
    assert page.locator("[name=latitude]").input_value() == ""

    page.locator("[data-position]").click()

    expect(page.locator("[name=latitude]")).to_have_value("-8.01234")
    assert page.locator("[name=longitude]").input_value() == "112.80000"
