"""Citations of docs/ in the code resolve: documents, sections, examples, papers, pages."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SUFFIXES = {".py", ".html", ".js", ".css", ".typ", ".toml", ".md", ".txt"}
CITED = {  # patterns of a citation, and of what it cites in domain.md: their groups 1 are equal
    "worked example": (r"\b([ES]\d{1,2})\b", r"^\|(E\d+)\||^- (S\d) after E\d"),
    "paper": (r"\bpaper (\d{1,2})\b", r"^\| (\d+) [^|]+(?:\|[^|]+){3}\|$"),
}


@cache
def sources() -> dict[Path, str]:
    """Code, templates and documents, except vendored files and migrations."""
    own = [folder for folder in ROOT.iterdir() if folder.is_dir() and folder.name[0] != "."]
    paths = [*ROOT.glob("*.*"), *(path for folder in own for path in folder.rglob("*.*"))]
    return {
        path.relative_to(ROOT): path.read_text()
        for path in paths
        if path.suffix in SUFFIXES and not {"migrations", "vendor"} & set(path.parts)
    }


def found(pattern: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Each match in the sources, except docs/ and this test: the file and the groups."""
    for path, text in sources().items():
        if path.parts[0] != "docs" and path.name != "test_docs.py":
            yield from ((path, match.groups()) for match in re.finditer(pattern, text))


def lines_of(text: str, pattern: str) -> set[str]:
    return {
        group
        for match in re.finditer(pattern, text, re.MULTILINE)
        for group in match.groups()
        if group
    }


def listed(missing) -> str:
    return "\n".join(sorted(f"{path}: {what}" for path, what in missing))


def test_cited_documents_exist():
    cited = {
        (path, name) for path, (name,) in found(r"\b((?:docs/[\w/-]+|domain|ux|architecture)\.md)")
    }

    missing = {
        (path, name) for path, name in cited if not (DOCS / name[name.find("/") + 1 :]).exists()
    }

    assert cited
    assert not missing, listed(missing)


def test_cited_sections_exist():
    cited = set(found(r"\b(domain|ux|architecture)\.md §(\d+[a-z]?)"))
    known = {
        (name, number)
        for name in ("domain", "ux", "architecture")
        for number in lines_of((DOCS / f"{name}.md").read_text(), r"^## (\d+[a-z]?)\. ")
    }

    missing = {(path, " §".join(where)) for path, where in cited if where not in known}

    assert cited
    assert not missing, listed(missing)


@pytest.mark.parametrize("kind", CITED)
def test_cited_codes_of_the_domain_exist(kind):
    citation, definition = CITED[kind]
    cited = {(path, code) for path, (code,) in found(citation)}
    known = lines_of((DOCS / "domain.md").read_text(), definition)

    missing = {(path, f"{kind} {code}") for path, code in cited if code not in known}

    assert cited
    assert not missing, listed(missing)


def test_links_between_documents_lead_somewhere():
    links = {
        (path, target)
        for path, text in sources().items()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", text)
    }

    missing = {(path, to) for path, to in links if not (ROOT / path.parent / to).exists()}

    assert links
    assert not missing, listed(missing)


def pages_of_the_map() -> list[tuple[str, bool]]:
    """The URLs in ux.md's page map, and whether each is marked as not built."""
    rows = re.findall(r"^\| (`[^|]+) \| ([^|]+) \|", (DOCS / "ux.md").read_text(), re.MULTILINE)
    return [
        (address.replace("…", "/groups/7"), "(later)" in title)
        for addresses, title in rows
        for address in re.findall(r"`([…/][^`]*/|/)`", addresses)
    ]


@pytest.mark.parametrize(("address", "is_later"), pages_of_the_map())
def test_the_page_map_tells_what_is_built(address, is_later):
    try:
        resolve(address)
        is_built = True
    except Resolver404:
        is_built = False

    assert is_built != is_later
