"""What `run.py test --fast` leaves out by its name; tests/conftest.py adds races and searches."""

PROCESSES = ("tests/browser/", "tests/upgrade/", "tests/test_run.py")
MANY_PAGES = (
    "tests/security/test_attack.py",
    "tests/security/test_hostile.py",
    "tests/security/test_mass.py",
    "tests/security/test_scope.py",
    "tests/reliability/test_future_days.py",
    "tests/test_access.py",
    "tests/test_bad_input.py",
    "tests/test_many_groups.py",
    "tests/grants/test_offered_acts.py",
)
MANY_ROWS = (
    "tests/security/test_bomb.py",
    "tests/security/test_pixels.py",
    "tests/accounts/test_load_regions.py",
    "tests/grants/test_bank_month.py",
    "tests/grants/test_grant_years.py",
    "tests/grants/test_way.py",
    "tests/kube_admin/test_demo_data.py",
)
SLOW = (*PROCESSES, *MANY_PAGES, *MANY_ROWS)
