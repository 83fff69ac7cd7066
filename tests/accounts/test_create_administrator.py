"""The first administrator, made at the server."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Assignment, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
WHO = {"name": "Dewi Lestari", "username": "dewi", "sex": "F"}


def test_a_link_sets_the_password(capsys, client):
    call_command("create_administrator", link=True, **WHO)

    link = capsys.readouterr().out.split()[-1]
    assert client.get(link).status_code == 302
    assert User.objects.get().holds("administrator")


def test_a_password_may_be_typed(monkeypatch, capsys):
    monkeypatch.setattr(f"{COMMAND}.getpass", lambda prompt: "kebun-jagung-27")

    call_command("create_administrator", **WHO)

    assert User.objects.get().check_password("kebun-jagung-27")
    assert "/invitation/" not in capsys.readouterr().out


def test_a_weak_password_is_refused(monkeypatch):
    monkeypatch.setattr(f"{COMMAND}.getpass", lambda prompt: "12345678")

    with pytest.raises(CommandError):
        call_command("create_administrator", **WHO)

    assert not User.objects.exists()


def test_a_second_of_the_same_name_is_refused():
    call_command("create_administrator", link=True, **WHO)

    with pytest.raises(CommandError):
        call_command("create_administrator", link=True, **WHO)


def test_a_second_administrator_is_invited_by_the_first():
    call_command("create_administrator", link=True, **WHO)
    other = WHO | {"username": "wati"}

    with pytest.raises(CommandError):
        call_command("create_administrator", link=True, **other)

    ended = {"ended_by": UserFactory(), "ended_at": timezone.now()}
    Assignment.objects.update(until=timezone.localdate(), **ended)
    call_command("create_administrator", link=True, **other)
    assert User.objects.get(username="wati").holds("administrator")


COMMAND = "accounts.management.commands.create_administrator"
