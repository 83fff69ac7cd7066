"""What the database itself promises, whoever writes (architecture.md): each broken by raw SQL.

As the site's own role, which the rights or a constraint refuse; and as the owner of the tables,
whom a trigger refuses. The numbers are those of the promises.
"""

import threading
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.utils import DataError, ProgrammingError

from accounts.database_roles import as_owner
from finance import ledger
from finance.models import Book, DuesRule, Period
from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)  # signing in anew drops an open transaction


def run(sql, *values):
    """The rows of one statement that stands alone, checked as if it were committed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall() if cursor.description else []
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        return rows


def refused(sql, *values, match="permission denied", error=ProgrammingError):
    with pytest.raises(error, match=match):
        run(sql, *values)


@pytest.fixture
def group():
    """10.000 and 5.000 of dues from the first of two members; the second entry is reversed."""
    group = GroupFactory(members=2)
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)
    member = group.memberships.get(number=1)
    for amount in (10_000, 5_000):
        ledger.post(
            debit=cash, credit=iks, amount=amount, date=TODAY, membership=member,
            by=group.registered_by,
        )  # fmt: skip
    ledger.reverse(
        group.entries.filter(sequence=2), date=TODAY, reason="salah", by=group.registered_by
    )
    return group


def post(group, **changed):
    """Call the function as a shell might: one entry, cash 1.000 from dues, but for what changed."""
    given = {
        "for_group": group.pk,
        "by": group.registered_by_id,
        "dates": [TODAY],
        "debits": [ledger.book(group, Book.Kind.CASH).pk],
        "credits": [ledger.book(group, Book.Kind.IKS).pk],
        "amounts": [1_000],
        "memberships": [None],
        "meetings": [None],
        "reversed": [None],
        "corrected": [None],
        "notes": [""],
    } | changed
    return run(
        "SELECT finance_post(%s, %s, %s::date[], %s::bigint[], %s::bigint[], %s::bigint[],"
        " %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[])",
        *given.values(),
    )


def refused_post(group, match, error=IntegrityError, **changed):
    """Refused, and nothing of it stays."""
    before = state(group)
    with pytest.raises(error, match=match):
        post(group, **changed)
    assert state(group) == before


def state(group):
    return (
        run("SELECT * FROM finance_entry ORDER BY id"),
        run("SELECT id, balance FROM finance_book ORDER BY id"),
        run("SELECT * FROM finance_chain WHERE group_id = %s", group.pk),
    )


# Who is asking


def test_the_tests_are_the_site_which_owns_nothing():
    assert run("SELECT current_user, session_user")[0][0] == "kube_app"
    assert run("SELECT FROM pg_class WHERE relowner = current_user::regrole") == []


def test_the_site_cannot_become_the_owner():
    refused("SET ROLE kube_owner")
    refused("SET SESSION AUTHORIZATION kube_owner")


def test_the_site_switches_no_trigger_off():
    refused("SET session_replication_role = replica")
    refused("ALTER TABLE finance_entry DISABLE TRIGGER ALL", match="must be owner")


# 1: two books of one group, a positive amount


def test_the_site_writes_entries_through_the_function_alone(group):
    refused(
        "INSERT INTO finance_entry SELECT (jsonb_populate_record(e, %s::jsonb)).*"
        " FROM finance_entry e WHERE sequence = 1",
        '{"id": 9, "sequence": 4}',
    )


def test_an_entry_has_two_books_of_one_group_and_a_positive_amount(group):
    cash = ledger.book(group, Book.Kind.CASH).pk
    strange = ledger.book(GroupFactory(), Book.Kind.IKS).pk

    refused_post(group, "finance_entry_two_books", credits=[cash])
    refused_post(group, "of one group", credits=[strange])
    refused_post(group, "foreign key", credits=[999_999])
    refused_post(group, "finance_entry_amount_positive", amounts=[0])
    refused_post(group, "finance_entry_amount_positive", amounts=[-1_000])


def test_an_entry_names_the_member_of_its_savings_book_and_of_its_group(group):
    first, second = group.memberships.order_by("number")
    savings = ledger.book(group, Book.Kind.WAJIB, first).pk
    stranger = MembershipFactory()

    refused_post(group, "of the member named", credits=[savings], memberships=[second.pk])
    refused_post(group, "of the member named", credits=[savings], memberships=[None])
    refused_post(group, "of one group", memberships=[stranger.pk])


def test_whoever_posts_is_a_user_and_the_group_a_group(group):
    refused_post(group, "foreign key", by=999_999)
    refused_post(group, "posted_by_id", by=None)
    refused_post(group, "of one group", for_group=GroupFactory().pk)
    refused_post(group, "null value", for_group=None)


@pytest.mark.parametrize("column", ["dates", "debits", "credits", "amounts", "notes"])
def test_nothing_that_an_entry_needs_is_null(group, column):
    refused_post(group, "null value", **{column: [None]})


@pytest.mark.parametrize("column", ["memberships", "corrected", "amounts"])
@pytest.mark.parametrize("value", [[], [1, 2], None])
def test_arrays_of_unequal_length_are_refused(group, column, value):
    refused_post(group, "in every array", **{column: value})


def test_what_is_no_amount_is_refused(group):
    refused_post(group, "out of range", error=DataError, amounts=[2**63])
    refused_post(group, "out of range", error=DataError, amounts=[2**63 - 1])


def test_one_bad_entry_refuses_all_of_a_call(group):
    cash, iks = (ledger.book(group, kind).pk for kind in (Book.Kind.CASH, Book.Kind.IKS))

    refused_post(
        group, "amount_positive", amounts=[1_000, 0],
        **{key: [None] * 2 for key in ("memberships", "meetings", "reversed", "corrected")},
        dates=[TODAY, TODAY], debits=[cash, cash], credits=[iks, iks], notes=["", ""],
    )  # fmt: skip


# 2: append-only, answered once by a mirror


WRITES = [
    "UPDATE finance_entry SET note = 'x'",
    "UPDATE finance_entry SET amount = amount WHERE sequence = 1",
    "DELETE FROM finance_entry WHERE sequence = 3",
    "TRUNCATE finance_entry CASCADE",
]


def test_the_site_changes_no_entry(group):
    for write in WRITES:
        refused(write)
    refused("SELECT * FROM finance_entry FOR UPDATE")


@committed
def test_the_owner_changes_no_entry(group):
    with as_owner():
        for write in WRITES:
            refused(write, match="never changed", error=IntegrityError)


@committed
def test_the_owner_does_not_switch_our_triggers_off_by_a_setting(group):
    with as_owner():
        for write in WRITES:
            refused(
                "SELECT set_config('pgtrigger.ignore', (SELECT '{' || string_agg(tgname, ',')"
                f" || '}}' FROM pg_trigger WHERE NOT tgisinternal), true); {write}",
                match="never changed",
                error=IntegrityError,
            )


def test_a_reversal_swaps_an_original_entry_once(group):
    member = group.memberships.get(number=1).pk
    cash, iks = (ledger.book(group, kind).pk for kind in (Book.Kind.CASH, Book.Kind.IKS))
    first, second, reversal = group.entries.order_by("sequence").values_list("pk", flat=True)
    mirror = {
        "debits": [iks], "credits": [cash], "amounts": [10_000], "memberships": [member],
        "reversed": [first], "notes": ["salah"],
    }  # fmt: skip

    refused_post(group, "swaps the books", **mirror | {"debits": [cash], "credits": [iks]})
    refused_post(group, "swaps the books", **mirror | {"amounts": [9_000]})
    refused_post(group, "swaps the books", **mirror | {"memberships": [None]})
    refused_post(group, "swaps the books", **mirror | {"notes": [""]})
    refused_post(group, "swaps the books", **mirror | {"dates": ["2020-01-01"]})
    refused_post(group, "swaps the books", **mirror | {"reversed": [reversal]})
    refused_post(group, "reverses_id", **mirror | {"reversed": [second], "amounts": [5_000]})
    assert post(group, **mirror)


def test_an_entry_corrects_one_of_its_own_group(group):
    other = GroupFactory()
    ledger.books(other, [(Book.Kind.CASH, None, ""), (Book.Kind.IKS, None, "")])

    refused_post(other, "of one group", corrected=[group.entries.first().pk])


# 3: balances


def test_the_site_writes_no_balance(group):
    refused("UPDATE finance_book SET balance = 1")
    refused("UPDATE finance_book SET kind = 'bank'")
    refused("DELETE FROM finance_book")
    run(
        "INSERT INTO finance_book (group_id, kind, name, balance) VALUES (%s, 'bank', '', 9)",
        group.pk,
    )

    assert ledger.book(group, Book.Kind.BANK).balance == 0


@committed
def test_the_owner_writes_no_balance(group):
    with as_owner():
        refused("UPDATE finance_book SET balance = 1", match="sum of its", error=IntegrityError)
        run(
            "INSERT INTO finance_book (group_id, kind, name, balance) VALUES (%s, 'bank', '', 9)",
            group.pk,
        )

    assert ledger.book(group, Book.Kind.BANK).balance == 0


@pytest.mark.parametrize("kind", Book.NEVER_NEGATIVE)
def test_books_with_a_star_are_never_below_zero(group, kind):
    member = group.memberships.first() if kind in Book.OF_A_MEMBER else None
    book = ledger.book(group, kind, member, name="sapi" if kind in Book.NAMED else "")
    capital = ledger.book(group, Book.Kind.CAPITAL)
    sides = (capital, book) if book.is_debit_side else (book, capital)

    refused_post(
        group, "finance_book_not_negative", amounts=[book.balance + 1],
        debits=[sides[0].pk], credits=[sides[1].pk], memberships=[member and member.pk],
    )  # fmt: skip


@committed
def test_two_at_once_do_not_overdraw(group):
    iks, cash = (ledger.book(group, kind) for kind in (Book.Kind.IKS, Book.Kind.CASH))
    refusals = []

    def draw():
        try:
            post(group, debits=[iks.pk], credits=[cash.pk], amounts=[6_000])
        except IntegrityError as refusal:
            refusals.append(refusal)
        connection.close()

    threads = [threading.Thread(target=draw) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    cash.refresh_from_db()
    assert (cash.balance, len(refusals)) == (4_000, 1)


def test_a_temporary_table_of_the_same_name_fools_no_trigger(group):
    cash = ledger.book(group, Book.Kind.CASH)

    run("CREATE TEMP TABLE finance_book (LIKE public.finance_book)")
    run("CREATE TEMP TABLE finance_chain (LIKE public.finance_chain)")
    run("SELECT public.finance_post(%s, %s, ARRAY[%s]::date[], ARRAY[%s]::bigint[],"
        " ARRAY[%s]::bigint[], ARRAY[700]::bigint[], ARRAY[NULL]::bigint[], ARRAY[NULL]::bigint[],"
        " ARRAY[NULL]::bigint[], ARRAY[NULL]::bigint[], ARRAY['']::text[])",
        group.pk, group.registered_by_id, TODAY, cash.pk,
        run("SELECT id FROM public.finance_book WHERE kind = 'iks'")[0][0])  # fmt: skip

    assert run("SELECT balance FROM public.finance_book WHERE id = %s", cash.pk) == [(10_700,)]


def test_a_trigger_of_ours_hangs_on_no_table_of_the_sites(group):
    """Its function writes balances as the owner: made-up rows would be believed."""
    run("CREATE TEMP TABLE forged (LIKE public.finance_entry)")
    names = run(
        "SELECT p.oid::regproc::text FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid"
        " WHERE p.prosecdef GROUP BY 1"
    )

    for (name,) in names:
        refused(
            "CREATE TRIGGER forged AFTER INSERT ON forged REFERENCING NEW TABLE AS new_rows"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
    assert len(names) > 8


# 4: closed periods


def test_a_closed_month_takes_no_entry(group):
    month = TODAY.replace(day=1)
    Period.objects.create(group=group, month=month, closed_by=group.registered_by)

    refused_post(group, "month of this entry is closed")
    refused("DELETE FROM finance_period")
    refused("UPDATE finance_period SET month = month - 31")


@committed
def test_a_closed_month_takes_no_entry_from_an_older_snapshot(group):
    def close():
        Period.objects.create(
            group=group, month=TODAY.replace(day=1), closed_by=group.registered_by
        )
        connection.close()

    def post_with_an_older_look():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT FROM finance_period")
            thread = threading.Thread(target=close)
            thread.start()
            thread.join()
            post(group)

    with pytest.raises(DatabaseError, match="could not serialize"):
        post_with_an_older_look()


# 5: sequence and chain


def test_the_site_writes_no_chain(group):
    refused("UPDATE finance_chain SET sequence = 0")
    refused("INSERT INTO finance_chain (group_id, sequence, digest) VALUES (0, 0, '')")
    refused("DELETE FROM finance_chain")


@committed
def test_not_even_the_owner_posts_past_the_chain(group):
    columns = "date, debit_id, credit_id, amount, membership_id, posted_by_id, posted_at, note"
    insert = (
        f"INSERT INTO finance_entry (group_id, sequence, digest, {columns})"
        f" SELECT group_id, %s, %s, {columns} FROM finance_entry WHERE sequence = 1"
    )
    with as_owner():
        refused(insert, 4, b"x", match="continues its group's chain", error=IntegrityError)
        refused(insert, 9, b"x", match="continues its group's chain", error=IntegrityError)
        refused(insert, 2, b"x", match="finance_entry_sequence", error=IntegrityError)


def test_sequences_have_no_gap_though_a_posting_was_refused(group):
    refused_post(group, "amount_positive", amounts=[0])

    post(group)

    assert list(group.entries.values_list("sequence", flat=True)) == [1, 2, 3, 4]


# 6: one active group, one office, one attendance


def insert_member(group, person, household, number, since, until=None, reason=""):
    run(
        "INSERT INTO groups_membership (group_id, person_id, household_id, number, since, until,"
        " reason) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        group.pk, person.pk, household.pk, number, since, until, reason,
    )  # fmt: skip


def test_one_person_and_one_household_are_in_one_active_group(group):
    person = group.memberships.get(number=1).person

    other, family = GroupFactory(), PersonFactory(household=person.household)

    with pytest.raises(IntegrityError, match="one_a_person"):
        insert_member(other, person, person.household, 1, TODAY)
    with pytest.raises(IntegrityError, match="one_a_household"):
        insert_member(other, family, PersonFactory().household, 1, TODAY)


def test_one_holder_of_an_office(group):
    first, second = group.memberships.order_by("number")
    OfficeFactory(membership=first)

    refused(
        "INSERT INTO groups_office (group_id, membership_id, post, since)"
        " VALUES (%s, %s, 'chair', %s)",
        group.pk, second.pk, TODAY, match="one_holder", error=IntegrityError,
    )  # fmt: skip
    refused(
        "INSERT INTO groups_office (group_id, membership_id, post, since)"
        " VALUES (%s, %s, 'secretary', %s)",
        group.pk, MembershipFactory().pk, TODAY, match="member of the group", error=IntegrityError,
    )  # fmt: skip


def test_one_facilitator_at_a_time(group):
    refused(
        "INSERT INTO groups_facilitation (group_id, facilitator_id, since) VALUES (%s, %s, %s)",
        group.pk, group.registered_by_id, TODAY, match="one_at_a_time", error=IntegrityError,
    )  # fmt: skip


def test_attendance_once_a_meeting_and_member_of_the_group(group):
    meeting, insert = MeetingFactory(group=group), (
        "INSERT INTO groups_attendance (meeting_id, membership_id, kind) VALUES (%s, %s, 'present')"
    )  # fmt: skip
    member = group.memberships.first().pk
    run(insert, meeting.pk, member)

    refused(insert, meeting.pk, member, match="once_a_meeting", error=IntegrityError)
    refused(insert, meeting.pk, MembershipFactory().pk, match="Only members", error=IntegrityError)


def test_a_member_and_a_meeting_stay_in_their_group(group):

    MeetingFactory(group=group)
    other = GroupFactory()

    for table in ("groups_membership", "groups_meeting"):
        refused(
            f"UPDATE {table} SET group_id = %s", other.pk, match="never moves", error=IntegrityError
        )


# 7: a submission is recorded once


def test_a_submission_stands_once(group):
    insert = (
        "INSERT INTO finance_submission (uuid, by_id, at, digest, answer)"
        " VALUES (%s, %s, now(), 'x', '')"
    )
    key = uuid.uuid4()
    run(insert, key, group.registered_by_id)

    refused(insert, key, group.registered_by_id, match="pkey", error=IntegrityError)
    refused("UPDATE finance_submission SET digest = 'y'")
    refused("DELETE FROM finance_submission")


# 8: plain edits leave history


def test_an_edit_leaves_its_history_which_the_site_cannot_change(group):
    run("UPDATE groups_group SET name = 'Baru' WHERE id = %s", group.pk)
    run("UPDATE finance_duesrule SET amount = 6000 WHERE group_id = %s", group.pk)

    assert run("SELECT name FROM groups_groupevent WHERE pgh_label = 'update'") == [("Baru",)]
    assert DuesRule.pgh_event_model.objects.filter(amount=6_000).count() == 1
    for table in ("groups_groupevent", "finance_duesruleevent", "groups_personevent"):
        refused(f"UPDATE {table} SET pgh_label = 'x'")
        refused(f"DELETE FROM {table}")


def test_no_setting_of_a_session_skips_the_history(group):
    ignored = "(SELECT '{' || string_agg(tgname, ',') || '}' FROM pg_trigger)"
    run(f"SELECT set_config('pgtrigger.ignore', {ignored}, false)")

    run("UPDATE groups_group SET name = 'Baru' WHERE id = %s", group.pk)

    assert run("SELECT name FROM groups_groupevent WHERE pgh_label = 'update'") == [("Baru",)]


@pytest.mark.parametrize("table", ["groups_groupevent", "accounts_assignmentevent"])
def test_the_site_forges_no_history(table):
    refused(f"INSERT INTO {table} SELECT * FROM {table}")
    for forged in ("UPDATE pghistory_context SET metadata = '{}'", "DELETE FROM pghistory_context"):
        refused(forged)


@pytest.mark.parametrize(
    "table", ["accounts_user", "accounts_assignment", "groups_membership", "groups_attendance"]
)
def test_the_site_deletes_nothing_that_has_a_history(table):
    refused(f"DELETE FROM {table}")
