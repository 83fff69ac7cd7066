"""Search the tree and all history for secrets: `.ci/run secrets`. Needs git and Python alone.

Each added line of each commit is read, so that what was committed once and removed is found too.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator

KINDS = {
    "private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "key of a service": r"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36,}|glpat-[\w-]{20,}|xox[abprs]-"
    r"[\w-]{10,}|sk-[A-Za-z0-9]{32,}|AIza[\w-]{35}|pypi-[\w-]{50,})",
    "Fernet key": r"(?<![\w/+=-])[\w-]{43}=(?![\w=])",
    "password in an address": r"\b\w+://[^\s:/@'\"{}<>$]+:[^\s:/@'\"{}<>$]{3,}@[\w.-]+",
    "secret of the site": r"\bKUBE_(?:SECRET_KEY|NIK_KEYS|NIK_INDEX_KEY)['\"]?\s*[=:]\s*['\"]?"
    r"(?!only-for-tests|thrown-away)[\w/+-]{24,}",
    "seed of a second factor": r"\botpauth://\S*secret=[A-Z2-7]{16,}",
}
ANY = re.compile("|".join(f"(?P<k{place}>{kind})" for place, kind in enumerate(KINDS.values())))
OURS = re.compile(  # thrown away or invented, and said to be
    r"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=?"  # tests/settings.py: 0123456789abcdef twice
    r"|://(?:kube\w*|user|name):(?:secret|password|PASSWORD|p%40ss\S*|\.{3}|…)"
)
LEFT_OUT = ("requirements/", "static/vendor/", "locale/")


def added() -> Iterator[tuple[str, str, str]]:
    """Commit, file and text of each line that a commit of any branch adds."""
    words = [
        "git",
        "log",
        "--all",
        "-p",
        "-U0",
        "--no-color",
        "--no-ext-diff",
        "--format=commit %H",
    ]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, errors="replace") as log:
        assert log.stdout is not None
        commit = file = ""
        for line in log.stdout:
            if line.startswith("commit "):
                commit = line.split()[1][:9]
            elif line.startswith("+++ "):
                file = line[6:].strip()
            elif line.startswith("+"):
                yield commit, file, line[1:]
    if log.returncode:
        sys.exit("git log has failed.")


def of_tree() -> Iterator[tuple[str, str, str]]:
    """The lines of the tree as it is, also of files that are not committed yet."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        try:
            with open(name, encoding="utf-8") as file:
                yield from (("tree", name, line) for line in file)
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # a picture, or removed


def suspicious(lines: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    for commit, file, text in lines:
        if file.startswith(LEFT_OUT):
            continue
        for match in ANY.finditer(text):
            kind = list(KINDS)[int((match.lastgroup or "k0")[1:])]
            if not OURS.search(match.group()):
                yield f"{commit} {file}: {kind}: {match.group()[:12]}…"


def main() -> None:
    shallow = ["git", "rev-parse", "--is-shallow-repository"]
    if subprocess.run(shallow, capture_output=True, text=True).stdout.strip() == "true":
        sys.exit("This clone has not all of the history: git fetch --unshallow")
    found = sorted({*suspicious(of_tree()), *suspicious(added())})
    if found:
        sys.exit("\n".join(["Secrets, or what looks like them:", *found]))
    count = subprocess.run(["git", "rev-list", "--all", "--count"], capture_output=True, text=True)
    sys.stdout.write(f"No secret in the tree nor in {count.stdout.strip()} commits.\n")


if __name__ == "__main__":
    main()
