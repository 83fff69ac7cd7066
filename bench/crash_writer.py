"""A facilitator who sends meeting sheets over http, as her browser would without JavaScript."""

import datetime
import re
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import Cookie, CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, ProxyHandler, build_opener

SAVINGS, DUES = 10_000, 5_000
AT_MOST = 8  # sheets of one writer between two kills
TOKEN = re.compile('name="csrfmiddlewaretoken" value="([^"]+)"')
MEMBER = re.compile(r'name="lines-(\d+)-came"')
ROWS = re.compile(r'name="(\w+)-TOTAL_FORMS"')


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Cut(Exception):
    """No answer, or one that says that the site has failed."""


@dataclass
class Sheet:
    """One meeting, sent under one UUID until it is answered as saved."""

    group: int
    date: datetime.date
    submission: str = field(default_factory=lambda: str(uuid.uuid4()))
    content: dict = field(default_factory=dict)  # empty until it has been sent
    receipt: str = ""  # the address it was answered with

    def filled_in(self, page: str) -> dict:
        """What is sent of this page by one who changes nothing and counts right."""
        members = MEMBER.findall(page)
        sent: dict[str, str | int] = {"submission": self.submission, "date": self.date.isoformat()}
        for member in members:
            sent |= {f"lines-{member}-came": "on", f"lines-{member}-why": "excused"}
            sent |= {f"lines-{member}-savings": SAVINGS, f"lines-{member}-dues": DUES}
        for rows in ROWS.findall(page):
            sent |= {f"{rows}-TOTAL_FORMS": 0, f"{rows}-INITIAL_FORMS": 0}
        return sent | {"counted": len(members) * (SAVINGS + DUES)}


def session_cookie(session: str, host: str) -> Cookie:
    """As if she had signed in."""
    return Cookie(
        version=0,
        name="sessionid",
        value=session,
        domain=host,
        path="/",
        secure=False,
        port=None,
        port_specified=False,
        domain_specified=False,
        domain_initial_dot=False,
        path_specified=True,
        expires=None,
        discard=True,
        comment=None,
        comment_url=None,
        rest={},
    )


class Writer:
    """Keeps sending sheets of her own groups until she is stopped or cut off."""

    def __init__(self, site: str, session: str, groups: Iterable[int], days):
        self.site = site
        self.left = [Sheet(group, day) for group in groups for day in reversed(days)]
        self.sent: list[Sheet] = []
        self.wrong = ""
        cookies = CookieJar()
        cookies.set_cookie(session_cookie(session, urlsplit(site).netloc.partition(":")[0]))
        self.browser = build_opener(HTTPCookieProcessor(cookies), NoRedirect, ProxyHandler({}))

    @property
    def saved(self) -> int:
        return sum(bool(sheet.receipt) for sheet in self.sent)

    def ask(self, path: str, sent: dict | None = None) -> tuple[int, str, str]:
        """Status, text and redirect of the answer; raises Cut where the site has failed."""
        data = urlencode(sent).encode() if sent is not None else None
        try:
            with self.browser.open(self.site + path, data, timeout=60) as answer:
                return answer.status, answer.read().decode(), ""
        except HTTPError as answer:
            with answer:
                if answer.code >= 500:
                    raise Cut(f"{path} answered {answer.code}") from answer
                return answer.code, "", answer.headers.get("Location", "")
        except (OSError, HTTPException) as error:
            raise Cut(f"{path}: {error!r}") from error

    def send(self, sheet: Sheet) -> None:
        """The page first, for its token; the content stays what it was when it is sent again."""
        path = f"/groups/{sheet.group}/meetings/record/"
        _, page, _ = self.ask(path)
        if not page:
            raise SystemExit(f"{path} is not shown to the facilitator.")
        sheet.content = sheet.content or sheet.filled_in(page)
        token = dict.fromkeys(["csrfmiddlewaretoken"], TOKEN.findall(page)[0])
        status, _, receipt = self.ask(path, sheet.content | token)
        if status != 302 or not receipt.startswith("/meetings/"):
            raise SystemExit(f"{path} answered {status} {receipt} to the sheet of {sheet.date}.")
        sheet.receipt = receipt

    def keep_sending(self, stop: threading.Event) -> None:
        try:
            for _ in range(AT_MOST):
                if stop.is_set():
                    break
                self.sent.append(self.left.pop())
                self.send(self.sent[-1])
        except Cut as cut:  # the sheet has no receipt: it is sent again after the crash
            self.wrong = "" if stop.is_set() else f"Before the kill: {cut}"
        except SystemExit as error:
            self.wrong = f"{error}"

    def send_again(self) -> int:
        """The sheet that was cut off, if any: how many."""
        cut = [sheet for sheet in self.sent if not sheet.receipt]
        for sheet in cut:
            self.send(sheet)
        return len(cut)
