"""Advice for common failures. Standard library only, as run.py imports it before installing."""

import re
from collections.abc import Iterator

from foundation.disk import is_full

DISK_FULL = (
    "The disk is full, or this account may not write more. Make room, then run the same again: "
    "it goes on where it stopped."
)
NO_REGISTRY = (
    "The Python package registry cannot be reached. Check the network, the proxy (HTTPS_PROXY) "
    "and pip's configuration, then run the same again."
)
NOT_OURS = (
    "This account may not touch {file}. It was made by another account (root?): run as that one, "
    "or remove it."
)
NO_DATABASE = "The database server does not answer. Check that it runs, and DATABASE_URL."
SAYS = {
    DISK_FULL: r"no space left on device|quota exceeded|file too large|os error 28|disk ?full",
    NO_REGISTRY: r"error sending request|dns error|failed to establish|name resolution|proxyerror"
    r"|name or service not known|network is unreachable|connect ?timeout|connection broken"
    r"|could not connect|connection refused|read timed out",
}


def said_by(text: str) -> str | None:
    """The advice for the output of a failed program."""
    found = (advice for advice, words in SAYS.items() if re.search(words, text, re.IGNORECASE))
    return next(found, None)


def advice(error: BaseException) -> str | None:
    """The advice for an exception or its causes; None if there is none."""
    for cause in causes(error):
        if isinstance(cause, PermissionError) and cause.filename:
            return NOT_OURS.format(file=cause.filename)
        if is_full(cause):
            return DISK_FULL
        if said_by(str(cause)) == DISK_FULL:
            return DISK_FULL
        if re.search("connection to server .* failed|server closed the connection", str(cause)):
            return NO_DATABASE
    return None


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__
