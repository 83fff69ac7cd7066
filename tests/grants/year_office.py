"""Offices of three and of seven, their groups of two programmes, and the steps of a grant year."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client

from accounts.models import Assignment, User
from accounts.people_needed import LIFTED_FOR_THREE
from foundation.tasks import Task
from grants.payment.actions.budgets import DraftLine
from grants.way.reports.tasks import all_that_waits, tasks
from grants.way.steps import STEP_OF
from groups.models import Group
from tests.conftest import TODAY
from tests.factories import (
    AssignmentFactory,
    PairLiftFactory,
    ProgrammeFactory,
    UserFactory,
    region,
)
from tests.grants import year_steps as act
from tests.grants.factories import LetterheadFactory
from tests.grants.test_rules import whole_group
from tests.grants.year_steps import PROPOSED, Case

BATU, VILLAGE = "35.79", "35.79.01.2001"

THREE = [  # roles, and the acts of a pair that this person does
    ("facilitator", "propose_group type_account write_report"),
    ("head cashier", "propose_list answer_objection pay"),
    (
        "verifier approver cashier",
        "verify_group score sign_decree match check_account review_report",
    ),
]
SEVEN = [
    ("facilitator", "propose_group type_account write_report"),
    ("verifier", "verify_group score"),
    ("verifier", "answer_objection check_account review_report"),
    ("head", "propose_list"),
    ("approver", "sign_decree"),
    ("cashier", "pay"),
    ("cashier", "match"),
]
YEAR = [  # the task, the duty of who does it, the act, and the duty that bars from it
    ("propose", "propose_group", act.propose, ""),
    ("documents", "propose_group", act.add_paper, ""),
    ("plan", "propose_group", act.plan, ""),
    ("visit", "verify_group", act.visit, "propose_group"),
    ("scores", "score", act.score, "propose_group"),
    ("ranking", "propose_list", act.rank, ""),
    ("publish", "propose_list", act.publish, ""),
    ("", "verify_group", act.object_to_it, ""),
    ("objection", "answer_objection", act.answer, "score"),
    ("list", "propose_list", act.name_the_list, ""),
    ("decree", "sign_decree", act.decree, "propose_list"),
    ("agreement", "propose_list", act.agree, ""),
    ("signature", "propose_group", act.keep_the_agreement, ""),
    ("account", "type_account", act.type_account, ""),
    ("account_check", "check_account", act.check_its_account, "type_account"),
    ("order", "pay", act.order, ""),
    ("sp2d", "pay", act.write_sp2d, ""),
    ("ready", "pay", act.pay, "sign_decree"),
    ("paid", "match", act.match, "pay"),
    ("arrived", "write_report", act.hand_over, ""),
    ("to_write", "write_report", act.spend_and_report, ""),
    ("to_check", "write_report", act.send_the_report, ""),
    ("to_review", "review_report", act.accept, "write_report"),
]
GIVEN_BACK = [
    ("to_refund", "write_report", act.give_back, ""),
    ("at_the_bank", "match", act.match, ""),
]


@dataclass
class Office:
    people: list[User]
    who: dict[str, User]  # by duty
    as_user: Callable[[User], Client]

    def home(self, person, name, today=TODAY) -> dict[str, Task]:
        """The tasks of this name on the person's home, by what they are about."""
        anew = User.objects.get(pk=person.pk)  # as each request reads it
        found = [task for task in tasks(anew, today) if task.name == f"grants.{name}"]
        return {task.about: task for task in found}

    def asked(self, name) -> dict[User, set[str]]:
        """For whom the step waits, and about what: the page that lists all of the home's tasks."""
        rows = {
            person: all_that_waits(User.objects.get(pk=person.pk), name, TODAY)
            for person in self.people
        }
        return {person: {task.about for task in found} for person, found in rows.items() if found}

    def open_page(self, person, task):
        assert person.has_perm(task.verb), task
        assert self.as_user(person).get(task.url, follow=True).status_code == 200, task


def person_of(roles: str) -> User:
    person = UserFactory()
    for role in roles.split():
        place = {} if role in Assignment.WITHOUT_TERRITORY else {"region": region(BATU)}
        AssignmentFactory(user=person, role=role, **place)
    return person


def office_of(people_and_duties, as_user) -> Office:
    """The office with its letterhead, and with the lift that three people need."""
    people = [person_of(roles) for roles, _duties in people_and_duties]
    who = {
        duty: person
        for person, (_roles, duties) in zip(people, people_and_duties, strict=True)
        for duty in duties.split()
    }
    if people_and_duties is THREE:
        for pair in LIFTED_FOR_THREE:
            PairLiftFactory(pair=pair, office=region(BATU))
    LetterheadFactory(office=region(BATU), name="Dinas Sosial Kota Batu", place="Batu")
    return Office(people, who, as_user)


def group_of(office, members, **facts) -> Group:
    facilitator = office.who["propose_group"]
    facts |= {"members": members, "village": region(VILLAGE), "facilitator": facilitator}
    return whole_group(looked_up_on=PROPOSED, **facts)


def cases(office) -> list[Case]:
    flat = ProgrammeFactory(name="KUBE Batu", amount=17_500_000)
    by_member = ProgrammeFactory(name="BLPS Batu", amount_a_member=1_250_000, deciles=3)
    return [
        Case(
            programme=flat,
            group=group_of(office, 5, programme=flat, business="fish"),
            grant=17_500_000,
            lines=[
                DraftLine("Benih lele", "fish", 2_500, "ekor", 5_000),
                DraftLine("Pakan", "consumable", 20, "karung", 250_000),
            ],
            spent=[12_500_000, 5_000_000],
        ),
        Case(
            programme=by_member,
            group=group_of(office, 20, programme=by_member, business="craft"),
            grant=25_000_000,
            lines=[
                DraftLine("Mesin jahit", "equipment", 4, "unit", 4_500_000),
                DraftLine("Pelatihan", "training", 1, "kali", 7_000_000),
            ],
            spent=[17_650_000, 7_000_000],
        ),
    ]


def about(case, name) -> str:
    is_of_the_round = name == "propose" or STEP_OF[name][1].round
    return str(case.round if is_of_the_round else case.group)


def may_take(office, name, barred):
    step, _waiting = STEP_OF[name]
    return [
        person
        for person in office.people
        if person.holds(step.role, *step.also) and person != office.who.get(barred)
    ]
