"""Steps from the handover to the last visit."""

from functools import partial
from typing import Any

from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from accounts.duties import barred_from
from grants.payment.models import Refund
from grants.spending.models import (
    Handover,
    MonitoringVisit,
    Purchase,
    Report,
    State,
    grants,
)
from grants.spending.models.grants import WAITS_FOR
from grants.way.step import Left, Role, Step, Waiting


def in_state(key: State, **shown: Any) -> Waiting:
    """How a paid grant waits in this state; its rows and days are those of `WAITS_FOR`."""
    return Waiting(
        key=key.value,
        rows=partial(grants().in_state, key),
        award="pk",
        since=WAITS_FOR[key].since,
        due="due_on" if WAITS_FOR[key].due_on else "",
        **shown,
    )


barred_from_writing = partial(barred_from, "write_report", award="pk")
barred_from_reviewing = partial(
    barred_from, "review_report", office="round__district", award="pk", round="round"
)
SPENDING = (
    Step(
        name=_("Handover (BAST)"),
        role=Role.FACILITATOR,
        verb="grants.record_handover",
        left=Left(
            rows=Handover.objects.all,
            candidacy="award__candidacy",
            paper="paper",
            page="grants:record_handover",
            of="award",
        ),
        waits=(
            in_state(
                State.ARRIVED,
                text=_("Handover (BAST) is missing"),
                mark="ok",
                label=_("Arrived in the account"),
                page="grants:record_handover",
                many="grants:record_handovers",
            ),
        ),
    ),
    Step(
        name=_("Bought"),
        role=Role.FACILITATOR,
        verb="grants.record_purchase",
        opens="grants.view_award",
        left=Left(
            rows=Purchase.objects.not_cancelled,
            candidacy="award__candidacy",
            page="grants:spending",
            of="award",
        ),
    ),
    Step(
        name=_("Spending report (LPJ)"),
        role=Role.FACILITATOR,
        verb="grants.write_report",
        opens="grants.view_award",
        left=Left(
            rows=Report.objects.in_force,
            candidacy="award__candidacy",
            paper="paper",
            page="grants:spending",
            of="award",
        ),
        waits=(
            in_state(
                State.TO_WRITE,
                text=_("Spending report (LPJ) is to be written"),
                label=_("Awaiting the report"),
                page="grants:spending",
                not_for=barred_from_writing,
            ),
            in_state(
                State.RETURNED,
                text=_("The report was returned: write it anew"),
                label=_("Returned to mend"),
                page="grants:write_report",
                not_for=barred_from_writing,
            ),
        ),
    ),
    Step(
        name=_("Report signed and sent"),
        role=Role.FACILITATOR,
        verb="grants.check_report",
        opens="grants.view_report",
        left=Left(
            rows=Report.objects.checked,
            candidacy="award__candidacy",
            on=TruncDate("facilitator_check__at"),
            by="facilitator_check__by",
            page="grants:report",
        ),
        waits=(
            in_state(
                State.TO_CHECK,
                text=_("Check the group's report"),
                label=_("Facilitator checks"),
                page="grants:report",
                of="report_pk",
            ),
        ),
    ),
    Step(
        name=_("Report reviewed"),
        role=Role.VERIFIER,
        verb="grants.review_report",
        opens="grants.view_report",
        left=Left(
            rows=Report.objects.accepted,
            candidacy="award__candidacy",
            on="review__date",
            by="review__by",
            paper="review__paper",
            page="grants:report",
        ),
        waits=(
            in_state(
                State.TO_REVIEW,
                text=_("Review the report"),
                label=_("Verifier reviews"),
                page="grants:report",
                of="report_pk",
                not_for=barred_from_reviewing,
            ),
        ),
    ),
    Step(
        name=_("Remainder refunded"),
        role=Role.FACILITATOR,
        verb="grants.record_refund",
        opens="grants.view_award",
        left=Left(
            rows=Refund.objects.not_cancelled,
            candidacy="award__candidacy",
            page="grants:spending",
            of="award",
        ),
        waits=(
            in_state(
                State.TO_REFUND,
                text=_("The remainder goes back"),
                label=_("Rest to be given back"),
                page="grants:record_refund",
            ),
            Waiting(
                key="asked_back",
                text=_("The money is asked back"),
                rows=grants().awaiting_recovery,
                award="pk",
                since="asked_back_on",
                due="due_on",
                page="grants:record_refund",
            ),
        ),
    ),
    Step(
        name=_("Refund arrived, by the bank's statement"),
        role=Role.CASHIER,
        verb="grants.match_statement",
        opens="grants.view_statementline",
        left=Left(
            rows=Refund.objects.given_back,
            candidacy="award__candidacy",
            on="match__line__date",
            by="match__by",
            page="grants:bank",
            of="",
        ),
        waits=(
            Waiting(
                key=State.AT_THE_BANK.value,
                text=_("Refunded: look for it on the bank's statement"),
                label=_("Refund awaited at the bank"),
                rows=Refund.objects.on_their_way,
                award="award",
                page="grants:bank",
                of="",
            ),
        ),
    ),
    Step(
        name=_("Visited after 3, 6 and 12 months"),
        role=Role.VERIFIER,
        verb="grants.monitor_grant",
        opens="grants.view_award",
        left=Left(
            rows=MonitoringVisit.objects.all,
            candidacy="award__candidacy",
            page="grants:spending",
            of="award",
        ),
        waits=(
            Waiting(
                key="monitoring",
                text=_("Visit the group after its grant"),
                rows=grants().awaiting_monitoring,
                award="pk",
                since="visit_on",
                page="grants:monitor_grant",
            ),
        ),
    ),
)
