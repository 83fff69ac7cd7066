"""Grant years whose steps anybody tries in any order, compared with what the rules allow.

`STEPS` is the plain model of the stages: a step is accepted where all that it needs is done and it
is not done itself, by a person who holds its role and did not the other act of a pair (domain.md
§2). Which steps wait, and for whom, must be the same on everybody's home.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from accounts.models import User
from foundation.rules import RuleBroken
from foundation.tasks import Task
from grants.payment.actions.office_accounts import add_office_account, confirm_office_account
from grants.way.reports.tasks import tasks
from papers.models import Paper
from tests.conftest import TODAY
from tests.factories import region
from tests.full import times
from tests.grants import year_steps as act
from tests.grants.year_office import BATU, Office, about, cases
from tests.grants.year_steps import Case
from tests.simulation.faults import GONE, cut

CUT = 0.05  # of all acts
LOOKED_AT = times(1, 5)  # all homes are compared after each so many steps: a fifth of a second each
REFUSALS = (RuleBroken, ObjectDoesNotExist, AttributeError, AssertionError)  # nothing is there yet


class Step(NamedTuple):
    do: Callable[[Case, User], None]
    roles: str
    needs: tuple[str, ...] = ()
    duty: str = ""
    task: str = ""  # on the home of who may do it
    papers: tuple[str, ...] = ()
    before: tuple[str, ...] = ()  # of which none may be done already
    asked_after: tuple[str, ...] = ()  # besides `needs`: it is allowed earlier than it is asked
    settled: tuple[str, ...] = ()  # whose answer must be there, if it is


STEPS = {
    "propose": Step(act.propose, "facilitator", (), "propose_group", "propose"),
    "documents": Step(act.add_paper, "facilitator", ("propose",), "", "documents"),
    "plan": Step(act.plan, "facilitator", ("propose",), "", "plan"),
    "visit": Step(act.visit, "verifier", ("propose",), "verify_group", "visit", ("visit",)),
    "score": Step(act.score, "verifier", ("visit",), "score", "scores"),
    "rank": Step(act.rank, "head", ("score",), "", "ranking", ("ranking",)),
    "publish": Step(act.publish, "head", ("rank",), "", "publish", ("candidates",)),
    "object": Step(act.object_to_it, "verifier", ("publish",), before=("list",)),
    "answer": Step(
        act.answer, "head verifier", ("object",), "answer_objection", "objection", ("answer",)
    ),
    "list": Step(
        act.name_the_list, "head", ("publish",), "propose_list", "list", settled=("object",)
    ),
    "decree": Step(act.decree, "approver", ("list",), "sign_decree", "decree", ("decree",)),
    "agree": Step(act.agree, "head", ("decree", "plan"), "", "agreement", ("agreement",)),
    "sign": Step(act.keep_the_agreement, "facilitator", ("agree",), "", "signature"),
    "account": Step(
        act.type_account, "facilitator", (), "type_account", "account", asked_after=("decree",)
    ),
    "check": Step(
        act.check_its_account,
        "verifier",
        ("account",),
        "check_account",
        "account_check",
        asked_after=("decree",),
    ),
    "order": Step(act.order, "cashier", ("sign", "check"), "", "order", ("payment_order",)),
    "sp2d": Step(act.write_sp2d, "cashier", ("order",), "", "sp2d"),
    "pay": Step(act.pay, "cashier", ("sp2d",), "pay", "ready"),
    "match": Step(act.match, "cashier", ("pay",), "match", "paid"),
    "hand_over": Step(act.hand_over, "facilitator", ("match",), "", "arrived", ("handover",)),
    "report": Step(
        act.spend_and_report, "facilitator", ("hand_over",), "write_report", "to_write", ("report",)
    ),
    "send": Step(act.send_the_report, "facilitator", ("report",), "", "to_check"),
    "review": Step(act.accept, "verifier", ("send",), "review_report", "to_review", ("review",)),
}
APART = [
    ("propose_group", "verify_group"),
    ("score", "answer_objection"),
    ("propose_list", "sign_decree"),
    ("sign_decree", "pay"),
    ("pay", "match"),
    ("type_account", "check_account"),
    ("check_account", "pay"),
    ("write_report", "review_report"),
    ("propose_group", "sign_decree"),
    ("propose_group", "pay"),
    ("propose_group", "review_report"),
    ("sign_decree", "review_report"),
    ("pay", "review_report"),
]
LIFTED = [("sign_decree", "review_report")]  # for an office of three
REPEATED = {"documents"}  # which may be done again
ANSWERS = {"object": "answer"}
ALSO = {"score": ("verify_group",)}  # who scores verifies the group too
IN_PARTS = {"visit", "score", "match", "report", "send"}  # of several acts: half may be done


@dataclass
class Year:
    """A case of an office, beside what the model knows of it."""

    office: Office
    roles: dict[User, set[str]]
    case: Case
    rng: random.Random
    homes: dict[User, list[Task]]  # as read since the last accepted step of the office
    done: list[str] = field(default_factory=list)
    who: dict[str, set[User]] = field(default_factory=lambda: defaultdict(set))  # by duty
    papers: Counter[str] = field(default_factory=Counter)

    def is_next(self, name: str) -> bool:
        step, done = STEPS[name], set(self.done)
        is_settled = all(ANSWERS[each] in done for each in done.intersection(step.settled))
        is_early = done.issuperset(step.needs) and not done & set(step.before)
        return name not in done and is_early and is_settled

    def has_role(self, person: User, name: str) -> bool:
        return bool(self.roles[person].intersection(STEPS[name].roles.split()))

    def is_barred(self, person: User, name: str) -> bool:
        duty = STEPS[name].duty
        apart = [pair for pair in APART if len(self.office.people) > 3 or pair not in LIFTED]
        others = [
            pair[1 - pair.index(own)] for own in duties(duty) for pair in apart if own in pair
        ]
        return any(person in self.who[other] for other in others)

    def take_over(self, name: str, person: User) -> None:
        self.done.append(name)
        for duty in duties(STEPS[name].duty):
            self.who[duty].add(person)
        self.papers.update(STEPS[name].papers)

    def is_over(self) -> bool:
        return "review" in self.done


def duties(duty: str) -> tuple[str, ...]:
    return (duty, *ALSO.get(duty, ())) if duty else ()


def live(seed: int, acts: int, office: Office) -> Counter[str]:
    """Let the office work on two grants for that many acts at most; count what was accepted."""
    rng = random.Random(seed)
    account = add_office_account(
        office=region(BATU), bank="Bank Jatim", number=act.ACCOUNT, by=office.who["pay"]
    )
    confirm_office_account(account=account, by=office.who["match"])
    roles = {
        person: set(person.assignments.values_list("role", flat=True)) for person in office.people
    }
    homes: dict[User, list[Task]] = {}
    years = [Year(office, roles, case, rng, homes) for case in cases(office)]
    for year in years:
        act.open_its_round(year.case, region(BATU), office.who["propose_list"])
    done: Counter[str] = Counter()
    for number in range(acts):
        if not (going := [year for year in years if not year.is_over()]):
            break
        year = rng.choice(going)
        name, person = chosen(year)
        try:
            answer = attempt(year, name, person)
            if answer in STEPS:
                homes.clear()
                if sum(len(each.done) for each in years) % LOOKED_AT == 0:
                    homes_agree(year)
        except AssertionError as error:
            words = f"seed {seed}, act {number}: {name} by {roles[person]}: {error}"
            raise AssertionError(words) from error
        done[answer] += 1
    for year in years:
        papers_agree(year)
    return done


def chosen(year: Year) -> tuple[str, User]:
    """A step, half of the time the next, and a person, half of the time one who may take it."""
    rng = year.rng
    steps = [name for name in STEPS if year.is_next(name)]
    others = [name for name in STEPS if name not in year.done or name not in REPEATED]
    name = rng.choice(steps if rng.random() < 0.6 else others)
    people = sorted(year.office.people, key=lambda person: person.pk)
    may = [
        person
        for person in people
        if year.has_role(person, name) and not year.is_barred(person, name)
    ]
    return name, rng.choice(may if may and rng.random() < 0.6 else people)


def attempt(year: Year, name: str, person: User) -> str:
    """Take the step, and say what became of it."""
    if not year.has_role(person, name):
        return refused_by_page(year, name, person)
    allowed = year.is_next(name) and not year.is_barred(person, name)
    is_cut = year.rng.random() < CUT and name not in IN_PARTS
    try:
        with cut(year.rng, most=40) if is_cut else nullcontext():
            STEPS[name].do(year.case, person)
    except REFUSALS as refusal:
        if allowed:
            raise AssertionError(f"refused: {refusal}") from refusal
        return f"{name} refused"
    except GONE:
        connection.close()
        return "cut"
    assert allowed, "accepted"
    year.take_over(name, person)
    return name


def refused_by_page(year: Year, name: str, person: User) -> str:
    """Who has not the role cannot send the page of a step that waits."""
    task = STEPS[name].task
    rows = [
        row
        for other in year.office.people
        if task and year.has_role(other, name)
        for row in waiting(year, other)
        if row.name == f"grants.{task}" and row.about == about(year.case, task)
    ]
    if not rows:
        return "no page"
    if person.has_perm(rows[0].verb):  # several roles keep signed pages
        return "other role"
    answer = year.office.as_user(person).post(rows[0].url)
    assert answer.status_code in (200, 403, 404), (rows[0].url, answer.status_code)  # 200: to read
    return "page refused"


def waiting(year: Year, person: User) -> list[Task]:
    if person not in year.homes:
        anew = User.objects.get(pk=person.pk)  # as each request reads it
        year.homes[person] = list(tasks(anew, TODAY))
    return year.homes[person]


def homes_agree(year: Year) -> None:
    """Each step of the model that is next waits for exactly those who may take it."""
    asked = defaultdict(set)
    for person in year.office.people:
        for row in waiting(year, person):
            asked[row.name, row.about].add(person)
    for name, step in STEPS.items():
        if not step.task or step.task == "propose":
            continue
        may = {
            person
            for person in year.office.people
            if year.is_next(name)
            and set(year.done).issuperset(step.asked_after)
            and year.has_role(person, name)
            and not year.is_barred(person, name)
        }
        found = asked[f"grants.{step.task}", about(year.case, step.task)]
        assert found == may, f"{name} waits for {found}, not for {may}; done: {year.done}"


def papers_agree(year: Year) -> None:
    """As many papers of each kind as steps that leave one, numbered without a gap."""
    written = Counter(Paper.objects.filter(office=region(BATU)).values_list("kind", flat=True))
    assert all(written[kind] >= count for kind, count in year.papers.items()), written
    for kind in written:
        numbers = Paper.objects.filter(kind=kind).values_list("sequence", flat=True)
        assert sorted(numbers) == list(range(1, len(numbers) + 1)), kind
