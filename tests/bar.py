"""The bar: each fault or attack that the site must bear, with the tests that show it.

    3: row("The connection to the database is lost", "tests/reliability/test_db_gone.py"),

A test is a file or a test of one (`file.py::test_name`). A row that is not met yet, or only in
part, says what is `coming`. tests/test_bar.py holds the map; `run.py bench trust` runs all of it.
"""

from dataclasses import dataclass

FINANCE, GRANTS, PROMISES = "tests/finance/", "tests/grants/", "tests/finance/promises/"
DRAINS = ("threads", "drain_searches", "drain_rows", "drain_bodies", "drain_slow", "drain_beside")
SECURITY, RELIABILITY = "tests/security/", "tests/reliability/"


@dataclass(frozen=True)
class Row:
    fault: str
    tests: tuple[str, ...]
    commands: tuple[str, ...]  # of a shell, in the folder of the project
    coming: str


def row(fault: str, *tests: str, commands: tuple[str, ...] = (), coming: str = "") -> Row:
    return Row(fault, tests, commands, coming)


BAR: dict[int, Row] = {
    # Reliability
    1: row("A web worker is killed while it posts", RELIABILITY + "test_kill_worker.py"),
    2: row("PostgreSQL is killed under eight writers", RELIABILITY + "test_kill_postgres.py"),
    3: row("The connection to the database is lost", RELIABILITY + "test_db_gone.py"),
    4: row("One sheet is sent many times at once", RELIABILITY + "test_race.py"),
    5: row(
        "A submission comes again with other content",
        PROMISES + "test_submissions.py",
        SECURITY + "test_submission_reused.py",
    ),
    6: row("Withdrawals from one book at once", RELIABILITY + "test_race.py"),
    7: row(
        "Papers past the budget at once",
        RELIABILITY + "test_double_paper.py",
        GRANTS + "test_pay_disbursement.py",
    ),
    8: row(
        "Sheets over the same books at once",
        RELIABILITY + "test_storm.py",
        FINANCE + "test_any_series.py",
    ),
    9: row(
        "The clock goes back or far forward",
        RELIABILITY + "test_clock.py",
        RELIABILITY + "test_future_days.py",
    ),
    10: row(
        "The disk is full",
        RELIABILITY + "test_disk_full.py",
        RELIABILITY + "test_database_full.py",
    ),
    11: row("A migration is killed; old code on a new schema", RELIABILITY + "test_migrate.py"),
    # The database holds against the site, and finds what its superuser did
    12: row(
        "The site's role alters rows, triggers, roles",
        SECURITY + "test_app_role.py",
        SECURITY + "test_acts_only.py",
        SECURITY + "test_stands_as_signed.py",
        SECURITY + "test_decided_once.py",
        SECURITY + "test_moments.py",
    ),
    13: row(
        "The site's role posts what the rules forbid",
        SECURITY + "test_ledger_rules.py",
        PROMISES + "test_reversals.py",
        PROMISES + "test_balances.py",
        PROMISES + "test_periods.py",
    ),
    14: row("A function of the owner is led to other tables", SECURITY + "test_definer.py"),
    15: row("A superuser alters the books", SECURITY + "test_chain.py"),
    16: row("A superuser cuts or recomputes a chain", SECURITY + "test_anchor.py"),
    17: row("A superuser alters a balance", SECURITY + "test_balance.py"),
    18: row("A backup was altered or cut", coming="backup is not built"),
    19: row("All is restored on an empty machine", coming="backup is not built"),
    20: row("A backup is stolen", SECURITY + "test_factors.py", coming="backup is not built"),
    # Who sees and may do what
    21: row("Each address, by each role, of each territory", "tests/test_access.py"),
    22: row(
        "Names and totals of another territory",
        SECURITY + "test_scope_former.py",
        SECURITY + "test_mask.py",
        SECURITY + "test_scope.py",
        "tests/groups/test_consents.py",
    ),
    23: row("A territory whose code begins like another's", "tests/test_policy.py"),
    24: row("A request from another site", SECURITY + "test_attack.py"),
    25: row("A GET that changes data", "tests/test_access.py"),
    26: row("Framing, scripts, foreign hosts", "tests/test_guarded_answers.py"),
    27: row("Cookies are read or set by others", SECURITY + "test_attack_cookies.py"),
    28: row("A session is fixed or used again", "tests/accounts/test_sign_in.py"),
    29: row("A session is left open", SECURITY + "test_timeout.py"),
    30: row("A member's PIN is guessed", SECURITY + "test_tries.py", coming="members have no PIN"),
    31: row(
        "Users are found by trying names",
        "tests/accounts/test_sign_in.py",
        SECURITY + "test_tries.py",
    ),
    32: row("A role ends while its user works", "tests/accounts/test_end_assignment.py"),
    33: row(
        "One person acts as two",
        GRANTS + "test_duties.py",
        SECURITY + "test_duties.py",
        SECURITY + "test_first_sign_in.py",
        SECURITY + "test_reset.py",
        SECURITY + "test_money_by_two.py",
    ),
    34: row("A decree or payment at a desk left open", SECURITY + "test_anew.py"),
    35: row("Somebody serves themselves", SECURITY + "test_self.py"),
    # What is sent
    36: row("Fields that a form does not have", SECURITY + "test_mass.py"),
    37: row("Formulas in names", "tests/accounts/test_users.py", FINANCE + "test_savings_book.py"),
    38: row("A workbook that swells", SECURITY + "test_bomb.py"),
    39: row(
        "A picture that hides or swells", "tests/groups/test_photo.py", SECURITY + "test_pixels.py"
    ),
    40: row("A name that is a path", SECURITY + "test_hostile.py", SECURITY + "test_attack.py"),
    41: row("Amounts that are none", FINANCE + "test_rupiah.py", "tests/test_bad_input.py"),
    42: row(
        "Text that deceives or breaks",
        "tests/test_bad_input.py",
        SECURITY + "test_hostile.py",
        SECURITY + "test_hostile_text.py",
    ),
    43: row("Text that is code", SECURITY + "test_markup.py", SECURITY + "test_typst.py"),
    44: row("A national number leaks", SECURITY + "test_nik_leak.py"),
    45: row("Sealed numbers are moved; keys change", SECURITY + "test_nik_store.py"),
    46: row("The index of numbers is guessed from", SECURITY + "test_blind.py"),
    47: row(
        "Redirects, hosts of others", "tests/accounts/test_sign_in.py", "tests/test_error_pages.py"
    ),
    48: row("The site tells of its insides", "tests/test_settings.py"),
    49: row("A secret in the project", "tests/test_settings.py", commands=(".ci/run secrets",)),
    50: row("A package with a known hole", commands=(".ci/run audit",)),
    51: row(
        "Few requests use up the site",
        *(f"{RELIABILITY}test_{name}.py" for name in DRAINS),
        coming="p95 of others at most doubled beside long prints and audit files",
    ),
    # What remains
    52: row("Nobody knows who did it", PROMISES + "test_history.py", SECURITY + "test_audit.py"),
    53: row("A person asks for the own data, or to be erased", SECURITY + "test_erase.py"),
    54: row(
        "Random office-years against a model",
        RELIABILITY + "test_simulate.py",
        FINANCE + "test_any_series.py",
    ),
}
