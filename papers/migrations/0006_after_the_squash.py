"""Nothing: `makemigrations` numbers the app's next migration after it.

On a new database `grants.0001_squashed_0016_matches_undone` stands for all before.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("papers", "0005_pages_of_the_offices_own")]
