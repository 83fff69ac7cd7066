"""Links by which a password is set: who made one, for whom, and what its holder is asked."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from foundation import clock
from foundation.triggers import checked_insert, never_changed


class SignInLink(models.Model):
    """One link; never changed, and dated by the database. The last one of a user counts.

    `answer` is a keyed digest of the digits that open it (`accounts.invitations`).
    """

    class Asks(models.TextChoices):
        KK = "kk", _("family card (KK)")
        NIK = "nik", _("identity card (KTP)")

    user = models.ForeignKey(User, models.PROTECT, related_name="links")
    asks = models.CharField(max_length=3, choices=Asks, blank=True)
    answer = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asks="", answer="") | ~Q(asks="") & ~Q(answer=""),
                name="accounts_signinlink_asks_and_knows",
            ),
            models.CheckConstraint(
                condition=~Q(user=F("by")), name="accounts_signinlink_of_another"
            ),
        ]
        triggers = [
            checked_insert("dated_by_the_database", "NEW.at := clock_timestamp();"),
            never_changed(),
        ]

    def __str__(self):
        return f"{self.user}, {self.by}"
