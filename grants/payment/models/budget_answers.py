"""Approvals and returns of changed budget plans."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.triggers import checked_insert, refuse_if
from grants.payment.models.budgets import Budget
from grants.selection.models.sql import lock_round, no_later_plan, not_reversed, planned
from papers.models import Recorded


class BudgetApproval(Recorded):
    """A verifier's approval of a changed plan."""

    budget = models.OneToOneField(
        Budget,
        models.PROTECT,
        related_name="approval",
        error_messages={"unique": _("Somebody answered this plan a moment ago. Look at it.")},
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta(Recorded.Meta):
        permissions = [("approve_budget", "Approve a changed budget plan")]
        triggers = [
            checked_insert(
                "by_another",
                refuse_if(
                    """EXISTS (SELECT FROM grants_budget
                               WHERE id = NEW.budget_id AND by_id = NEW.by_id)""",
                    "A changed plan is approved by another person.",
                    "grants_budgetapproval_by_another",
                ),
            ),
            checked_insert(
                "within_the_grant_and_what_is_bought",
                lock_round("budget"),
                refuse_if(
                    f"""NOT EXISTS (
                        SELECT FROM grants_budget b
                        LEFT JOIN grants_award a ON a.candidacy_id = b.candidacy_id
                        WHERE b.id = NEW.budget_id AND b.version > 1
                            AND (a.id IS NULL OR a.amount = {planned("b.id")})
                            AND NOT EXISTS (SELECT FROM grants_budgetreturn WHERE budget_id = b.id)
                            AND {no_later_plan("b")}
                            AND NOT EXISTS (
                                SELECT FROM grants_purchase p
                                JOIN grants_budgetline o ON o.id = p.line_id
                                LEFT JOIN grants_budgetline n ON n.budget_id = b.id
                                    AND n.number = o.number AND n.source = 'grant'
                                WHERE p.award_id = a.id AND {not_reversed("p.entry_id")}
                                GROUP BY o.number, n.quantity, n.price
                                HAVING sum(p.amount) > coalesce(n.quantity * n.price, 0))
                    )""",
                    "A changed plan is the grant, and covers what is bought.",
                    "grants_budgetapproval_within_the_grant",
                ),
            ),
        ]

    def __str__(self):
        return str(self.budget)


class BudgetReturn(Recorded):
    """A changed plan returned by the verifier, with the corrections needed."""

    budget = models.OneToOneField(
        Budget,
        models.PROTECT,
        related_name="returned",
        error_messages={"unique": _("Somebody answered this plan a moment ago. Look at it.")},
    )
    reason = models.CharField(_("what is to be mended"), max_length=300)

    class Meta(Recorded.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="grants_budgetreturn_reason")
        ]
        triggers = [
            checked_insert(
                "while_nobody_approved_it",
                lock_round("budget"),
                refuse_if(
                    """EXISTS (SELECT FROM grants_budgetapproval WHERE budget_id = NEW.budget_id)
                       OR EXISTS (SELECT FROM grants_budget
                                  WHERE id = NEW.budget_id AND version = 1)""",
                    "A plan that counts is not given back.",
                    "grants_budgetreturn_of_an_open_plan",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.budget}: {self.reason}"
