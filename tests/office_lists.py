"""Each list of the office: its page, who reads it, and rows that differ in what they show."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from finance.models import Book
from papers.models import Paper
from tests import office_rows
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MeetingFactory,
    ProgrammeFactory,
    UserFactory,
    noon,
    region,
)
from tests.finance.posting import pay_in
from tests.grants.factories import (
    BudgetFactory,
    CandidacyFactory,
    DecreeFactory,
    PaperFactory,
    QuotaFactory,
    RankingFactory,
    RoundFactory,
    ScoreSheetFactory,
    StatementLineFactory,
    VisitFactory,
)
from tests.grants.spending import buy, in_hand, sent
from tests.office_rows import BUSINESSES, DAY, VILLAGES, awards, some_group


@dataclass(frozen=True)
class OnPage:
    """A list: the url name, the role that reads it, what makes that many rows, a filter."""

    url: str
    role: str
    make: Callable[[int], list | None]  # the arguments of the address, if it has any
    query: dict = field(default_factory=dict)
    base: dict = field(default_factory=dict)  # always asked
    alike: str = ""  # columns in which those rows do not differ


def groups(count):
    for number in range(count):
        group = GroupFactory(
            name=f"Melati {count - number:02}",
            village=region(VILLAGES[number % 3]),
            business=BUSINESSES[number % 3],
            members=1 + number % 2,
            facilitator=UserFactory(role="facilitator") if number else None,
        )
        if number % 2:
            MeetingFactory(group=group, date=TODAY - number * DAY)
            quota = QuotaFactory(year=TODAY.year - (2 if number % 8 == 7 else 1))
            CandidacyFactory(group=group, round=RoundFactory(quota=quota, year=quota.year))


def users(count):
    for number in range(count):
        login = noon(TODAY - number * DAY) if number % 2 else None
        UserFactory(role="verifier", is_active=number % 2 == 0, last_login=login)


def papers(count):
    for number in range(count):
        date, by = TODAY - number * DAY, UserFactory()
        with transaction.atomic():
            paper = PaperFactory(
                kind=Paper.Kind.DECREE if number % 2 else Paper.Kind.RANKING,
                group=GroupFactory(name=f"Melati {count - number:02}") if number else None,
                date=date,
                by=by,
            )
            if number % 2:
                DecreeFactory(paper=paper, proposal__date=date, date=date, by=by)
            else:
                RankingFactory(paper=paper)


def quotas(count):
    for number in range(count):
        quota = QuotaFactory(
            programme=ProgrammeFactory(name=f"BLPS {count - number:02}"),
            district=region("35.79" if number % 2 else "35.07"),
            year=2020 + number % 3,
            places=10 + number,
            amount=(1 + number) * 1_000_000,
        )
        if number % 2:
            RoundFactory(quota=quota, places=1, amount=quota.amount, year=quota.year)


def programmes(count):
    for number in range(count):
        programme = ProgrammeFactory(
            name=f"BLPS {count - number:02}",
            since=TODAY - (number + 400) * DAY,
            until=TODAY - number * DAY if number % 2 else None,
        )
        if number % 2:
            GroupFactory(programme=programme, formed_on=programme.since)
            RoundFactory(quota=QuotaFactory(programme=programme))


def rounds(count):
    for number in range(count):
        quota = QuotaFactory(
            programme=ProgrammeFactory(name=f"BLPS {count - number:02}"),
            district=region("35.79" if number % 2 else "35.07"),
            year=2020 + number,
            places=10 + number,
        )
        each = RoundFactory(quota=quota, places=1 + number, year=quota.year)
        if number == 2:
            ScoreSheetFactory(candidacy__round=each)


def candidacies(count):
    selection_round = RoundFactory(places=count)
    for number in range(count):
        candidacy = CandidacyFactory(
            round=selection_round, group=some_group(number, count), date=TODAY - (30 - number) * DAY
        )
        if number % 2:
            VisitFactory(candidacy=candidacy, date=TODAY - number * DAY)
    return [selection_round.pk]


def ranking(count):
    selection_round = RoundFactory(places=count)
    criteria = len(selection_round.instrument.criteria.all())
    for number in range(count):
        candidacy = CandidacyFactory(round=selection_round, group=some_group(number, count))
        if number:
            ScoreSheetFactory(candidacy=candidacy, levels=[number % 4 + 1] * criteria)
    return [selection_round.pk]


def payments(count):
    for award in awards(count)[::2]:
        BudgetFactory(candidacy=award.candidacy, lines=[("Sapi", "animal", 1, award.amount)])


def reports(count):
    for number in range(count):
        award = in_hand(group=some_group(number, count))
        buy(award, amount=1_000_000 + number)
        if number % 2:
            sent(award)


def lines(count):
    for number in range(count):
        StatementLineFactory(
            date=TODAY - number * DAY,
            amount=-1_000_000 - number,
            reference=f"FT{number:08}",
            counter_account=f"{number:010}",
            counter_name=f"TOKO MELATI {number:02}",
            text=f"Biaya {number:02}",
        )


def savings(count):
    group = GroupFactory(members=count)
    for number, membership in enumerate(group.memberships.all()):
        for kind in Book.SAVINGS:
            pay_in(membership, 1_000 * (1 + number), kind=kind)
    return [group.pk]


ALIKE_IN_HEALTH = "meetings attendance dues savings counts training"
LISTS = [
    OnPage("groups:groups", "head", groups, {"grant": "proposed", "year": str(TODAY.year - 1)}),
    OnPage("users", "administrator", users, {"role": "verifier"}),
    OnPage("papers:papers", "head", papers, {"kind": "decree"}),
    OnPage("grants:quotas", "province", quotas, {"year": "2021"}),
    OnPage("grants:programmes", "head", programmes, {"running": "on"}),
    OnPage("grants:rounds", "province", rounds, {"year": "2021"}, alike="award_count"),
    OnPage("grants:round", "head", candidacies, {"state": "to_visit"}),
    OnPage("grants:ranking", "head", ranking, alike="lacks"),
    OnPage("grants:disbursements", "cashier", payments, {"state": "plan"}),
    OnPage(
        "grants:reports",
        "head",
        reports,
        {"show": "to_review"},
        alike="amount due given_back on_its_way",
    ),
    OnPage("grants:bank", "cashier", lines, {"q": "MELATI 01"}, {"show": "unknown"}, "group what"),
    OnPage(
        "grants:bank_files",
        "cashier",
        office_rows.bank_files,
        {"year": str(TODAY.year - 1)},
        alike="sent",
    ),
    OnPage("grants:waiting_on_bank", "cashier", office_rows.late_payments, {"q": "Melati 02"}),
    OnPage(
        "grants:objections", "head", office_rows.objections, {"q": "Melati 02"}, alike="answered"
    ),
    OnPage("grants:eligible", "head", office_rows.eligible, {"q": "Melati 02"}, {"all": "on"}),
    OnPage(
        "grants:waiting", "verifier", office_rows.waiting, {"q": "Melati 02"}, alike="due state"
    ),
    OnPage(
        "groups:instruments", "head", office_rows.instruments, {"usable": "on"}, alike="criteria"
    ),
    OnPage("groups:registers", "auditor", office_rows.registers, {"kind": "poverty"}, alike="sent"),
    OnPage("groups:list_changes", "auditor", office_rows.changed_deciles, alike="village before"),
    OnPage("groups:list_away", "auditor", office_rows.members_away, alike="village state"),
    OnPage(
        "groups:register_rows",
        "auditor",
        office_rows.register_rows,
        {"q": "Melati B"},
    ),
    OnPage("groups:meetings", "head", office_rows.meetings, {"state": "held"}),
    OnPage(
        "finance:disputes", "head", office_rows.disputes, {"q": "Melati 02"}, alike="told state"
    ),
    OnPage(
        "groups:recurring_problems",
        "head",
        office_rows.recurring,
        {"kind": "business"},
        {"per": "group"},
    ),
    OnPage("groups:trainings", "head", office_rows.trainings, {"q": "kas 01"}, alike="office"),
    OnPage("groups:untrained_officers", "head", office_rows.untrained, {"post": "chair"}),
    OnPage(
        "finance:coaching_reports",
        "head",
        office_rows.reporting,
        {"show": "missing"},
        alike="month",
    ),
    OnPage("finance:health", "head", office_rows.health, {"needs": "on"}, alike=ALIKE_IN_HEALTH),
    OnPage("finance:savings", "head", savings),
]
NAMED = {each.url: each for each in LISTS}
