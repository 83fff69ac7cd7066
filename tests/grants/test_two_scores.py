"""Two verifiers score a group where the programme says so: each by a visit of their own, blind."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from foundation.rules import RuleBroken
from grants.selection.actions.rankings import close_scoring
from grants.selection.actions.scores import score_candidacy, settle_scores
from grants.selection.actions.verification import record_visit
from grants.selection.models import (
    Candidacy,
    Finding,
    Ranking,
    Round,
    Score,
    ScoreSheet,
    VisitPhoto,
)
from grants.selection.reports.rankings import frozen_snapshot, ranking_of
from grants.selection.reports.requirements import requirements_of
from grants.selection.reports.rounds import with_counts
from grants.selection.rules.requirements import rules_of
from grants.way.reports.tasks import tasks
from groups.rules.levels import Judged
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import PhotoFactory, ProgrammeFactory, UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    DeclarationFactory,
    PaperFactory,
    RoundFactory,
    ScoreSheetFactory,
    SignedPageFactory,
    VisitFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
TEAM = ["Yuli", "Hendro", "Endang"]
SECRET = "Kandang kosong saat dikunjungi"


def round_by_two(rules=(), **more):
    asked = {"two_scores": True} | dict(rules)
    return RoundFactory(rules=asked, proposals_until=TODAY - DAY, places=2, **more)


@pytest.fixture
def candidacy(request):
    return CandidacyFactory(round=round_by_two(rules=getattr(request, "param", ())))


def verifier(candidacy, name):
    by = UserFactory(role="verifier", name=name)
    DeclarationFactory(candidacy=candidacy, by=by)
    return by


def judged(candidacy, level=3, **differing):
    """Scores of that level; `c1=4` of criterion 1."""
    return [
        Judged(criterion, differing.get(f"c{criterion.number}", level), "Dilihat di buku")
        for criterion in candidacy.round.instrument.criteria.all()
    ]


def score(candidacy, by, *, visit=None, reason="", **levels):
    visit = visit or VisitFactory(candidacy=candidacy, by=by)
    scores = judged(candidacy, **levels)
    return score_candidacy(candidacy=candidacy, visit=visit, scores=scores, reason=reason, by=by)


@pytest.fixture
def two(candidacy):
    """Two verifiers, Wahyu and Sari, neither of whom has scored."""
    return SimpleNamespace(
        candidacy=candidacy,
        wahyu=verifier(candidacy, "Wahyu"),
        sari=verifier(candidacy, "Sari"),
    )


@pytest.fixture
def differing(two):
    """Wahyu gave 3 in all, Sari 4 in criterion 1 and 2 in criterion 2."""
    two.first = score(two.candidacy, two.wahyu)
    two.second = score(two.candidacy, two.sari, c1=4, c2=2)
    criteria = two.candidacy.round.instrument.criteria
    two.one, two.two = (criteria.get(number=number).pk for number in (1, 2))
    return two


def settle(differing, by, reason="Dihitung ulang bersama", **more):
    levels = {differing.one: 4, differing.two: 3} | more.get("levels", {})
    return settle_scores(candidacy=differing.candidacy, levels=levels, reason=reason, by=by)


def close(candidacy):
    return close_scoring(
        selection_round=Round.objects.get(pk=candidacy.round_id),
        team=TEAM,
        date=TODAY,
        by=UserFactory(role="head"),
    )


def levels_ranked(candidacy):
    [row] = ranking_of(candidacy.round).rows
    return row.candidate.levels


def page(client, candidacy):
    return client.get(reverse("grants:candidacy", args=[candidacy.pk])).content.decode()


def waits(user):
    return [task.text for task in tasks(user, timezone.localdate())]


def test_the_programme_says_it_and_the_round_freezes_it():
    programme = ProgrammeFactory(name="BLPS dua", two_scores=True)
    opened = RoundFactory(rules=rules_of(programme))
    programme.two_scores = False
    programme.save()

    assert opened.two_scores
    assert not RoundFactory(rules=rules_of(programme)).two_scores
    assert not RoundFactory().two_scores


def test_one_score_alone_counts_nowhere(two):
    score(two.candidacy, two.wahyu)

    assert levels_ranked(two.candidacy) is None
    assert not Candidacy.objects.scored().exists()
    assert with_counts(Round.objects.filter(pk=two.candidacy.round_id)).get().scored_count == 0


def test_equal_scores_count_without_more(two):
    score(two.candidacy, two.wahyu)
    score(two.candidacy, two.sari)

    assert levels_ranked(two.candidacy) == dict.fromkeys(range(1, 11), 3)
    assert close(two.candidacy).pk


def test_scores_that_differ_count_nowhere_until_settled(differing):
    assert levels_ranked(differing.candidacy) is None

    settle(differing, differing.wahyu)

    assert levels_ranked(differing.candidacy) == dict.fromkeys(range(1, 11), 3) | {1: 4}


def test_equal_points_of_different_parts_differ_too(two):
    """Criteria of one weight: a point more here is a point less there."""
    weights = two.candidacy.round.instrument.criteria.values_list("weight", "number")
    by_weight: dict = {}
    for weight, number in weights:
        by_weight.setdefault(weight, []).append(number)
    up, down = next(numbers for numbers in by_weight.values() if len(numbers) > 1)[:2]
    score(two.candidacy, two.wahyu)
    score(two.candidacy, two.sari, **{f"c{up}": 4, f"c{down}": 2})

    assert levels_ranked(two.candidacy) is None


@pytest.mark.parametrize("scored", [[], ["wahyu"], ["wahyu", "wahyu"]])
def test_scoring_is_not_closed_with_fewer_than_two_verifiers_scores(two, scored):
    for name in scored:
        score(two.candidacy, getattr(two, name), reason="Salah hitung")

    with pytest.raises(RuleBroken, match="Not scored by two verifiers yet"):
        close(two.candidacy)


def test_scoring_is_not_closed_over_a_difference(differing):
    with pytest.raises(RuleBroken, match="or not settled: KUBE"):
        close(differing.candidacy)


def test_the_minutes_hold_the_settled_scores(differing):
    settle(differing, differing.sari, levels={differing.two: 2})

    [kept] = frozen_snapshot(close(differing.candidacy)).candidates

    assert (kept.levels[1], kept.levels[2], kept.levels[3]) == (4, 2, 3)


def test_a_past_moment_ranks_by_what_counted_then(differing):
    before = timezone.now()
    settle(differing, differing.sari)

    [row] = ranking_of(differing.candidacy.round, before).rows

    assert row.candidate.levels is None


def test_each_scores_by_a_visit_of_their_own(two):
    visit = VisitFactory(candidacy=two.candidacy, by=two.wahyu)

    with pytest.raises(RuleBroken, match="Visit the group yourself first"):
        score(two.candidacy, two.sari, visit=visit)


def test_scoring_after_another_needs_a_visit_of_ones_own_in_every_round():
    candidacy = CandidacyFactory()
    first, other = verifier(candidacy, "Wahyu"), verifier(candidacy, "Sari")
    visit = VisitFactory(candidacy=candidacy, by=first)
    score(candidacy, other, visit=visit)  # the first score may rest on another's visit

    third = verifier(candidacy, "Tono")
    with pytest.raises(RuleBroken, match="Visit the group yourself first"):
        score(candidacy, third, visit=visit, reason="Keliru")

    assert score(candidacy, third, reason="Keliru", level=4)
    assert levels_ranked(candidacy) == dict.fromkeys(range(1, 11), 4)


def test_own_scores_are_replaced_with_a_reason_until_the_other_scored(two):
    score(two.candidacy, two.wahyu)

    with pytest.raises(RuleBroken, match="why you score it anew"):
        score(two.candidacy, two.wahyu, level=2)
    score(two.candidacy, two.wahyu, level=2, reason="Salah hitung")
    score(two.candidacy, two.sari, level=2)  # no reason: her first

    assert levels_ranked(two.candidacy) == dict.fromkeys(range(1, 11), 2)


@pytest.mark.parametrize("name", ["wahyu", "sari", "third"])
def test_nobody_scores_once_two_have(differing, name):
    differing.third = verifier(differing.candidacy, "Tono")

    with pytest.raises(RuleBroken, match="Two verifiers have scored this group"):
        score(differing.candidacy, getattr(differing, name), reason="Menyesuaikan")


@pytest.mark.parametrize("name", ["wahyu", "sari", "third"])
def test_one_of_the_two_or_a_third_settles(differing, name):
    differing.third = verifier(differing.candidacy, "Tono")

    assert settle(differing, getattr(differing, name)).is_settlement


def test_who_never_declared_or_is_related_settles_nothing(differing):
    related = DeclarationFactory(candidacy=differing.candidacy, related=True, relation="Ipar").by

    with pytest.raises(RuleBroken, match="Declare first"):
        settle(differing, UserFactory(role="verifier"))
    with pytest.raises(RuleBroken, match="stepped back"):
        settle(differing, related)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reason": " "}, "why it is settled so"),
        ({"levels": {0: 3}}, "each criterion on which the two differ"),
        ({"levels": {"one": 2}}, "one of the two levels, or between"),
        ({"levels": {"two": 4}}, "one of the two levels, or between"),
    ],
)
def test_what_a_settlement_says(differing, typed, words):
    levels = {getattr(differing, str(key), key): at for key, at in typed.get("levels", {}).items()}

    with pytest.raises(RuleBroken, match=words):
        settle(differing, differing.sari, **typed | {"levels": levels})


def test_it_is_settled_once_and_only_a_difference(differing):
    alike = CandidacyFactory(round=differing.candidacy.round)
    wahyu, sari = verifier(alike, "W"), verifier(alike, "S")
    score(alike, wahyu)
    score(alike, sari)
    with pytest.raises(RuleBroken, match="no scores of two verifiers that differ"):
        settle_scores(candidacy=alike, levels={}, reason="x", by=sari)
    settle(differing, differing.sari)

    with pytest.raises(RuleBroken, match="settled already"):
        settle(differing, differing.wahyu)


def test_two_different_scores_of_one_verifier_round_are_not_settled():
    candidacy = CandidacyFactory()
    ScoreSheetFactory(candidacy=candidacy)
    last = ScoreSheetFactory(candidacy=candidacy, levels=[4] * 10, reason="Buku ditemukan")

    with pytest.raises(RuleBroken, match="no scores of two"):
        settle_scores(candidacy=candidacy, levels={}, reason="x", by=last.by)
    assert levels_ranked(candidacy) == dict.fromkeys(range(1, 11), 4)


# --- The database


def raw(sheet_of, by, **more):
    return ScoreSheet.objects.create(
        candidacy=sheet_of.candidacy, visit=sheet_of.visit, by=by, **more
    )


def test_the_database_wants_ones_own_visit(two):
    VisitFactory(candidacy=two.candidacy, by=two.sari)
    sheet = score(two.candidacy, two.wahyu)

    with pytest.raises(IntegrityError, match="has visited the group"), transaction.atomic():
        raw(sheet, two.sari)


def test_the_database_takes_two_verifiers_scores_only(differing):
    with pytest.raises(IntegrityError, match="a difference is settled"), transaction.atomic():
        raw(differing.second, differing.sari, reason="Menyesuaikan")


def test_the_database_settles_only_a_difference_with_a_reason_once(two):
    first = score(two.candidacy, two.wahyu)
    with pytest.raises(IntegrityError, match="that differ are settled"), transaction.atomic():
        raw(first, two.wahyu, is_settlement=True, reason="x")
    score(two.candidacy, two.sari, c1=4)
    with pytest.raises(IntegrityError, match="settled_why"), transaction.atomic():
        raw(first, two.wahyu, is_settlement=True)
    raw(first, two.wahyu, is_settlement=True, reason="x")
    with pytest.raises(IntegrityError, match="settled_once"), transaction.atomic():
        raw(first, two.sari, is_settlement=True, reason="y")


def test_the_database_keeps_a_settled_level_between_the_two(differing):
    sheet = raw(differing.first, differing.sari, is_settlement=True, reason="x")

    with pytest.raises(IntegrityError, match="lies between"), transaction.atomic():
        Score.objects.create(sheet=sheet, criterion_id=differing.one, level=2)
    assert Score.objects.create(sheet=sheet, criterion_id=differing.one, level=3).pk


@pytest.mark.usefixtures("papers_alone")
@pytest.mark.parametrize("scored", [["wahyu"], ["wahyu", "sari"]])
def test_the_database_ranks_no_round_before_two_scored_and_settled(two, scored):
    for level, name in enumerate(scored, start=2):
        score(two.candidacy, getattr(two, name), level=level)
    paper = PaperFactory(kind=Paper.Kind.RANKING)

    with pytest.raises(IntegrityError, match="scored by two verifiers"), transaction.atomic():
        Ranking.objects.create(round=two.candidacy.round, team="A, B, C", paper=paper, by=two.sari)


# --- Blind


@pytest.fixture
def looked(two):
    """Wahyu has visited, found something and scored; Sari has done nothing."""
    two.visit = record_visit(
        candidacy=two.candidacy,
        date=TODAY,
        place="Kandang Wahyu",
        people=7,
        books_seen="Buku Oktober",
        notes=SECRET,
        today=TODAY,
        by=two.wahyu,
    )
    two.sheet = score(two.candidacy, two.wahyu, visit=two.visit, level=4)
    return two


def test_the_other_sees_neither_score_nor_visit(looked, as_user):
    text = page(as_user(looked.sari), looked.candidacy)

    assert "Dua verifikator menilai kelompok ini" in text
    for hidden in (SECRET, "Kandang Wahyu", "100.00", "100,00", "Dilihat di buku"):
        assert hidden not in text


def test_nor_the_minutes_of_the_visit(looked, as_user):
    address = reverse("papers:paper", args=[looked.visit.paper_id])

    assert as_user(looked.sari).get(address).status_code == 404
    assert as_user(looked.wahyu).get(address).status_code == 200
    assert as_user(UserFactory(role="head")).get(address).status_code == 200


def test_nor_in_the_form_of_her_own_score(looked, as_user):
    own = VisitFactory(candidacy=looked.candidacy, by=looked.sari)

    form = as_user(looked.sari).get(reverse("grants:score_candidacy", args=[looked.candidacy.pk]))

    shown = form.context["form"]
    assert list(shown.fields["visit"].queryset) == [own]
    assert "reason" not in shown.fields
    assert "Dilihat di buku" not in form.content.decode()


@pytest.mark.parametrize("name", ["candidacy", "documents", "check_requirement"])
def test_nor_what_he_found_of_a_requirement(name, as_user):
    rules = {"two_scores": True, "least_members": 20, "most_members": 30}
    candidacy = CandidacyFactory(round__rules=rules)
    wahyu, sari = verifier(candidacy, "Wahyu"), verifier(candidacy, "Sari")
    Finding.objects.create(
        candidacy=candidacy, rule="size", result="exception", evidence=SECRET, by=wahyu
    )
    more = ["size"] if name == "check_requirement" else []
    address = reverse(f"grants:{name}", args=[candidacy.pk, *more])

    assert SECRET not in as_user(sari).get(address).content.decode()
    assert SECRET in as_user(wahyu).get(address).content.decode()


@pytest.mark.parametrize("name", ["ranking", "round"])
def test_nor_in_the_lists(looked, as_user, name):
    address = reverse(f"grants:{name}", args=[looked.candidacy.round_id])

    text = as_user(looked.sari).get(address).content.decode()

    assert "100.00" not in text
    assert "100,00" not in text


@pytest.fixture
def found(looked):
    """Wahyu found another result of a rule than the books say; photos of his visit."""
    photos = PhotoFactory.create_batch(2, group=looked.candidacy.group, by=looked.wahyu)
    VisitPhoto.objects.create(visit=looked.visit, photo=photos[0])
    SignedPageFactory(paper=looked.visit.paper, photo=photos[1], by=looked.wahyu)
    computed = requirements_of(looked.candidacy, TODAY)[0]
    other = "not_met" if computed.is_met else "met"
    said = {"result": other, "evidence": SECRET, "by": looked.wahyu}
    Finding.objects.create(candidacy=looked.candidacy, rule=computed.rule, **said)
    looked.photos = photos
    return looked


def met(answer):
    """What a list says of the rules of the group."""
    rows = answer.context["rows"]
    [row] = [each for each in rows if getattr(each, "group", None) or each]
    return len(row.lacks) if hasattr(row, "lacks") else len(row.unmet) + len(row.unknown)


TWENTY = {"least_members": 20, "most_members": 30}
of_twenty = pytest.mark.parametrize("candidacy", [TWENTY], indirect=True)


@of_twenty
@pytest.mark.parametrize("name", ["ranking", "round"])
def test_nor_whether_a_rule_is_met_in_the_lists(found, as_user, name):
    address = reverse(f"grants:{name}", args=[found.candidacy.round_id])
    sari = as_user(found.sari)

    before = met(sari.get(address))
    score(found.candidacy, found.sari, level=4)

    assert abs(met(sari.get(address)) - before) == 1


@of_twenty
@pytest.mark.parametrize("name", ["groups:photo", "groups:photo_small"])
@pytest.mark.parametrize("which", [0, 1])
def test_nor_his_photos_by_their_address(found, as_user, name, which):
    address, sari = reverse(name, args=[found.photos[which].pk]), as_user(found.sari)

    assert sari.get(address).status_code == 404
    assert as_user(found.wahyu).get(address).status_code == 200
    score(found.candidacy, found.sari, level=4)
    assert sari.get(address).status_code == 200


def test_the_difference_is_shown_to_both(differing, as_user):
    for by in (differing.wahyu, differing.sari):
        text = page(as_user(by), differing.candidacy)
        assert "perlu diselesaikan" in text
        assert reverse("grants:settle_scores", args=[differing.candidacy.pk]) in text


def test_the_page_settles_it(differing, as_user):
    client = as_user(differing.sari)
    address = reverse("grants:settle_scores", args=[differing.candidacy.pk])
    key = client.get(address).context["form"]["submission"].value()
    typed = {"submission": key, "level_1": 4, "level_2": 2, "reason": "Dihitung bersama"}

    client.post(address, typed)

    assert levels_ranked(differing.candidacy)[2] == 2
    text = page(client, differing.candidacy)
    assert "Dua nilai yang berbeda diselesaikan: Dihitung bersama" in text
    assert address not in text


def test_each_verifier_is_asked_for_what_is_missing(two):
    assert "Visit and score" in waits(two.wahyu)
    score(two.candidacy, two.wahyu)
    assert waits(two.wahyu) == []
    assert "Visit and score" in waits(two.sari)
    score(two.candidacy, two.sari, c1=4)

    assert waits(two.wahyu) == waits(two.sari) == ["Two scores differ: settle them"]


def test_the_head_is_asked_to_close_once_all_is_settled(differing):
    head = UserFactory(role="head")
    assert "All are scored: close the scoring" not in waits(head)

    settle(differing, differing.sari)

    assert "All are scored: close the scoring" in waits(head)
    assert waits(differing.wahyu) == []
