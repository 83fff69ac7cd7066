"""The province lifts a pair of duties for a small office; the pairs of domain.md §2 never."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from accounts.actions import end_lift, lift_pair
from accounts.database_roles import as_owner
from accounts.duties import APART
from accounts.models import LIFTABLE, Duty, PairLift
from accounts.people_needed import people_needed
from accounts.reports import people_said
from foundation.rules import RuleBroken
from grants.audit.reports.trail import trail_of
from grants.payment.actions.bank_accounts import check_account
from grants.payment.models import AccountCheck
from grants.payment.reports.bank_accounts import accounts_to_check
from grants.selection.models import Award
from tests.accounts.test_users import recent
from tests.conftest import TODAY, signed_in
from tests.factories import PairLiftFactory, UserFactory, region
from tests.finance.promises.sql import committed
from tests.grants.factories import (
    AccountCheckFactory,
    AgreementFactory,
    AwardFactory,
    BankAccountFactory,
    DisbursementFactory,
    MatchFactory,
    TransferFactory,
)
from tests.grants.matching import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
PAIR = "type_account/check_account"
DAY = datetime.timedelta(days=1)
ALWAYS = [pair.name for pair in APART if not pair.is_liftable]


def lifted(**more):
    facts = {"pair": PAIR, "office": region("35.07"), "since": TODAY, "until": TODAY + 30 * DAY}
    facts |= {"reason": "Tiga pegawai", "today": TODAY}
    return lift_pair(**facts | more, by=UserFactory(role="province", at="35"))


def own_account(**more):
    return BankAccountFactory(by=UserFactory(role="verifier"), **more)


def check_own(account):
    """Refused in words and by the database."""
    with pytest.raises(RuleBroken, match="typed the account"):
        check_account(account=account, right=True, by=account.by)
    with pytest.raises(IntegrityError, match="never_by_one"), transaction.atomic():
        AccountCheckFactory(account=account, by=account.by)


def test_one_person_may_then_do_both_and_the_duty_names_the_lift():
    lift, account = lifted(), own_account()

    check_account(account=account, right=True, by=account.by)

    assert Duty.objects.get(pair=PAIR, side=1).lift == lift
    assert Duty.objects.get(pair=PAIR, side=0).lift is None


@pytest.mark.parametrize(
    ("code", "first", "last"), [("35.79", 0, 30), ("35.07", 1, 30), ("35.07", -9, 0)]
)
def test_not_elsewhere_and_not_before_or_after(code, first, last):
    PairLiftFactory(office=region(code), since=TODAY + first * DAY, until=TODAY + last * DAY)

    check_own(own_account())


def test_ended_it_is_apart_again_and_what_was_done_stays():
    lift, done = lifted(), own_account()
    check_account(account=done, right=True, by=done.by)

    end_lift(lift=lift, reason="Pegawai baru", today=TODAY, by=lift.by)

    check_own(own_account())
    assert AccountCheck.objects.get().account == done


@committed
@pytest.mark.parametrize("pair", ALWAYS)
def test_no_sql_lifts_a_pair_that_is_always_apart(pair):
    lift = PairLiftFactory()
    with as_owner():
        with pytest.raises(IntegrityError, match="pairlift_liftable"):
            PairLiftFactory(pair=pair, by=lift.by, office=lift.office)
        with pytest.raises(IntegrityError, match="duty_lifted_pair"):
            Duty.objects.create(pair=pair, case="x:1", side=0, user=lift.by, lift=lift)


def test_the_lift_of_one_pair_lifts_no_other():
    lifted()
    award = AgreementFactory().award
    checked = AccountCheckFactory(account=BankAccountFactory(group=award.group))

    with pytest.raises(IntegrityError, match="never_by_one"), transaction.atomic():
        TransferFactory(disbursement=DisbursementFactory(award=award), by=checked.by)


def test_the_site_never_edits_it():
    lifted()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        PairLift.objects.update(until=TODAY + 900 * DAY)


@committed
def test_nor_does_the_owner():
    lift = PairLiftFactory()

    with as_owner(), pytest.raises(IntegrityError, match="never changed"):
        lift.delete()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"since": TODAY - DAY}, "today or later"),
        ({"until": TODAY}, "before the first"),
        ({"reason": " "}, "why this office"),
        ({"pair": "pay/match"}, "always stays apart"),
    ],
)
def test_it_is_for_a_term_with_a_reason(more, words):
    with pytest.raises(RuleBroken, match=words):
        lifted(**more)


def test_two_of_one_pair_do_not_overlap():
    lift = lifted()
    with pytest.raises(RuleBroken, match="already"):
        lifted(since=TODAY + 5 * DAY)
    end_lift(lift=lift, reason="Salah tanggal", today=TODAY, by=lift.by)

    assert lifted(since=TODAY + 5 * DAY)


def test_it_is_ended_once_and_not_after_its_last_day():
    lift = lifted()
    end_lift(lift=lift, reason="Selesai", today=TODAY, by=lift.by)

    with pytest.raises(RuleBroken, match="a moment ago"):
        end_lift(lift=lift, reason="Lagi", today=TODAY, by=lift.by)
    with pytest.raises(RuleBroken, match="over already"):
        end_lift(lift=lift, reason="Lagi", today=lift.until, by=lift.by)


def test_what_waits_offers_the_own_account_too():
    account = own_account(group=AwardFactory().group)
    before = list(accounts_to_check(account.by))

    lifted()

    assert (before, list(accounts_to_check(account.by))) == ([], [account])


def test_the_trail_names_the_lift_and_the_act_under_it():
    lifted()
    account = own_account(group=AgreementFactory().award.group)
    AccountCheckFactory(account=account, by=account.by)
    award = Award.objects.get(group=account.group)
    MatchFactory(transfer=TransferFactory(disbursement=DisbursementFactory(award=award)))

    [step] = [step for step in trail_of(award) if step.anchor.startswith("lift")]

    said = " ".join(fact.text for fact in step.facts)
    assert str(account.by) in said
    assert "Tiga pegawai" in said


@pytest.mark.parametrize("pairs", [[], LIFTABLE])
def test_the_people_needed_share_all_acts_without_a_pair(pairs):
    people = people_needed(pairs)

    assert len(people) == (3 if pairs else 4)
    for acts in people:
        assert not [pair for pair in APART if set(pair.acts) <= acts and pair.name not in pairs]


def test_it_is_reckoned_with_what_is_lifted():
    """With all pairs lifted only who facilitates is apart from the money: two people."""
    assert len(people_needed([pair.name for pair in APART])) == 2


def test_who_makes_users_reads_it_for_each_office(as_user):
    lifted()

    page = recent(as_user(UserFactory(role="administrator"))).get(reverse("invite_user"))

    assert [each.office for each in people_said()] == [None, region("35.07")]
    assert str(region("35.07")) in page.text.split("</details>")[0]


def test_the_pages_lift_and_end_it(as_user):
    client = signed_in(as_user(UserFactory(role="province", at="35")), 0)
    facts = {"pair": PAIR, "office": region("35.07").pk, "reason": "Kecil"}
    facts |= {"since": TODAY.isoformat(), "until": TODAY.isoformat()}

    answer = sent(client, reverse("lift_pair"), **facts)
    assert answer.status_code == 302, answer.context["form"].errors
    lift = PairLift.objects.get()
    sent(client, reverse("end_lift", args=[lift.pk]), reason="Cukup")

    assert lift.until == TODAY + DAY
    assert PairLift.objects.get().is_ended


def test_an_office_of_another_province_is_no_choice(as_user):
    client = signed_in(as_user(UserFactory(role="province", at="36")), 0)
    facts = {"pair": PAIR, "office": region("35.07").pk, "reason": "Kecil"}
    facts |= {"since": TODAY.isoformat(), "until": TODAY.isoformat()}

    answer = sent(client, reverse("lift_pair"), **facts)

    assert answer.status_code == 422


def test_the_auditor_and_the_province_read_what_is_lifted(as_user):
    lifted()

    readers = [
        UserFactory(role="auditor"),
        UserFactory(role="province", at="35"),
        UserFactory(role="administrator"),
    ]
    for reader in readers:
        page = as_user(reader).get(reverse("duties"))
        assert [str(lift.office) for lift, *_rest in page.context["rows"]] == ["Kabupaten Malang"]
