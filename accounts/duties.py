"""Separation of duties: pairs of acts that one user may never both do in a case (domain.md §2).

`APART` lists the pairs. A trigger on the row that an act inserts (`keeps_apart`) records who did
it, and an exclusion constraint on `Duty` refuses the other act to the same user, concurrent or not.

Two pairs are enforced elsewhere. Holding the cash box and signing its count concerns members, who
seldom sign in: triggers on `finance.CashCount` and on offices. Giving a role and using it on money:
`Assignment` refuses a role given to oneself, and any other role to an administrator. Two pairs come
with their features: request and approve a loan, reopen a period and record in it.
"""

import datetime
from dataclasses import dataclass

import pgtrigger
from django.db.models import BigIntegerField, Model, Q
from django.db.models.functions import Cast, Substr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import LIFTABLE, Duty, PairLift, PairLiftEnd, User
from foundation.rules import RuleBroken
from foundation.texts import Text
from foundation.triggers import EnforcedTrigger


@dataclass(frozen=True)
class Pair:
    """Two acts, the kind of case they share, and the refusal for each."""

    acts: tuple[str, str]
    case: str  # the model both acts are about
    refusals: tuple[Text, Text]
    label: Text = ""  # of a pair that can be lifted

    @property
    def name(self) -> str:
        return "/".join(self.acts)

    @property
    def is_liftable(self) -> bool:
        """Whether the province may lift it for a small office."""
        return self.name in LIFTABLE


APART = [
    Pair(
        ("propose_group", "verify_group"),
        "candidacy",
        (
            gettext_lazy("Who verifies a group may not propose it. Ask a facilitator."),
            gettext_lazy("Who proposed a group may not verify it. Ask another verifier."),
        ),
    ),
    Pair(
        ("score", "answer_objection"),
        "candidacy",
        (
            gettext_lazy("Who answered an objection may not score. Ask another verifier."),
            gettext_lazy("Who scored the group may not answer. Ask another one."),
        ),
    ),
    Pair(
        ("propose_list", "sign_decree"),
        "round",
        (
            gettext_lazy("Who signs the decree may not propose the list."),
            gettext_lazy("Who proposed may not decide. Ask the head of office."),
        ),
    ),
    Pair(
        ("sign_decree", "pay"),
        "round",
        (
            gettext_lazy("Who pays may not sign the decree."),
            gettext_lazy("Who signed the decree may not pay. Ask a cashier."),
        ),
    ),
    Pair(
        ("pay", "match"),
        "disbursement",
        (
            gettext_lazy("Who matched the bank's statement may not pay. Ask another cashier."),
            gettext_lazy("Who paid may not match the bank's statement. Ask another cashier."),
        ),
    ),
    Pair(
        ("type_account", "check_account"),
        "account",
        (
            gettext_lazy("Who checked the account may not type it."),
            gettext_lazy("Who typed the account may not check it. Ask another one."),
        ),
        gettext_lazy("Enter a group's bank account, and check it"),
    ),
    Pair(
        ("check_account", "pay"),
        "account",
        (
            gettext_lazy("Who pays may not check the account. Ask another one."),
            gettext_lazy("Who checked the account may not pay into it. Ask another cashier."),
        ),
    ),
    Pair(
        ("write_report", "review_report"),
        "award",
        (
            gettext_lazy("Who reviews the report may not write it."),
            gettext_lazy("Who wrote the report may not review it. Ask another verifier."),
        ),
    ),
    # Propose, decide, pay and review: four people in a round, where an office has so many.
    Pair(
        ("propose_group", "sign_decree"),
        "round",
        (
            gettext_lazy("Who signs the decree may not propose a group."),
            gettext_lazy("Who proposed a group of this round may not sign its decree."),
        ),
        gettext_lazy("Propose a group, and sign the decree"),
    ),
    Pair(
        ("propose_group", "pay"),
        "round",
        (
            gettext_lazy("Who pays in this round may not propose a group."),
            gettext_lazy("Who proposed a group of this round may not pay. Ask another cashier."),
        ),
        gettext_lazy("Propose a group, and pay"),
    ),
    Pair(
        ("propose_group", "review_report"),
        "round",
        (
            gettext_lazy("Who reviews reports of this round may not propose a group."),
            gettext_lazy(
                "Who proposed a group of this round may not review reports. Ask another verifier."
            ),
        ),
        gettext_lazy("Propose a group, and review reports"),
    ),
    Pair(
        ("sign_decree", "review_report"),
        "round",
        (
            gettext_lazy("Who reviewed reports of this round may not sign its decree."),
            gettext_lazy("Who signed the decree may not review reports. Ask another verifier."),
        ),
        gettext_lazy("Sign the decree, and review reports"),
    ),
    Pair(
        ("pay", "review_report"),
        "round",
        (
            gettext_lazy("Who reviewed reports of this round may not pay. Ask another cashier."),
            gettext_lazy("Who paid in this round may not review reports. Ask another verifier."),
        ),
        gettext_lazy("Pay, and review reports"),
    ),
]

LABELS = {pair.name: pair.label for pair in APART}


def keeps_apart(act: str, *, by: str, office: str = "", **cases: str) -> EnforcedTrigger:
    """A trigger for the row that an act inserts; `by`, `office` and the cases are SQL over NEW.

    Every pair of the act needs its case, by the name in `APART`, and a pair that can be lifted the
    code of the office.
    """
    notes = [
        _note_under_lift(pair, act, by=by, case=cases[pair.case], office=office)
        if pair.is_liftable
        else f"""
                    INSERT INTO accounts_duty (pair, "case", side, user_id)
                        SELECT '{pair.name}', '{pair.case}:' || made.number,
                            {pair.acts.index(act)}, {by}
                        FROM (SELECT ({cases[pair.case]}) AS number) made
                        WHERE made.number IS NOT NULL
                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;"""
        for pair in APART
        if act in pair.acts
    ]
    return EnforcedTrigger(
        name=f"apart_{act}",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func="".join(notes) + "\n                    RETURN NULL;",
    )


def _note_under_lift(pair: Pair, act: str, *, by: str, case: str, office: str) -> str:
    """The duty; where the user did the other act too, with the lift in force, if there is one."""
    side = pair.acts.index(act)
    return f"""
                    INSERT INTO accounts_duty (pair, "case", side, user_id, lift_id)
                        SELECT '{pair.name}', made.name, {side}, {by}, (
                            SELECT l.id FROM accounts_pairlift l
                            JOIN accounts_duty other ON other.pair = l.pair
                                AND other."case" = made.name AND other.side = {1 - side}
                                AND other.user_id = {by}
                            WHERE l.pair = '{pair.name}' AND l.office_id = ({office})
                                AND l.since <= (now() AT TIME ZONE 'Asia/Jakarta')::date
                                AND l.until > (now() AT TIME ZONE 'Asia/Jakarta')::date
                                AND NOT EXISTS (SELECT FROM accounts_pairliftend
                                                WHERE lift_id = l.id)
                            ORDER BY l.id LIMIT 1)
                        FROM (SELECT '{pair.case}:' || ({case}) AS name) made
                        ON CONFLICT (pair, "case", side, user_id) DO NOTHING;"""


def require_apart(act: str, office: str = "", /, *, by: User, **cases: Model) -> None:
    """Raises RuleBroken if the user did the other act of a pair in the same case.

    Cases are rows: `require_apart("pay", by=user, round=round, …)`. `office` is the code of the
    district, for which the province may have lifted a pair.
    """
    kept = [pair for pair in APART if act in pair.acts and pair.case in cases]
    names = [f"{name}:{row.pk}" for name, row in cases.items()]
    duties = Duty.objects.filter(user=by, pair__in=[pair.name for pair in kept], case__in=names)
    done = set(duties.values_list("pair", "case", "side"))
    for pair in kept:
        side = pair.acts.index(act)
        if (pair.name, f"{pair.case}:{cases[pair.case].pk}", 1 - side) not in done:
            continue
        if not PairLift.objects.running().filter(pair=pair.name, office=office).exists():
            raise RuleBroken(str(pair.refusals[side]))


def require_running_lift(lift: PairLift, today: datetime.date) -> None:
    """Require a lift neither ended nor over."""
    if lift.until <= today:
        raise RuleBroken(_("It is over already."))
    if PairLiftEnd.objects.filter(lift=lift).exists():
        raise RuleBroken(_("It was ended a moment ago."))


def barred_from(act: str, user: User, *, office: str = "", **cases: str) -> Q:
    """Rows on which `require_apart` refuses the act to the user, by the lookups of their cases.

    `office` is the lookup of the district, for which the province may have lifted a pair.
    """
    barred = Q()
    for pair in APART:
        if act not in pair.acts or pair.case not in cases:
            continue
        other = Duty.objects.filter(pair=pair.name, side=1 - pair.acts.index(act), user=user)
        number = Cast(Substr("case", len(f"{pair.case}:") + 1), BigIntegerField())
        did = Q(**{f"{cases[pair.case]}__in": other.values_list(number)})
        if pair.is_liftable:
            lifted = PairLift.objects.running().filter(pair=pair.name)
            did &= ~Q(**{f"{office}__in": lifted.values("office")})
        barred |= did
    return barred
