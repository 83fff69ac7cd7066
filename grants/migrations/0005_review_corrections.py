from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("grants", "0004_triggers_from_shared_sql")]

    operations = [
        migrations.RemoveConstraint("review", "grants_review_says_what_to_mend"),
        migrations.RenameField("review", "points", "corrections"),
        migrations.AddConstraint(
            "review",
            models.CheckConstraint(
                condition=Q(accepted=True, corrections="", mend_until=None)
                | (Q(accepted=False, mend_until__isnull=False) & ~Q(corrections="")),
                name="grants_review_says_what_to_mend",
            ),
        ),
    ]
