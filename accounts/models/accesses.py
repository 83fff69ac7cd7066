"""Who signed in, was refused, took a file or looked at a number (`accounts.accesses`)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from foundation.triggers import checked_insert, never_changed


class Access(models.Model):
    """One line of the book of accesses; never changed, and dated by the database."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("Signed in")
        FAILED = "failed", _("Sign-in failed")
        SIGNED_OUT = "signed_out", _("Signed out")
        REFUSED = "refused", _("Refused")
        FILE = "file", _("File taken")
        REVEALED = "revealed", _("Number shown")
        LOOKED_UP = "looked_up", _("Number looked up")

    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="accesses")
    address = models.GenericIPAddressField(null=True)
    page = models.CharField(max_length=200)  # as it stands in an address: one line, no spaces
    at = models.DateTimeField(default=timezone.now)

    site_may = "SELECT, INSERT"

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["user", "-id"], name="accounts_access_of_user")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__regex=r"^[!-~]*$"), name="accounts_access_one_line"
            ),
        ]
        triggers = [
            checked_insert("dated_by_the_database", "NEW.at := clock_timestamp();"),
            never_changed(),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.user or '–'}"
