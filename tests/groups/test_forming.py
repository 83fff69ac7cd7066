"""A group is formed: begun, proposed with its minutes, checked, signed."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from grants.selection.models import Candidacy
from grants.selection.reports.requirements import not_proposed
from grants.selection.rules.rounds import require_proposable
from groups.forming.models import CheckedRule, FormingCheck, FormingDecree, Proposal
from groups.models import Group
from papers.models import Paper
from papers.printing import pdf
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.grants.factories import RoundFactory
from tests.groups.forming import (
    EXCUSES,
    FOUNDED,
    begun,
    check,
    facilitator,
    formed,
    found_fit,
    propose,
    proposed,
    sign,
)
from tests.pdf_text import pages_of

pytestmark = pytest.mark.django_db


def said(paper: Paper) -> str:
    return " ".join(" ".join(pages_of(pdf(paper))).split())


def names_of(user) -> list[str]:
    return [task.name for task in tasks_of(user, TODAY)]


def test_a_group_in_the_register_counts_as_formed():
    group = GroupFactory()

    assert group in Group.objects.formed()
    assert group not in Group.objects.being_formed()


def test_a_new_group_is_one_once_its_decree_is_signed():
    group = found_fit()
    assert group in Group.objects.being_formed()
    assert group not in Group.objects.formed()

    decree = sign(group)

    assert group in Group.objects.formed()
    assert decree.paper.kind == Paper.Kind.GROUP_DECREE
    assert "SK-KUBE" in decree.paper.number


def test_minutes_members_and_statutes_print_from_what_was_entered():
    group = begun(name="Melati Baru")
    members = list(group.memberships.values_list("pk", flat=True))

    paper = propose(group, decisions="Iuran 5.000", present=members[:2]).paper

    text = said(paper)
    assert "BA-MSY" in text
    for words in ("Suwarno", "Iuran 5.000", "Anggota C", "2 dari 3", "KUBE Melati Baru", "Pasal 1"):
        assert words in text


def test_the_decree_lists_the_members():
    text = said(sign(found_fit(name="Melati Baru")).paper)

    assert "pembentukan KUBE Melati Baru".upper() in text.upper()
    assert "Anggota A" in text
    assert "M03" in text


def test_the_chair_is_chosen_first():
    group = begun()
    group.offices.filter(post="chair").update(until=FOUNDED)

    with pytest.raises(RuleBroken):
        propose(group)


def test_somebody_came():
    group = begun()
    stranger = MembershipFactory()

    for present in ([], [stranger.pk]):
        with pytest.raises(RuleBroken) as refusal:
            propose(group, present=present)
        assert refusal.value.field == "present"


def test_it_is_proposed_once_and_anew_after_it_was_sent_back():
    group = proposed()
    with pytest.raises(RuleBroken):
        propose(group)
    check(group, is_fit=False, reason="Alamat keliru")

    second = propose(group, decisions="Diperbaiki")

    assert second.paper.supersedes == group.proposals.first().paper
    with pytest.raises(RuleBroken):
        propose(group)


def test_what_goes_back_has_a_reason():
    with pytest.raises(RuleBroken) as refusal:
        check(proposed(), is_fit=False)

    assert refusal.value.field == "reason"


@pytest.mark.parametrize(
    ("rules", "last", "rule", "words"),
    [
        ({"least_members": 5}, {}, "size", "3 members; 5 to 20"),
        ({"most_members": 3, "least_members": 1}, {"count": 4}, "size", "4 members; 1 to 3"),
        ({"youngest": 45}, {}, "ages", "Anggota A M01 ("),
        ({"barred_occupations": "PNS, TNI"}, {"occupation": "PNS guru"}, "occupations", "PNS guru"),
        ({"married": True}, {"marriage": "single"}, "married", "Anggota C M03"),
        ({"heads_only": True}, {"in_family": "other"}, "heads", "Anggota C M03"),
    ],
    ids=["few", "many", "young", "servant", "single", "child"],
)
def test_a_rule_that_fails_names_the_person_and_the_figure(rules, last, rule, words, in_english):
    count = last.pop("count", 3) if "count" in last else 3
    group = proposed(count=count, last=last, **rules)
    with pytest.raises(RuleBroken, match="Not met") as refusal:
        check(group)
    assert refusal.value.field == rule
    assert words in str(refusal.value)

    row = check(group, reasons=EXCUSES | {rule: "Musibah"}).found.get(rule=rule)

    assert (row.result, row.reason) == ("exception", "Musibah")
    assert words in row.evidence


def test_what_the_register_does_not_know_the_verifier_sees():
    group = proposed(married=True)

    row = check(group, reasons=EXCUSES | {"married": "Buku nikah"}).found.get(rule="married")

    assert row.result == "seen"


def test_a_rule_changed_later_changes_nothing_that_was_checked():
    group = found_fit()
    group.programme.least_members = 9
    group.programme.save()

    sign(group)

    row = FormingCheck.objects.get(proposal__group=group)
    assert row.rules["least_members"] == 3
    assert row.found.get(rule="size").result == "met"


def test_who_proposes_or_facilitates_does_not_check_and_who_checks_does_not_sign():
    both = UserFactory(role="verifier")
    with pytest.raises(RuleBroken):
        check(proposed(by=both), by=both)
    group = proposed()
    by = check(group).by

    for user in (by, facilitator()):
        with pytest.raises(RuleBroken):
            sign(group, by=user)


def test_the_decree_is_of_the_members_that_were_checked():
    group = found_fit()
    MembershipFactory(group=group, since=TODAY)

    with pytest.raises(RuleBroken):
        sign(group)


def test_each_step_is_once():
    group = formed()

    for act in (propose, check, sign):
        with pytest.raises(RuleBroken):
            act(group)


def test_who_must_act_next_has_a_task():
    group, verifier, approver = begun(), UserFactory(role="verifier"), UserFactory(role="approver")
    assert "groups.propose_forming" in names_of(facilitator())

    propose(group)
    assert "groups.propose_forming" not in names_of(facilitator())
    assert "groups.check_forming" in names_of(verifier)

    check(group)
    assert "groups.check_forming" not in names_of(verifier)
    assert "groups.sign_forming" in names_of(approver)

    sign(group)
    assert "groups.sign_forming" not in names_of(approver)


def test_what_goes_back_is_the_facilitators_again():
    check(proposed(), is_fit=False, reason="Alamat keliru")

    assert "groups.propose_forming" in names_of(facilitator())


# What the database refuses whoever writes


def insert(row) -> None:
    with transaction.atomic():
        row.save()


def refused_row(constraint: str, row) -> None:
    with pytest.raises(IntegrityError) as refusal:
        insert(row)
    assert constraint in (refusal.value.__cause__.diag.constraint_name or "")


def test_the_database_takes_no_second_proposal():
    group = proposed()
    first = group.proposals.get()
    facts = {"place": "x", "led_by": "x", "decisions": "x", "came": 1, "by": first.by}

    refused_row("groups_proposal_one", Proposal(group=group, paper=first.paper, **facts))


def test_the_database_takes_no_check_of_ones_own_proposal():
    proposal = proposed().proposals.get()
    facts = {"is_fit": True, "rules": {}, "members": []}

    refused_row("formingcheck_by", FormingCheck(proposal=proposal, by=proposal.by, **facts))


def test_the_database_takes_no_fit_group_with_a_rule_unmet():
    proposal, by = proposed().proposals.get(), UserFactory()
    facts = {"is_fit": True, "rules": {}, "members": [], "by": by}
    with transaction.atomic():
        row = FormingCheck.objects.create(proposal=proposal, **facts)
        found = {"check_of": row, "rule": "size", "evidence": "x"}
        refused_row("fit_meets_all", CheckedRule(result="not_met", **found))
        refused_row("has_a_reason", CheckedRule(result="exception", **found))
        transaction.set_rollback(True)


def test_the_database_takes_no_decree_without_a_fit_check():
    group = proposed()
    row = check(group, is_fit=False, reason="Alamat")
    paper, by = group.proposals.get().paper, UserFactory()

    refused_row(
        "of_a_fit_group", FormingDecree(group=group, check_of=row, date=TODAY, paper=paper, by=by)
    )


def test_the_database_takes_no_decree_of_who_checked():
    group = found_fit()
    row = FormingCheck.objects.get(proposal__group=group)
    paper = group.proposals.get().paper

    refused_row(
        "formingdecree_by",
        FormingDecree(group=group, check_of=row, date=TODAY, paper=paper, by=row.by),
    )


def test_an_old_decree_has_number_and_day():
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(
            "UPDATE groups_group SET decree_number = 'SK 1' WHERE id = %s", [GroupFactory().pk]
        )


# Pages


def typed_families(count: int) -> dict:
    rows = {"members-TOTAL_FORMS": f"{count}", "members-INITIAL_FORMS": "0"}
    for number, post in zip(range(count), ["chair", "secretary", "treasurer"], strict=False):
        rows |= {
            f"members-{number}-name": f"Warga {'ABC'[number]}",
            f"members-{number}-sex": "F",
            f"members-{number}-born_on": "1985-05-17",
            f"members-{number}-post": post,
        }
    return rows


def test_from_the_first_page_to_the_decree(as_user):
    group = begun(least_members=2)
    by = UserFactory(role="facilitator")
    typed = {"name": "Sejahtera", "village": group.village_id, "programme": group.programme_id}
    typed |= {"formed_on": FOUNDED.isoformat(), "business": "goats", "rhythm": "monthly"}
    typed |= {"usual_hour": "16:00", "usual_place": "Balai", "sure": "on"}

    answer = as_user(by).post(reverse("groups:begin_group"), typed | typed_families(3))

    made = Group.objects.get(name="Sejahtera")
    page = reverse("groups:forming", args=[made.pk])
    assert answer.url == page
    said = {"place": "Balai", "led_by": "Suwarno", "decisions": "Nama", "submission": uuid.uuid4()}
    said["present"] = list(made.memberships.values_list("pk", flat=True))
    address = reverse("groups:propose_forming", args=[made.pk])
    assert as_user(by).post(address, said).url == page

    verifier = UserFactory(role="verifier")
    address = reverse("groups:check_forming", args=[made.pk])
    shown = as_user(verifier).get(address)
    assert "nik" in shown.context["form"].fields
    seen = {"is_fit": "yes", "nik": "KTP", "poverty_list": "DTSEN", "submission": uuid.uuid4()}
    assert as_user(verifier).post(address, seen).url == page

    approver = UserFactory(role="approver")
    address = reverse("groups:sign_forming", args=[made.pk])
    assert as_user(approver).post(address, {"submission": uuid.uuid4()}).status_code == 302
    assert made in Group.objects.formed()
    assert as_user(by).get(page).status_code == 200


def test_an_unmet_rule_without_a_reason_comes_back_beside_its_line(as_user):
    group = proposed(least_members=5)
    address = reverse("groups:check_forming", args=[group.pk])
    sent = {"is_fit": "yes", **EXCUSES, "submission": uuid.uuid4()}

    answer = as_user(UserFactory(role="verifier")).post(address, sent)

    assert answer.status_code == 422
    assert answer.context["form"].errors["size"]


def test_groups_that_are_being_formed_are_found(as_user):
    group, other = begun(), GroupFactory()
    user = UserFactory(role="verifier")

    page = as_user(user).get(reverse("groups:groups"), {"forming": "on"}).text

    assert str(group) in page
    assert str(other) not in page


def test_an_old_group_enters_with_its_decree(as_user):
    by = facilitator()
    group = begun()
    typed = {"name": "Lama", "village": group.village_id, "programme": group.programme_id}
    typed |= {"formed_on": FOUNDED.isoformat(), "business": "goats", "rhythm": "monthly"}
    typed |= {"usual_hour": "16:00", "usual_place": "Balai", "decree_number": "SK 12/2011"}
    typed |= typed_families(3)
    address = reverse("groups:register_group")
    assert as_user(by).post(address, typed).status_code == 422

    as_user(by).post(address, typed | {"decree_on": FOUNDED.isoformat()})

    made = Group.objects.formed().get(name="Lama")
    assert (made.decree_number, made.decree_on) == ("SK 12/2011", FOUNDED)


def test_a_group_that_is_being_formed_is_not_proposed_for_a_grant(in_english):
    group, selection_round = found_fit(), RoundFactory()
    by = facilitator()
    with pytest.raises(RuleBroken, match="still being formed"):
        require_proposable(selection_round, group, TODAY, by)
    refused_row(
        "of_a_formed_group", Candidacy(round=selection_round, group=group, date=TODAY, by=by)
    )
    assert group not in not_proposed(selection_round, Group.objects.all())

    sign(group)

    require_proposable(selection_round, group, TODAY, by)
    assert group in not_proposed(selection_round, Group.objects.all())


def test_the_decree_says_which_rules_are_met_by_exception():
    words = said(sign(found_fit()).paper)

    assert "dengan pengecualian sebagaimana tercantum dalam lampiran" in words
    assert "KTP diurus" in words
    assert "memenuhi semuanya" not in words


def test_the_minutes_are_the_groups_own_and_leave_out_what_it_did_not_agree_on():
    group = begun()
    Group.objects.filter(pk=group.pk).update(usual_place="", month_day=10)

    words = said(propose(Group.objects.get(pk=group.pk)).paper)

    assert f"001/BA/{str(group).upper()}/" in words
    assert "pada tanggal 10, pukul" in words
    assert "di –" not in words
