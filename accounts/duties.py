"""Separation of duties: pairs of acts that one user may never both do in a case (domain.md §2).

`APART` lists the pairs. A trigger on the row that an act inserts (`keeps_apart`) records who did
it, and an exclusion constraint on `Duty` refuses the other act to the same user, concurrent or not.

Two pairs are enforced elsewhere. Holding the cash box and signing its count concerns members, who
seldom sign in: triggers on `finance.CashCount` and on offices. Giving a role and using it on money:
`Assignment` refuses a role given to oneself, and any other role to an administrator. Two pairs come
with their features: request and approve a loan, reopen a period and record in it.
"""

from dataclasses import dataclass

import pgtrigger
from django.db.models import Model
from django.utils.translation import gettext_lazy

from accounts.models import Duty, User
from foundation.rules import RuleBroken
from foundation.texts import Text
from foundation.triggers import EnforcedTrigger


@dataclass(frozen=True)
class Pair:
    """Two acts, the kind of case they share, and the refusal for each."""

    acts: tuple[str, str]
    case: str  # the model both acts are about
    refusals: tuple[Text, Text]

    @property
    def name(self) -> str:
        return "/".join(self.acts)


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
]


# How three people may do a whole round: what the page of a new user says, proved by a test.
OFFICE_OF_THREE = [
    {"propose_group", "type_account", "write_report"},
    {"propose_list", "answer_objection", "pay"},
    {"verify_group", "score", "sign_decree", "match", "check_account", "review_report"},
]


def keeps_apart(act: str, *, by: str, **cases: str) -> EnforcedTrigger:
    """A trigger for the row that an act inserts; `by` and the cases are SQL over NEW.

    Every pair of the act needs its case, by the name in `APART`.
    """
    notes = [
        f"""
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


def require_apart(act: str, *, by: User, **cases: Model) -> None:
    """Raises RuleBroken if the user did the other act of a pair in the same case.

    Cases are rows: `require_apart("pay", by=user, round=round, …)`.
    """
    for pair in APART:
        if act not in pair.acts or pair.case not in cases:
            continue
        side = pair.acts.index(act)
        case = f"{pair.case}:{cases[pair.case].pk}"
        if Duty.objects.filter(pair=pair.name, case=case, side=1 - side, user=by).exists():
            raise RuleBroken(str(pair.refusals[side]))
