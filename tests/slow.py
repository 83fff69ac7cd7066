"""What `run.py test --fast` leaves out: files by name, and what took long when it last ran here.

tests/conftest.py adds races and searches. What a test took is kept in pytest's cache: seconds of
this process's processor, which other work on the machine does not change.
"""

import time

import pytest

PROCESSES = ("tests/browser/", "tests/upgrade/", "tests/test_run.py")
MANY_PAGES = (
    "tests/security/test_attack.py",
    "tests/security/test_hostile.py",
    "tests/security/test_mass.py",
    "tests/security/test_scope.py",
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
LONG = 0.07  # with PostgreSQL a tenth of a second
KEPT = "kube/seconds"


class Stopwatch:
    """Notes what each test takes; keeps it after a run that leaves none out."""

    def __init__(self, config: pytest.Config):
        self.config, self.took, self.began = config, {}, 0.0

    def pytest_runtest_logstart(self) -> None:
        self.began = time.process_time()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self):
        report = yield
        report.processor = round(time.process_time() - self.began, 3)  # xdist's workers send it
        return report

    def pytest_runtest_logreport(self, report) -> None:
        self.took[report.nodeid] = report.processor

    def pytest_sessionfinish(self) -> None:
        is_worker = hasattr(self.config, "workerinput")
        cache = cache_of(self.config)
        if cache and not is_worker and not self.config.option.markexpr:
            cache.set(KEPT, cache.get(KEPT, {}) | self.took)


def cache_of(config: pytest.Config) -> pytest.Cache | None:
    """None under `-p no:cacheprovider`."""
    return getattr(config, "cache", None)


def took_long(config: pytest.Config) -> set[str]:
    cache = cache_of(config)
    took = cache.get(KEPT, {}) if cache else {}
    return {test for test, seconds in took.items() if seconds > LONG}
