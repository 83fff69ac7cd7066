"""Two groups in two districts, and users of every role, each with a logged-in client.

Users are named for their role; `_elsewhere` holds the role in the other group's territory.
"""

import datetime
import time

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client

from accounts.invitations import invitation_link
from accounts.models import Assignment, User
from accounts.sealing import seal
from groups.models import Group, ProblemReader
from papers.models import OfficePage
from tests.assessing import assessed, begun, measured
from tests.conftest import TODAY, sign_in
from tests.factories import (
    AssignmentFactory,
    BreachFactory,
    CoachingVisitFactory,
    ConsentFactory,
    CorrectionFactory,
    DecisionFactory,
    DisputeFactory,
    ErasureFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    MergeFactory,
    OfficeFactory,
    PairLiftFactory,
    PersonFactory,
    PhotoFactory,
    ProblemFactory,
    ProgrammeFactory,
    TrainedFactory,
    UserFactory,
    region,
)
from tests.finance.posting import pay_in
from tests.grants.factories import (
    AgreementFactory,
    AwardFactory,
    BudgetFactory,
    CandidacyFactory,
    DecreeFactory,
    DisbursementFactory,
    ListProposalFactory,
    LossFactory,
    ObjectionFactory,
    PublicationFactory,
    PurchaseFactory,
    RankingFactory,
    RefundFactory,
    ReportFactory,
    ReviewFactory,
    ScoreSheetFactory,
    StatementLineFactory,
)
from tests.grants.spending import in_hand
from tests.groups.registers.files import flaw, loaded, row, taken_over

PLACES = {"operator": ("35.07.07.2001", "35.79.01.2001"), "province": ("35", "36")}
DISTRICTS = ("35.07", "35.79")
WITH_PLACE = ["operator", "verifier", "head", "approver", "cashier", "auditor", "province"]
FAR_AWAY = "Orang Jauh"  # the name of everybody of the other group
AN_HOUR = 3_600  # longer than these tests take, so that none must re-authenticate
YESTERDAY = datetime.date.today() - datetime.timedelta(days=1)
PASSKEY = {
    "id": "MTExMTExMTExMTExMTExMQ",
    "rawId": "MTExMTExMTExMTExMTExMQ",
    "type": "public-key",
    "response": {
        "clientDataJSON": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIiwi"
        "Y2hhbGxlbmdlIjoiWTJOalkyTmpZMk5qWTJOalkyTmpZd"
        "yIsIm9yaWdpbiI6Imh0dHA6Ly9sb2NhbGhvc3QiLCJjcm9zc09yaWdpbiI6ZmFsc2V9",
        "attestationObject": "o2NmbXRkbm9uZWdhdHRTdG10"
        "oGhhdXRoRGF0YViUMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAw"
        "MDAwMDBFAAAAAAAAAAAAAAAAAAAAAAAAAAAAEDExMTExMTExMTExMTExMTGlAQIDJiABIVggWuNT1CI42rwc6KUbiZ8UWt"
        "lSZPhUK8mhe5nnludkKCoiWCA-GO55X5ZdScNudBJKOOCKj7zzre4ZrTYRa_KzGg_cRg",
    },
}


class World:
    """The group that pages are asked for, its rows, and `clients` by the name of the user."""

    @transaction.atomic
    def __init__(self):
        self.users = {"no_role": UserFactory(), "administrator": UserFactory(role="administrator")}
        for role in WITH_PLACE:
            here, elsewhere = PLACES.get(role, DISTRICTS)
            self.users[role] = UserFactory(role=role, at=here)
            self.users[f"{role}_elsewhere"] = UserFactory(role=role, at=elsewhere)
        self.users["expired"] = UserFactory()
        AssignmentFactory(user=self.users["expired"], role="verifier", until=YESTERDAY)
        self.group = self._group("", "35.07.07.2001")
        self.elsewhere = self._group("_elsewhere", "35.79.01.2001")
        self._rows()
        self._payments()
        self.clients = {name: self._client(user) for name, user in self.users.items()}
        self.passkey = self._authenticator("webauthn", {"name": "HP", "credential": PASSKEY})
        self._authenticator("recovery_codes", {"seed": seal("0" * 40), "used_mask": 0})
        self.clients["nobody"] = Client()

    def _group(self, where: str, village: str) -> Group:
        named = {"name": FAR_AWAY} if where else {}
        facilitator = self.users[f"facilitator{where}"] = UserFactory(role="facilitator", **named)
        member = self.users[f"member{where}"] = UserFactory(role="member", **named)
        group = GroupFactory(village=region(village), facilitator=facilitator, members=2)
        MembershipFactory(group=group, person=PersonFactory(user=member, **named))
        return group

    def _rows(self):
        self.membership = self.group.memberships.get(person__user=self.users["member"])
        self.other_membership = self.group.memberships.exclude(pk=self.membership.pk).first()
        self.former = MembershipFactory(group=self.group, until=YESTERDAY, reason="moved")
        self.merge = MergeFactory(group=self.group)
        self.consent = ConsentFactory(group=self.elsewhere, person=self.other_membership.person)
        self.meeting = MeetingFactory(group=self.group)
        self.decision = DecisionFactory(meeting=self.meeting)
        self.problem = ProblemFactory(group=self.group)
        self.trained = TrainedFactory(membership=self.other_membership)
        self.secret = ProblemFactory(
            group=self.group, confidential=True, raised_by=self.users["facilitator"]
        )
        ProblemReader.objects.create(
            problem=self.secret, user=self.users["verifier"], by=self.users["facilitator"]
        )
        self.visit = CoachingVisitFactory(group=self.group)
        self._assessments()
        self.office = OfficeFactory(membership=self.other_membership)
        self.photo = PhotoFactory(group=self.group)
        asked = {"least_members": 2, "most_members": 20}
        self.candidacy = CandidacyFactory(group=self.group, round__rules=asked)
        self.round = self.candidacy.round
        self.unused = ProgrammeFactory(name="BLPS")
        decree = DecreeFactory().paper
        self.office_page = OfficePage.objects.create(
            paper=decree, content=b"jpeg", digest="1" * 64, by=decree.by
        )
        self._list()
        self._grant()
        self._registers()
        self.entry = pay_in(self.membership, 25_000)
        self.cash = self.entry.debit
        self.dispute = DisputeFactory(entry=self.entry)
        self.lift = PairLiftFactory()
        self.line = StatementLineFactory()
        self.colleague = UserFactory(role="verifier")
        self.assignment = self.colleague.assignments.get()
        self.waiting_role = AssignmentFactory(role="cashier", since=TODAY + Assignment.WAITS)
        self.invited = User.objects.create_user(f"invited{self.group.pk}", name="Diundang", sex="F")
        self.invitation = invitation_link(self.invited).strip("/").split("/")[-2:]

    def _registers(self):
        """The village's people from a file, and a newer file that waits for a decision."""
        by = self.users["operator"]
        self.register = taken_over(row(1), row(2, "SULIKAH"), by=by, as_of=YESTERDAY)
        self.waiting_register = loaded(row(1), flaws=[flaw(1)], by=by)

    def _assessments(self):
        """One that counts, with coaching agreed, and the facilitator's own draft."""
        self.assessment = assessed(self.group)
        self.measure = measured(self.assessment)
        self.draft = begun(self.group, self.users["facilitator"])
        self.correction = CorrectionFactory(membership=self.membership)
        self.erasure = ErasureFactory(membership=self.former)
        self.breach = BreachFactory()

    def _list(self):
        """A published list with an objection, proposed to the head of office."""
        listed = ScoreSheetFactory().candidacy
        PublicationFactory(round=RankingFactory(round=listed.round).round)
        self.objection = ObjectionFactory(candidacy=listed)
        self.proposal = ListProposalFactory(round=listed.round, listed=[listed])

    def _grant(self):
        """A grant of the group: spent, reported and partly refunded."""
        self.award = in_hand(group=self.group)
        self.paper = self.award.agreement.paper
        self.purchase = PurchaseFactory(award=self.award)
        self.loss = LossFactory(purchase=self.purchase)
        self.report = ReviewFactory(report=ReportFactory(award=self.award)).report
        self.refund = RefundFactory(award=self.award)

    def _payments(self):
        """Another grant of the group: ready to pay, with a changed plan awaiting approval."""
        decree = DecreeFactory()
        candidacy = CandidacyFactory(round=decree.round, group=self.group)
        self.due = AwardFactory(decree=decree, candidacy=candidacy)
        self.disbursement = DisbursementFactory(award=AgreementFactory(award=self.due).award)
        self.changed_budget = BudgetFactory(
            candidacy=candidacy, version=2, reason="Harga sapi naik"
        )
        self.account = self.group.bank_accounts.get()
        self.handover = self.award.handover

    def _authenticator(self, kind: str, data: dict) -> Authenticator:
        user = self.users["administrator"]
        return Authenticator.objects.create(user=user, type=kind, data=data)

    def _client(self, user) -> Client:
        """Logged in with all factors just now, so that no page asks to re-authenticate."""
        client = sign_in(Client(), user)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": method, "at": time.time() + AN_HOUR, "reauthenticated": True}
            for method in ("password", "mfa")
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        return client
