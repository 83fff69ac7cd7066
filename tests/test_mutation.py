"""The mistakes that `run.py bench mutants` makes, and that each changes what a function does."""

import pytest

from bench import mutation

MODULE = '''"""Of rules."""
LIMITS = ["few", "many"]

class Rule:
    most = 3

    def allows(self, count, *, at=0):
        """Whether."""
        if count is None:
            raise ValueError(_("How many?"))
        return at < count <= self.most and "few" in LIMITS

    def told(self, name):
        return f"at most {self.most}" if name else None
'''


@pytest.fixture
def found(tmp_path):
    (tmp_path / "rule.py").write_text(MODULE)
    return mutation.mutants(tmp_path, "rule.py")


def test_each_place_that_decides_is_changed(found):
    assert [(each.scope, each.what) for each in found] == [
        ("", "without 'few'"),
        ("", "without 'many'"),
        ("", "'few' to XX"),
        ("", "'many' to XX"),
        ("Rule.allows", "count is not None"),
        ("Rule.allows", "left out: raise ValueError(_('How many?'))"),
        ("Rule.allows", "return None"),
        ("Rule.allows", "at < count <= self.most or 'few' in LIMITS"),
        ("Rule.allows", "at <= count <= self.most"),
        ("Rule.allows", "'few' not in LIMITS"),
        ("Rule.allows", "'few' to XX"),
        ("Rule.told", "return None"),
        ("Rule.told", "if not name"),
    ]


def test_an_applied_mutant_is_what_callers_meet(found, tmp_path):
    there = {"__name__": "rule"}
    exec(compile(MODULE, str(tmp_path / "rule.py"), "exec"), there)
    (loosened,) = [each for each in found if each.what == "at <= count <= self.most"]
    rule = there["Rule"]()
    assert not rule.allows(0)

    known = {
        (str(tmp_path / "rule.py"), (f.__code__.co_qualname, f.__code__.co_firstlineno)): [f]
        for f in (there["Rule"].allows, there["Rule"].told)
    }
    mutation.apply(mutation.mutated(tmp_path, loosened), loosened, known)

    assert rule.allows(0)
