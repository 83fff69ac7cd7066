"""Rows of the lists of the office that differ in what they show, for `tests/office_lists.py`."""

import datetime

from finance.actions.coaching import sign_coaching_report
from finance.actions.counts import count_cash
from groups.models import Attendance, MissedMeeting, Office, PovertyCheck, Problem
from groups.registers.actions.loading import decide_register
from groups.registers.reading.people import Fault
from tests.conftest import TODAY, month
from tests.factories import (
    AttendanceFactory,
    CoachingVisitFactory,
    DisputeFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    ProblemFactory,
    TrainedFactory,
    TrainingFactory,
    UserFactory,
    lettered,
    region,
)
from tests.finance.posting import pay_in
from tests.grants.factories import (
    AgreementFactory,
    AwardFactory,
    BankFileFactory,
    BudgetFactory,
    CandidacyFactory,
    DecreeFactory,
    DisbursementFactory,
    InstrumentFactory,
    ObjectionFactory,
    OfficeAccountFactory,
    PublicationFactory,
    RankingFactory,
    RoundFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.groups.registers.files import flaw, loaded, nik, row, taken_over

DAY = datetime.timedelta(days=1)
VILLAGES = ["35.07.07.2001", "35.07.07.2002", "35.07.08.2001"]
BUSINESSES = ["cattle", "goats", "fish"]


def recurring(count):
    """Kinds of problems that came more than once, some of them closed."""
    kinds = Problem.Kind.values
    for number in range(count):
        group = GroupFactory(name=f"Melati {count - number:02}")
        closed = {"closed_on": TODAY, "closed_by": UserFactory()} if number % 2 else {}
        for again in range(2 + number):
            ProblemFactory(
                group=group,
                kind=kinds[number % len(kinds)],
                raised_on=TODAY - (number + again) * DAY,
                ended=f"Selesai {number:02}" if closed else "",
                **closed,
            )


def trainings(count):
    for number in range(count):
        training = TrainingFactory(
            topics=f"Buku kas {count - number:02}",
            date=TODAY - number * DAY,
            place=f"Balai {number:02}",
            trainer=f"Bu Endang {number:02}",
            hours=1 + number,
        )
        group = GroupFactory(members=number)
        for place, membership in enumerate(group.memberships.all()):
            TrainedFactory(training=training, membership=membership)
            if place < min(number // 2, len(Office.Post.values)):
                OfficeFactory(membership=membership, post=Office.Post.values[place])


def untrained(count):
    for number in range(count):
        group = GroupFactory(
            name=f"Melati {count - number:02}", village=region(VILLAGES[number % 3]), members=1
        )
        OfficeFactory(
            membership=group.memberships.get(),
            post=Office.Post.values[number % 3],
            since=TODAY - number * DAY,
        )


def reporting(count):
    """Facilitators with some groups each, every second of whom has reported last month."""
    for number in range(count):
        facilitator = UserFactory(role="facilitator", name=f"Pendamping {lettered(number)}")
        for _group in range(1 + number):
            GroupFactory(facilitator=facilitator)
        if number % 2:
            where = region("35.07")
            sign_coaching_report(office=where, month=month(-1), today=TODAY, by=facilitator)


def health(count):
    """Groups of which each has another number of problems, officers and visits."""
    for number in range(count):
        group = GroupFactory(
            name=f"Melati {count - number:02}", village=region(VILLAGES[number % 3]), members=3
        )
        people = group.memberships.all()[: 3 if number == 0 else number % 3]
        for membership, post in zip(people, Office.Post, strict=False):
            OfficeFactory(membership=membership, post=post)
        CoachingVisitFactory(group=group, date=TODAY - number * DAY)
        MeetingFactory(group=group, date=TODAY - number * DAY)
        if number == 0:
            count_cash(
                group=group,
                date=TODAY,
                counted=0,
                counted_by=people[0],
                today=TODAY,
                by=group.registered_by,
            )
        ProblemFactory.create_batch(number, group=group, raised_on=TODAY)


def some_group(number, count, members=10):
    return GroupFactory(
        name=f"Melati {count - number:02}",
        village=region(VILLAGES[number % 3]),
        business=BUSINESSES[number % 3],
        members=members,
        facilitator=UserFactory(role="facilitator"),
    )


def awards(count):
    made = []
    for number in range(count):
        decree = DecreeFactory(proposal__round__amount=(1 + number) * 1_000_000)
        candidacy = CandidacyFactory(round=decree.round, group=some_group(number, count))
        made.append(AwardFactory(decree=decree, candidacy=candidacy, amount=decree.round.amount))
    return made


def meetings(count):
    group = GroupFactory(members=3)
    for number in range(count - 1):
        meeting = MeetingFactory(
            group=group,
            date=TODAY - (400 * (number == 1) + number + 1) * DAY,
            place=f"Balai {count - number:02}",
            recorded_by=UserFactory(),
        )
        for place, membership in enumerate(group.memberships.all()[: 1 + number % 3]):
            kind = Attendance.Kind.PRESENT if place < number else Attendance.Kind.ABSENT
            AttendanceFactory(meeting=meeting, membership=membership, kind=kind)
    MissedMeeting.objects.create(
        group=group, date=TODAY - 300 * DAY, next_on=TODAY + DAY, reason="Hujan", by=UserFactory()
    )
    return [group.pk]


def objections(count):
    selection_round = RoundFactory(places=count)
    found = [
        CandidacyFactory(round=selection_round, group=some_group(number, count, members=1))
        for number in range(count)
    ]
    PublicationFactory(round=RankingFactory(round=selection_round).round)
    for number, candidacy in enumerate(found):
        ObjectionFactory(
            candidacy=candidacy,
            name=f"Pak Karto {number:02}",
            date=TODAY - (3 + number % 3) * DAY,
            by=UserFactory(role="verifier"),
        )
    return [selection_round.pk]


def bank_files(count):
    for number in range(count):
        file = BankFileFactory(
            name=f"november {number:02}.sta",
            account=OfficeAccountFactory(number=f"001100{number % 3:04}"),
            first_on=TODAY - (30 + number) * DAY,
            last_on=TODAY - (400 * (number == 1) + number) * DAY,
            by=UserFactory(role="cashier"),
        )
        for _line in range(number % 3):
            StatementLineFactory(file=file)


def eligible(count):
    selection_round = RoundFactory(places=count)
    for number in range(count):
        some_group(number, count, members=1)
    return [selection_round.pk]


def instruments(count):
    for number in range(count):
        InstrumentFactory(
            code=f"blps_{number % 3}",
            version=1 + number,
            name=f"Penilaian {count - number:02}",
            for_old_results=number % 2 == 1,
        )


def disputes(count):
    for number in range(count):
        group = some_group(number, count, members=1)
        entry = pay_in(group.memberships.get(), 1_000 * (1 + number))
        DisputeFactory(entry=entry, claimed=5_000 + number)


def waiting(count):
    for number in range(count):
        CandidacyFactory(
            round=RoundFactory(places=count),
            group=some_group(number, count, members=1),
            date=TODAY - (30 - number) * DAY,
        )
    return ["visit"]


def late_payments(count):
    for number, award in enumerate(awards(count)):
        BudgetFactory(candidacy=award.candidacy, lines=[("Sapi", "animal", 1, award.amount)])
        AgreementFactory(award=award)
        TransferFactory(
            disbursement=DisbursementFactory(award=award),
            date=TODAY - (10 + number) * DAY,
            by=UserFactory(role="cashier"),
        )


def registers(count):
    for number in range(count):
        by = UserFactory(
            role="operator", name=f"Operator {count - number:02}", at=VILLAGES[number % 3]
        )
        more = {"as_of": TODAY - number * DAY, "village": VILLAGES[number % 3]}
        if number % 2:
            more |= {"kind": "siks_ng_desil", "version": f"{number}"}
        register = loaded(row(number), by=by, **more)
        if number % 2:
            decide_register(register=register, by=by)


def register_rows(count):
    people = [
        row(
            number,
            f"Melati {lettered(count - number)}",
            born=TODAY - (9_000 + number) * DAY,
            rt=1 + number % 4,
            sex="PL"[number % 2],
            relation="Istri" if number % 2 else "",
            decile=1 + number % 10,
            aid=("PKH",) if number % 2 else (),
        )
        for number in range(1, count + 1)
    ]
    flaws = [flaw(1), flaw(2, Fault.DEAD, serious=False)]
    register = taken_over(*people, flaws=flaws, by=UserFactory(role="operator"))
    return [register.pk]


def changed_deciles(count):
    """Members in decile 1 whom a newer list puts elsewhere."""
    people = []
    for number in range(1, count + 1):
        membership = looked_up(number, some_group(number, count, members=0))
        people.append(row(number, str(membership), decile=1 + number))
    by = UserFactory(role="operator")
    for village in VILLAGES:
        operator = UserFactory(role="operator", at=village) if village != VILLAGES[0] else by
        taken_over(*people, by=operator, kind="siks_ng_desil", version="IV", village=village)


def members_away(count):
    """Members whom the register of the village says died or moved, by turns."""
    gone = [Fault.DEAD, Fault.MOVED]
    by = UserFactory(role="operator")
    people, flaws = [], []
    for number in range(1, count + 1):
        membership = looked_up(number, some_group(number, count, members=0))
        people.append(row(number, str(membership)))
        flaws.append(flaw(number, gone[number % 2], serious=False))
    taken_over(*people, flaws=flaws, by=by)


def looked_up(number, group):
    membership = MembershipFactory(group=group, person__name=f"Melati {lettered(number)}")
    membership.person.seal_nik(nik(number))
    membership.person.save()
    PovertyCheck.objects.create(
        household=membership.household,
        poverty_list="DTSEN",
        version="III",
        checked_on=TODAY - DAY,
        decile=1,
        by=group.registered_by,
    )
    return membership
