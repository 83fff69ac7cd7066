"""The totals on a page that are not the sum of the rows above them.

A row of `<tfoot>` that begins with `<th>` is a total; one that begins with `<td>`, as a balance
from before, is none.
"""

import re
from decimal import Decimal
from html.parser import HTMLParser

AMOUNT = re.compile(r"\s*([-−]?)(?:Rp)?(\d[\d.]*(?:,\d+)?)")


class Tables(HTMLParser):
    """The tables of a page: of each the rows of its body and of its foot, cell by cell."""

    def __init__(self, page: str):
        super().__init__()
        self.found, self.part, self.cell = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.found.append({"tbody": [], "tfoot": []})
        elif tag in ("tbody", "tfoot"):
            self.part = self.found[-1][tag]
        elif tag == "tr" and self.part is not None:
            self.part.append([])
        elif tag in ("td", "th") and self.part is not None:
            self.cell = [tag, ""]
            self.part[-1] += [self.cell] * int(dict(attrs).get("colspan", 1))

    def handle_endtag(self, tag):
        if tag in ("tbody", "tfoot"):
            self.part = None
        elif tag in ("td", "th"):
            self.cell = None

    def handle_data(self, data):
        if self.cell and not self.cell[1].strip():
            self.cell[1] = data


def amount(text: str) -> Decimal | None:
    if found := AMOUNT.match(text):
        minus, digits = found.groups()
        return Decimal(digits.replace(".", "").replace(",", ".")) * (-1 if minus else 1)
    return None


def wrong_sums(page: str) -> list[str]:
    return [
        f"{[text for _tag, text in total]}, column {place}: {summed}"
        for table in Tables(page).found
        for total in table["tfoot"]
        if total and total[0][0] == "th"
        for place, (_tag, text) in enumerate(total[1:], start=1)
        if (written := amount(text)) is not None
        and (summed := sum(amount(row[place][1]) or 0 for row in table["tbody"])) != written
    ]
