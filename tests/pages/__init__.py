"""The table of all pages: who may open each, and how. tests/test_access.py asks for them.

A URL that is not in PAGES fails, and one that nobody can open. To add a page, add one line to
the file of its app:

    "groups:members": row("facilitator operator verifier head auditor province", group),

`row`: the page of one row: 200 for users with the permission, 403 for others who see the row, 404
for the rest. `verb`: a page of a permission without a row: 403 without it. `own`: all users.
`public`: without signing in. Anonymous users are redirected to sign in. `may` names the roles
(those of `tests/world.py`); `get` what they get where it is not 200; `posts=False` for a page that
only reads. Users with the permission post an empty form: that answers with errors (422, 409) or a
redirect (302), never 500. New kinds of rows are created in `tests/world.py`.
"""

from tests.pages import accounts, finance, groups, papers, payment, selection
from tests.pages.kinds import Page, is_allowed

__all__ = ["PAGES", "Page", "is_allowed"]
PAGES: dict[str, Page] = {
    **accounts.PAGES,
    **groups.PAGES,
    **finance.PAGES,
    **selection.PAGES,
    **payment.PAGES,
    **papers.PAGES,
}
