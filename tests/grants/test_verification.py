"""Declaration, visit, findings and scores of a verifier unrelated to the group."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.selection.actions.scores import score_candidacy
from grants.selection.actions.verification import (
    check_requirement,
    declare,
    record_visit,
)
from grants.selection.models import Finding, Score, ScoreSheet, Visit, Withdrawal
from groups.rules.levels import Judged
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import LONG_AGO, AssignmentFactory, FacilitationFactory, UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    DeclarationFactory,
    RankingFactory,
    ScoreSheetFactory,
    VisitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def candidacy():
    return CandidacyFactory()


@pytest.fixture
def verifier(candidacy):
    """A verifier who declared to have no relation to the group."""
    return DeclarationFactory(candidacy=candidacy).by


def visited(candidacy, by, **more):
    typed = {"date": TODAY, "place": "Kandang", "people": 9, "books_seen": "Sampai Oktober"}
    return record_visit(candidacy=candidacy, today=TODAY, by=by, **typed | more)


def judged(candidacy, level=3):
    criteria = candidacy.round.instrument.criteria.all()
    return [Judged(criterion, level, "Dilihat di buku") for criterion in criteria]


def test_without_a_relation_a_verifier_may_go_on(candidacy):
    by = UserFactory(role="verifier")

    declared = declare(candidacy=candidacy, related=False, by=by)

    assert not declared.related
    assert visited(candidacy, by)


def test_who_steps_back_names_the_relation(candidacy):
    by = UserFactory(role="verifier")

    with pytest.raises(RuleBroken, match="Write which relation"):
        declare(candidacy=candidacy, related=True, relation=" ", by=by)


def test_who_stepped_back_does_nothing_more(candidacy):
    by = UserFactory(role="verifier")
    declare(candidacy=candidacy, related=True, relation="Sepupu ketua", by=by)

    with pytest.raises(RuleBroken, match="stepped back"):
        visited(candidacy, by)


def test_one_declares_once(candidacy, verifier):
    with pytest.raises(RuleBroken, match="declared this already"):
        declare(candidacy=candidacy, related=True, relation="Sepupu", by=verifier)


def test_a_facilitator_of_the_group_never_verifies_it(candidacy):
    by = UserFactory(role="verifier")
    before = LONG_AGO - datetime.timedelta(days=365)
    FacilitationFactory(group=candidacy.group, facilitator=by, since=before, until=LONG_AGO)

    with pytest.raises(RuleBroken, match="facilitated this group"):
        declare(candidacy=candidacy, related=False, by=by)


def test_who_proposed_never_verifies_also_with_another_role(candidacy):
    AssignmentFactory(user=candidacy.by, role="verifier")

    with pytest.raises(RuleBroken, match="proposed a group may not verify"):
        declare(candidacy=candidacy, related=False, by=candidacy.by)


def test_first_declare_then_visit(candidacy):
    with pytest.raises(RuleBroken, match="Declare first"):
        visited(candidacy, UserFactory(role="verifier"))


def test_a_visit_leaves_its_minutes(candidacy, verifier):
    visit = visited(candidacy, verifier)

    assert visit.paper.kind == Paper.Kind.VISIT
    assert visit.paper.group == candidacy.group
    assert ["Tempat", "Kandang"] in visit.paper.content["facts"]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (TODAY + datetime.timedelta(days=1), "not come yet"),
        (TODAY - datetime.timedelta(days=31), "was proposed on"),
    ],
)
def test_a_visit_is_between_the_proposal_and_today(candidacy, verifier, date, words):
    with pytest.raises(RuleBroken, match=words):
        visited(candidacy, verifier, date=date)


def test_no_visit_after_the_last_day_of_visits(candidacy, verifier):
    late = candidacy.round.visits_until + datetime.timedelta(days=1)

    with pytest.raises(RuleBroken, match="Visits of this round ended"):
        record_visit(
            candidacy=candidacy,
            date=late,
            place="x",
            people=1,
            books_seen="x",
            today=late,
            by=verifier,
        )


def test_a_finding_gives_its_ground(candidacy, verifier):
    typed = {"candidacy": candidacy, "rule": "size", "result": Finding.Result.EXCEPTION}

    with pytest.raises(RuleBroken, match="why the exception"):
        check_requirement(evidence=" ", by=verifier, **typed)

    assert check_requirement(evidence="Satu anggota meninggal", by=verifier, **typed).pk


def test_all_criteria_are_scored_at_once(candidacy, verifier):
    visit = VisitFactory(candidacy=candidacy, by=verifier)

    sheet = score_candidacy(candidacy=candidacy, visit=visit, scores=judged(candidacy), by=verifier)

    assert sheet.scores.count() == 10
    with pytest.raises(RuleBroken, match="Score each criterion"):
        score_candidacy(candidacy=candidacy, visit=visit, scores=judged(candidacy)[1:], by=verifier)


def test_a_second_sheet_says_why(candidacy, verifier):
    visit = VisitFactory(candidacy=candidacy, by=verifier)
    first = {"candidacy": candidacy, "visit": visit, "by": verifier}
    score_candidacy(scores=judged(candidacy), **first)

    with pytest.raises(RuleBroken, match="why you score it anew"):
        score_candidacy(scores=judged(candidacy), **first)

    score_candidacy(scores=judged(candidacy), reason="Buku Oktober ditemukan", **first)
    assert candidacy.score_sheets.count() == 2


def test_a_level_is_one_of_the_instrument(candidacy, verifier):
    visit = VisitFactory(candidacy=candidacy, by=verifier)

    with pytest.raises(RuleBroken, match="Choose a level of the instrument"):
        score_candidacy(
            candidacy=candidacy, visit=visit, scores=judged(candidacy, level=9), by=verifier
        )


def test_a_visit_to_another_group_does_not_count(candidacy, verifier):
    with pytest.raises(RuleBroken, match="visit to this group"):
        score_candidacy(
            candidacy=candidacy, visit=VisitFactory(), scores=judged(candidacy), by=verifier
        )


def test_no_score_changes_once_the_round_is_ranked(candidacy, verifier):
    sheet = ScoreSheetFactory(candidacy=candidacy, by=verifier)
    RankingFactory(round=candidacy.round)

    with pytest.raises(RuleBroken, match="No score changes any more"):
        score_candidacy(
            candidacy=candidacy,
            visit=sheet.visit,
            scores=judged(candidacy),
            reason="x",
            by=verifier,
        )


def test_not_even_in_raw_sql(candidacy, verifier):
    sheet = ScoreSheetFactory(candidacy=candidacy, by=verifier)
    RankingFactory(round=candidacy.round)

    with pytest.raises(IntegrityError, match="no score changes"), transaction.atomic():
        ScoreSheet.objects.create(candidacy=candidacy, visit=sheet.visit, by=verifier)
    with pytest.raises(IntegrityError, match="before the ranking"), transaction.atomic():
        Score.objects.create(sheet=sheet, criterion=sheet.scores.first().criterion, level=4)


def test_nobody_looks_at_a_group_that_left(candidacy, verifier):
    Withdrawal.objects.create(candidacy=candidacy, date=TODAY, reason="Mundur", by=candidacy.by)

    with pytest.raises(RuleBroken, match="left the round"):
        visited(candidacy, verifier)


def test_the_database_wants_a_declared_verifier(candidacy):
    typed = {"date": TODAY, "place": "x", "people": 1, "books_seen": "x"}

    with pytest.raises(IntegrityError, match="declares first"), transaction.atomic():
        Visit.objects.create(candidacy=candidacy, by=UserFactory(role="verifier"), **typed)


def test_the_database_hears_nothing_of_who_stepped_back(candidacy):
    by = DeclarationFactory(candidacy=candidacy, related=True, relation="Sepupu").by

    with pytest.raises(IntegrityError, match="related verifier"), transaction.atomic():
        Finding.objects.create(candidacy=candidacy, rule="size", result="met", evidence="x", by=by)


@pytest.mark.parametrize(
    ("field", "typed", "label"),
    [
        ("people", "sembilan", "Berapa orang ditemui"),
        ("people", "", "berapa orang ditemui"),
        ("people", "1000", "Berapa orang ditemui"),
        ("animals", "-1", "Berapa ternak dihitung"),
        ("place", "", "tempat"),
        ("books_seen", "", "buku yang dilihat"),
    ],
)
def test_an_error_of_the_visit_names_its_field(as_user, candidacy, verifier, field, typed, label):
    client, url = as_user(verifier), reverse("grants:record_visit", args=[candidacy.pk])
    whole = {"date": TODAY, "place": "Kandang", "people": 9, "books_seen": "Buku kas"}
    form = client.get(url).context["form"]

    page = client.post(url, {"submission": form["submission"].value()} | whole | {field: typed})

    summary = page.content.decode().split('id="errors"')[1].split("</div>")[0]
    assert page.status_code == 422
    assert f"#id_{field}" in summary
    assert label in summary
    assert page.context["form"]["place"].value() == (whole | {field: typed})["place"]


def test_the_day_of_a_visit_is_refused_while_another_field_is_wrong(as_user, candidacy, verifier):
    client, url = as_user(verifier), reverse("grants:record_visit", args=[candidacy.pk])
    form = client.get(url).context["form"]

    page = client.post(
        url,
        {
            "submission": form["submission"].value(),
            "date": TODAY + datetime.timedelta(days=1),
            "people": "sembilan",
        },
    )

    assert {"date", "people", "place"} <= set(page.context["form"].errors)
