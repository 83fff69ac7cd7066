"""Bar, row 12: a row tells the moment of its writing, which the site cannot choose."""

from contextlib import contextmanager

import pgtrigger
import pytest
from django.apps import apps
from django.db import IntegrityError, models

from accounts.database_roles import mark_as_example, rights_of
from finance.actions.disputes import answer_dispute
from foundation.rules import constraint_of
from tests.factories import DisputeFactory, GroupFactory, MembershipFactory, UserFactory
from tests.finance.conftest import meet
from tests.finance.posting import pay_in
from tests.finance.promises.sql import committed, refused, run
from tests.security.attacks import Attacks, change

attacks = Attacks()
EXCUSED = {
    "accounts.Access.at": "always set by the database",
    "accounts.SignInLink.at": "always set by the database",
    "groups.Breach.found_at": "when somebody found it, before it is written down",
    "groups.BreachStep.done_at": "when somebody did it, before it is written down",
    "grants.UndoneMatch.matched_at": "of the row that this one took over",
    "grants.UndoneNote.explained_at": "of the row that this one took over",
}
MOMENTS = {
    f"{model._meta.label}.{field.name}": (model, field)
    for model in apps.get_models()
    for field in model._meta.local_fields
    if isinstance(field, models.DateTimeField)
    and field.name.endswith("at")
    and hasattr(model, "site_may")
    and "INSERT" in (rights_of(model) or "")
}


@pytest.mark.parametrize("name", MOMENTS)
def test_each_moment_is_checked_or_excused(name):
    model, field = MOMENTS[name]

    names = {trigger.name for of, trigger in pgtrigger.registered() if of is model}

    assert (f"{field.name}_is_now" in names) != (name in EXCUSED), "use `told_now`"


@contextmanager
def on_a_server():
    """The database is not marked as example data, whose rows may tell of the past."""
    mark_as_example(marked=False)
    try:
        yield
    finally:
        mark_as_example()


def change_there(row, columns, *values):
    with on_a_server():
        change(row, columns, *values)


@attacks("at_is_now")
def enter_an_account_before_the_waiting_days():
    member, other = GroupFactory(members=2).memberships.all()
    by = UserFactory()
    with on_a_server():
        run(
            "INSERT INTO grants_bankaccount (group_id, bank, number, holder, chair_id,"
            " treasurer_id, reason, by_id, at)"
            " VALUES (%s, 'Bank', '00123456', 'KUBE', %s, %s, '', %s, '2020-01-01')",
            *(member.group_id, member.pk, other.pk, by.pk),
        )


@attacks("made_at_is_now")
def dispute_before_it_was_paid():
    entry = pay_in(MembershipFactory(), 25_000)
    with on_a_server():
        run(
            "INSERT INTO finance_dispute (group_id, membership_id, entry_id, says, made_by_id,"
            " made_at, answer) VALUES (%s, %s, %s, 'Salah', %s, '2020-01-01', '')",
            *(entry.group_id, entry.membership_id, entry.pk, entry.posted_by_id),
        )


@attacks("answered_at_is_now")
def answer_a_dispute_before_it_was_made():
    dispute = DisputeFactory(entry=pay_in(MembershipFactory(), 25_000))
    answer = "answer = 'Benar.', answered_by_id = %s, answered_at = '2020-01-01'"
    change_there(dispute, answer, UserFactory().pk)


@attacks("reset_at_is_now")
def pay_at_once_after_a_new_link():
    change_there(UserFactory(), "reset_at = '2020-01-01'")


@attacks("accounts_user_reset_stays")
def forget_a_new_link():
    user = UserFactory()
    change(user, "reset_at = now()")
    change(user, "reset_at = NULL")


@committed
@pytest.mark.parametrize("case", attacks.cases)
def test_it_is_refused_by_its_name(case):
    attack, rule = attacks.cases[case]

    with pytest.raises(IntegrityError) as refusal:
        attack()

    assert constraint_of(refusal.value) == rule


@committed
def test_the_acts_tell_of_now():
    dispute = DisputeFactory(entry=pay_in(MembershipFactory(), 25_000))
    group, by = GroupFactory(members=1), UserFactory()

    with on_a_server():
        assert answer_dispute(dispute=dispute, answer="Sudah benar.", by=by).answered_at
        assert meet(group).recorded_at


@committed
def test_the_site_marks_no_database_as_example():
    ((name,),) = run("SELECT current_database()")

    refused(f"COMMENT ON DATABASE {name} IS 'example data'", match="must be owner")
