"""Seal the secrets of second factors that lie open; needs KUBE_FACTOR_KEYS."""

from django.db import migrations

from accounts.sealing import seal, unseal, with_secrets


def change_all(apps, change):
    for authenticator in apps.get_model("mfa", "Authenticator").objects.exclude(type="webauthn"):
        authenticator.data = with_secrets(authenticator.data, change)
        authenticator.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_duties_of_a_round"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunPython(
            lambda apps, _schema: change_all(apps, seal),
            lambda apps, _schema: change_all(apps, unseal),
        )
    ]
