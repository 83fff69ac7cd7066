"""The requirements of a round's rules, found of a group with their evidence."""

import datetime

import pytest
from django.urls import reverse

from grants.selection.models import Finding, ObjectionAnswer
from grants.selection.reports.requirements import eligible_groups, remarks, requirements_of
from grants.selection.reports.rules import in_words
from grants.selection.rules.requirements import grant_of, rules_of
from groups.models import Group, PovertyCheck, Programme
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MeetingFactory,
    OfficeFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.grants.factories import (
    AwardFactory,
    CandidacyFactory,
    ObjectionFactory,
    PublicationFactory,
    RankingFactory,
    RoundFactory,
    ScoreSheetFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
AGE = TODAY.year - 1985 - ((TODAY.month, TODAY.day) < (5, 17))  # of the members
MONTHS = 23 + TODAY.month  # since the groups were formed
POSTS = ["chair", "secretary", "treasurer"]


def whole_group(looked_up_on=TODAY, met_days_ago=20, **facts) -> Group:
    """Ten members with NIK, officers and a meeting last month, all in decile 1."""
    group = GroupFactory(**{"members": 10} | facts)
    MeetingFactory(group=group, date=TODAY - datetime.timedelta(days=met_days_ago))
    for number, membership in enumerate(group.memberships.select_related("person"), start=1):
        membership.person.seal_nik(f"350707570585{membership.person_id % 9_999 + 1:04}")
        membership.person.save()
        look_up(membership, decile=1, on=looked_up_on)
        if number <= 3:
            OfficeFactory(membership=membership, post=POSTS[number - 1])
    return group


def look_up(membership, *, decile, version="DTSEN 3-2026", on=TODAY):
    PovertyCheck.objects.create(
        household=membership.household,
        poverty_list="DTSEN",
        version=version,
        checked_on=on,
        decile=decile,
        by=membership.group.registered_by,
    )


def found(group: Group, **rules) -> dict:
    """The requirements of a round with these rules, by rule."""
    programme = Programme(name="BLPS", **{"deciles": 4} | rules)
    candidacy = CandidacyFactory(group=group, round=RoundFactory(rules=rules_of(programme)))
    return {each.rule: each for each in requirements_of(candidacy, TODAY)}


def test_a_whole_group_meets_every_rule():
    assert {
        rule: requirement.result for rule, requirement in found(whole_group()).items()
    } == dict.fromkeys(
        [
            "active",
            "size",
            "ages",
            "officers",
            "families",
            "poverty_list",
            "once_only",
            "sanctions",
            "nik",
        ],
        "met",
    )


@pytest.mark.parametrize(
    ("rules", "rule", "evidence"),
    [
        ({"least_members": 11}, "size", "10 members; 11 to 20 are asked for"),
        ({"most_members": 9}, "size", "10 members; 5 to 9 are asked for"),
        ({"oldest": 40}, "ages", f"18 to 40 years; not so: M01 ({AGE})"),
        (
            {"waiting_months": 36},
            "waiting_months",
            f"{MONTHS} months ago; 36 are asked for",
        ),
        ({"closed_months": 12}, "closed_months", "0 months are closed; 12 are asked for"),
        ({"stage_needed": "developing"}, "stage", "Growing; Developing is asked for"),
    ],
)
def test_a_rule_that_is_not_met_says_why(rules, rule, evidence):
    requirement = found(whole_group(), **rules)[rule]

    assert requirement.result == "not_met"
    assert evidence in requirement.evidence


def test_a_rule_that_asks_nothing_is_not_there():
    rules = found(
        whole_group(), waiting_months=0, closed_months=0, stage_needed="", once_only=False
    )

    assert not {"waiting_months", "closed_months", "stage", "once_only"} & set(rules)


def test_a_silent_group_is_not_active():
    group = whole_group(met_days_ago=200)

    assert found(group)["active"].result == "not_met"


def test_a_missing_birth_date_is_not_known_yet():
    group = whole_group()
    person = group.memberships.get(number=4).person
    person.born_on = None
    person.save()

    requirement = found(group)["ages"]

    assert (requirement.result, requirement.evidence) == ("unknown", "No birth date known of M04")


def test_three_officers_of_three_families():
    group = whole_group()
    group.offices.filter(post="treasurer").update(until=TODAY)

    assert found(group)["officers"].evidence == "1 office has no holder"


@pytest.mark.parametrize("number", ["", "3507073205850001", "3507075705850000"])
def test_each_recipient_has_a_nik_that_can_be(number):
    group = whole_group()
    person = group.memberships.get(number=7).person
    person.seal_nik(number)
    person.save()

    requirement = found(group)["nik"]

    assert (requirement.result, requirement.evidence) == ("not_met", "Missing or wrong: M07")


def test_a_family_outside_the_list_is_named_with_its_version():
    group = whole_group()
    look_up(group.memberships.get(number=5), decile=None, version="DTSEN 4-2026")

    requirement = found(group)["poverty_list"]

    assert requirement.result == "not_met"
    assert "not among the families meant: M05" in requirement.evidence
    assert "DTSEN 4-2026" in requirement.list_version


def test_deciles_are_the_programmes():
    group = whole_group()
    look_up(group.memberships.get(number=5), decile=4)

    assert found(group, deciles=4)["poverty_list"].result == "met"
    assert found(group, deciles=3)["poverty_list"].result == "not_met"
    assert found(group, deciles=None)["poverty_list"].result == "met"


def test_another_list_is_another_question():
    requirement = found(whole_group(), poverty_list="BDT")["poverty_list"]

    assert requirement.result == "unknown"


def test_a_group_gets_one_grant():
    group = whole_group()
    candidacy = CandidacyFactory(group=group)
    award = AwardFactory(candidacy=candidacy, decree__proposal__round=candidacy.round)

    assert found(group)["once_only"].evidence == f"Had one before: {award.round.name}"


def test_a_verifiers_word_stands_over_the_register():
    group = whole_group()
    candidacy = CandidacyFactory(
        group=group, round=RoundFactory(rules=rules_of(Programme(name="B", waiting_months=60)))
    )
    Finding.objects.create(
        candidacy=candidacy,
        rule="waiting_months",
        result="exception",
        evidence="Surat bupati 12/2026",
        by=UserFactory(role="verifier"),
    )

    requirement = {each.rule: each for each in requirements_of(candidacy, TODAY)}["waiting_months"]

    assert (requirement.result, requirement.is_met) == ("exception", True)
    assert requirement.evidence == "Surat bupati 12/2026"
    assert "60 are asked for" in requirement.found.evidence


def test_a_rule_changed_today_changes_no_open_round():
    programme = ProgrammeFactory(name="BLPS", least_members=5)
    opened = RoundFactory(rules=rules_of(programme))
    candidacy = CandidacyFactory(group=whole_group(), round=opened)

    programme.least_members = 15
    programme.save()

    size = next(each for each in requirements_of(candidacy, TODAY) if each.rule == "size")
    assert size.result == "met"


def test_two_programmes_live_side_by_side():
    group = whole_group()
    young = rules_of(Programme(name="Muda", oldest=30, amount=None, amount_a_member=2_000_000))
    plain = rules_of(Programme(name="Umum", amount=30_000_000))

    results = [
        {
            each.rule: each.result
            for each in requirements_of(
                CandidacyFactory(group=group, round=RoundFactory(rules=rules)), TODAY
            )
        }["ages"]
        for rules in (young, plain)
    ]

    assert results == ["not_met", "met"]
    assert grant_of(young, 40_000_000, members=10) == 20_000_000
    assert grant_of(young, 15_000_000, members=10) == 15_000_000
    assert grant_of(plain, 30_000_000, members=10) == 30_000_000


def test_the_system_finds_who_is_eligible_and_not_proposed():
    rules = rules_of(Programme(name="BLPS", deciles=4))
    opened = RoundFactory(rules=rules)
    eligible, proposed, small = whole_group(), whole_group(), GroupFactory(members=2)
    CandidacyFactory(group=proposed, round=opened)

    assert eligible_groups(opened, Group.objects.all(), TODAY) == [eligible]
    assert small not in eligible_groups(opened, Group.objects.all(), TODAY)


def test_any_number_of_groups_takes_as_many_queries(django_assert_num_queries):
    opened = RoundFactory(rules=rules_of(Programme(name="BLPS")))
    groups = [GroupFactory(members=3) for _each in range(3)]

    for some in (groups[:1], groups):
        with django_assert_num_queries(6):
            eligible_groups(
                opened, Group.objects.filter(pk__in=[group.pk for group in some]), TODAY
            )


def test_a_copy_of_rules_is_read_as_words():
    words = dict(in_words(rules_of(Programme(name="BLPS", deciles=2, closed_months=12))))

    assert "5 to 20 members" in words.values()
    assert "DTSEN, deciles 1 to 2" in words.values()
    assert "12 months or more" in words.values()


def test_members_are_named_to_those_who_may_see_them_and_coded_on_papers():
    group = whole_group()
    person = group.memberships.get(number=3).person
    person.born_on, person.name = TODAY - datetime.timedelta(days=15 * 365), "Siti Aminah"
    person.save()

    ages = found(group)["ages"]

    assert "M03" in ages.evidence
    assert "Siti" not in ages.evidence
    assert "Siti Aminah M03" in ages.named


def test_a_group_removed_for_cause_carries_a_remark_in_the_next_round():
    group = whole_group()
    removed = ScoreSheetFactory(candidacy__group=group).candidacy
    PublicationFactory(round=RankingFactory(round=removed.round).round)
    ObjectionAnswer.objects.create(
        objection=ObjectionFactory(candidacy=removed),
        effect="removed",
        date=TODAY,
        reasons="Ketuanya perangkat desa.",
        by=UserFactory(role="head"),
    )

    sanctions = found(group)["sanctions"]

    assert sanctions.is_met
    assert "Ketuanya perangkat desa." in sanctions.found.remark
    assert remarks(requirements_of(removed, TODAY)) == []


def test_the_pages_name_the_member_and_show_the_remark(as_user):
    group = whole_group()
    candidacy = CandidacyFactory(group=group, round=RoundFactory(rules=rules_of(Programme())))
    person = group.memberships.get(number=3).person
    person.born_on, person.name = TODAY - datetime.timedelta(days=15 * 365), "Siti Aminah"
    person.save()
    url = reverse("grants:candidacy", args=[candidacy.pk])

    assert "Siti Aminah M03" in as_user(UserFactory(role="verifier")).get(url).text
    assert "Siti Aminah" not in as_user(UserFactory(role="approver")).get(url).text
