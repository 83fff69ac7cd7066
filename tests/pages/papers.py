"""Pages of papers and of the office that issues them."""

from tests.pages.kinds import READ_GRANTS, paper, public, row, verb

PAGES = {
    "papers:paper": row(READ_GRANTS, paper, posts=False),
    "papers:print_paper": row(READ_GRANTS, paper, posts=False),
    "papers:papers": verb(READ_GRANTS, posts=False),
    "papers:office_page": row(
        READ_GRANTS, lambda world: [world.office_page.pk], seen_by=READ_GRANTS, posts=False
    ),
    "papers:office": verb("head", posts=False),
    "papers:edit_letterhead": verb("head"),
    "papers:edit_wording": verb("head", lambda world: ["sanction"]),
    "papers:add_official": verb("head"),
    "papers:find_paper": public(posts=False),
    "papers:check_paper": public(lambda world: [world.paper.code], posts=False),
}
