"""Drive a grant year through the pages: one group, one round of one place, three or seven users."""

import pgtrigger
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.database_roles import as_owner
from accounts.models import Assignment, User
from accounts.people_needed import LIFTED_FOR_THREE
from grants.selection.models import Award, Candidacy
from tests.factories import (
    AssignmentFactory,
    GroupFactory,
    PairLiftFactory,
    UserFactory,
    jpeg,
    region,
)
from tests.grants.factories import (
    DAY,
    LetterheadFactory,
    OfficeAccountFactory,
    QuotaFactory,
    RoundFactory,
    full_meeting,
    officers,
)

PHOTO = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
ROLES = ["facilitator", "verifier", "verifier", "head", "approver", "cashier", "cashier"]
OF_THREE = [0, 2, 2, 1, 2, 1, 2]  # which of the three holds each


def office(people: int) -> list[User]:
    """Who holds each of `ROLES`: seven people, or three with the lifts that they need."""
    if people == len(ROLES):
        return [UserFactory(role=role) for role in ROLES]
    three = [UserFactory() for _ in range(people)]
    held = [three[number] for number in OF_THREE]
    for person, role in dict.fromkeys(zip(held, ROLES, strict=True)):
        place = {} if role in Assignment.WITHOUT_TERRITORY else {"region": region("35.07")}
        AssignmentFactory(user=person, role=role, **place)
    for pair in LIFTED_FOR_THREE:
        PairLiftFactory(pair=pair, office=region("35.07"))
    return held


class Walk:
    def __init__(self, page: Page, sign_in, people: int, amount: int):
        self.page, self.sign_in, self.today = page, sign_in, timezone.localdate()
        self.amount, users = amount, office(people)
        self.facilitator, self.verifier, self.second_verifier, self.head = users[:4]
        self.approver, self.cashier, self.second_cashier = users[4:]
        LetterheadFactory()
        OfficeAccountFactory()
        self.round = RoundFactory(
            quota=QuotaFactory(year=self.today.year, amount=amount),
            amount=amount,
            year=self.today.year,
            places=1,
            name="BLPS",
            documents=["minutes"],
            objection_days=0,
            opened_on=self.today - 30 * DAY,
            proposals_until=self.today,
            visits_until=self.today + DAY,
            decision_until=self.today + 30 * DAY,
            payment_until=self.today + 60 * DAY,
        )
        self.group = GroupFactory(name="Melati", members=3, facilitator=self.facilitator)
        officers(self.group)
        full_meeting(self.group, date=self.today)

    @property
    def candidacy(self) -> Candidacy:
        return self.group.candidacies.get()

    @property
    def award(self) -> Award:
        return self.candidacy.award

    def turn(self, user: User, step: str, role: str, task: str) -> None:
        """Switch to this user; the grant's page names the step, the home page links to it."""
        self.sign_in(self.page, user)
        self.next_is(step, role)
        self.take(task)

    def next_is(self, step: str, role: str, when: str = "menunggu sejak") -> None:
        """The page of the grant names the next step, its role and day."""
        self.page.goto(reverse("grants:group_grant", args=[self.group.pk]))
        following = self.page.locator("main .notice-wait")
        for text in (step, role, when):
            expect(following).to_contain_text(text)

    def take(self, task: str) -> None:
        """Follow the link of a task on the home page, among those waiting or due soon."""
        self.page.goto("/")
        lists = ":is([aria-labelledby=waiting], [aria-labelledby=late])"
        self.follow(self.page.locator(f"{lists} a", has_text=task))

    def click(self, link: str, row: str = "main") -> None:
        self.follow(self.page.locator(row).get_by_role("link", name=link).first)

    def follow(self, link: Locator) -> None:
        """Click a link and wait for its page: what looks at once would see either one, or none."""
        with self.page.expect_navigation():
            link.click()

    def send(self, button: str, **typed) -> None:
        """Fill in the form by field names and submit it; fails if it comes back with errors."""
        for name, value in typed.items():
            self.fill(name, value)
        with self.page.expect_navigation() as answer:
            self.page.locator("main").get_by_role("button", name=button, exact=True).click()
        assert answer.value.ok, self.page.locator("main").inner_text()

    def fill(self, name: str, value) -> None:
        field = self.page.locator(f"[name='{name}']")
        match field.first.evaluate("it => it.type"):
            case "radio":
                self.page.locator(f"[name='{name}'][value='{value}']").check()
            case "file":
                field.set_input_files(value)
            case "select-one":
                field.select_option(str(value))
            case _:
                field.fill(str(value))


def days_pass(row: Model, **moved) -> None:
    """Let a period end, which no page can: move the row's dates, its trigger disabled."""
    trigger = f"{row._meta.label}:never_changed"
    with as_owner():
        pgtrigger.disable(trigger)
        type(row).objects.filter(pk=row.pk).update(**moved)
        pgtrigger.enable(trigger)
