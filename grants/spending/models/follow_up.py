"""Monitoring visits 3, 6 and 12 months after the grant, and losses."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from finance.models import Book, Entry
from foundation.triggers import checked_insert, quoted, refuse_if
from grants.selection.models.decisions import Award, OfAward
from grants.selection.models.sql import not_reversed
from grants.spending.models.spending import Purchase
from groups.models import Group, Photo
from papers.models import Paper, Recorded


class MonitoringVisit(Recorded):
    """A monitoring visit 3, 6 or 12 months after the grant (paper 20)."""

    class Month(models.IntegerChoices):
        THREE = 3, _("3 months")
        SIX = 6, _("6 months")
        TWELVE = 12, _("12 months")

    award = models.ForeignKey(Award, models.PROTECT, related_name="monitoring_visits")
    month = models.PositiveSmallIntegerField(_("after"), choices=Month)
    date = models.DateField(_("visited on"))
    found = models.TextField(_("what was found"), max_length=1000)
    agreed = models.CharField(_("what was agreed"), max_length=300, blank=True)
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="monitoring_visit")

    objects = OfAward.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["award_id", "month"]
        permissions = [("monitor_grant", "Visit a group after its grant")]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "month"],
                name="grants_monitoringvisit_once",
                violation_error_message=_("This visit is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(month__in=[3, 6, 12]), name="grants_monitoringvisit_month"
            ),
        ]

    def __str__(self):
        return f"{self.award}, {self.get_month_display()}"


class LossQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(purchase__award__group__in=Group.objects.visible_to(user))

    def not_cancelled(self) -> "LossQuerySet":
        """Losses whose entry was not reversed."""
        return self.filter(entry__reversal=None)


class Loss(Recorded):
    """The loss of goods bought from the grant: died, stolen or lost.

    Posted on insert, from the asset book to the expense; cancelled by a reversal.
    """

    class Kind(models.TextChoices):
        DIED = "died", pgettext_lazy("an animal", "Died")
        STOLEN = "stolen", _("Stolen")
        LOST = "lost", _("Lost or broken")

    purchase = models.ForeignKey(Purchase, models.PROTECT, related_name="losses")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind)
    date = models.DateField(_("on"))
    amount = models.BigIntegerField(_("value in the books"))
    letter = models.ForeignKey(Photo, models.PROTECT, related_name="+")  # police, vet, minutes
    explanation = models.CharField(_("how it came about"), max_length=300)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="loss")

    objects = LossQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["date", "pk"]
        permissions = [("record_loss", "Bring lost goods of a grant to account")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="grants_loss_positive")
        ]
        triggers = [
            checked_insert(
                "of_goods_that_were_bought",
                "PERFORM finance_lock(e.group_id) FROM finance_entry e WHERE e.id = NEW.entry_id;",
                refuse_if(
                    f"""NOT EXISTS (
                        SELECT FROM grants_purchase p
                        JOIN finance_entry bought ON bought.id = p.entry_id
                        JOIN finance_book goods ON goods.id = bought.debit_id
                            AND goods.kind IN ({quoted(*Book.GOODS)})
                        JOIN finance_entry e ON e.id = NEW.entry_id AND e.credit_id = goods.id
                        JOIN finance_book x ON x.id = e.debit_id AND x.kind = 'expense'
                        WHERE p.id = NEW.purchase_id AND e.amount = NEW.amount
                            AND {not_reversed("bought.id")}
                            AND p.amount >= NEW.amount + coalesce((
                                SELECT sum(l.amount) FROM grants_loss l
                                WHERE l.purchase_id = p.id AND {not_reversed("l.entry_id")}
                                ), 0)
                    )""",
                    "What was lost had been bought, and for no less.",
                    "grants_loss_of_goods_bought",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.purchase}: {self.get_kind_display()}"

    @property
    def territory(self) -> Group:
        return self.purchase.award.group

    @property
    def is_cancelled(self) -> bool:
        return self.entry.is_reversed
