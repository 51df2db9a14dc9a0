"""What the chancery of a storm does besides: papers laid down and circulated under their letters, acts from letters, receipts.

One thing follows from another, as at a desk: a paper is circulated once it is acknowledged as laid down, and its letter goes
once it is drafted. What a clerk does twice isn't done twice: of a letter that went, the second press is told that it went.
"""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.parse
import uuid
from collections.abc import Callable

from chaos.clients import BOUNDARY, HttpClient, NoPage, Sent, multipart

# States for which nobody acts in the portal: they are served on paper.
ON_PAPER = ("X0", "X1", "X2")
SYMBOL = "STORM-"
TYPED = "application/x-www-form-urlencoded"
BOX = re.compile(r'name="addressees" value="([0-9a-f-]{36})"')
# What whoever presses again is told of what was done, and its answer lost.
WENT = "This version went to them already."
SENT = "This letter was sent, or given up."
ENTERED = "A receipt is entered already"
Fields = dict[str, "str | list[str]"]


class Clerk(HttpClient):
    """One client that is its state's person and an officer of the Secretariat by turns."""

    def acts(self) -> tuple[Callable[[], object], ...]:
        return (
            *super().acts(),
            self.paper_goes_out_by_form,
            self.paper_goes_out_by_program,
            self.act_from_a_letter_by_form,
            self.act_from_a_letter_by_program,
            self.receipts_by_form,
        )

    # -- A paper of the Secretariat's, from being laid down to its letter.

    def paper_goes_out_by_form(self) -> None:
        symbol, (mark, file) = self.a_symbol(), self.a_file()
        form, cookies = self.form("/papers/of/lay-down/", self.desk.office_cookie)
        body = multipart({**form, "kind": "invitation", "title": "An invitation", "symbol": symbol}, file)
        headers = self.browser(cookies, f"multipart/form-data; boundary={BOUNDARY}")
        laid_down = Sent("paper laid down, by form", mark)
        if not self.until_answered(laid_down, "/papers/of/lay-down/", body, headers).acknowledged:
            return
        circulated = Sent("paper circulated, by form", symbol)
        circulate = f"/papers/of/{symbol}/circulate/"
        to: Fields = {"to": "named", "participants": self.three}
        if not self.looked_at_first(circulated, circulate, to, WENT).acknowledged:
            return
        form, cookies = self.form("/outgoing/begin/", self.desk.office_cookie)
        mark = uuid.uuid4().hex
        body = _typed({**form, **self.a_covering_letter(mark, symbol), "about": f"paper-version:{symbol}/1"})
        drafted = Sent("letter drafted, by form", mark)
        headers = self.browser(cookies, TYPED)
        if answer := self.until_answered(drafted, "/outgoing/begin/", body, headers).answer:
            page = urllib.parse.urlsplit(answer.headers["Location"]).path
            sent = Sent("letter sent, by form", f"sent {mark}")
            self.looked_at_first(sent, f"{page}send/", {"day": _today(), "channel": "courier"}, SENT)

    def paper_goes_out_by_program(self) -> None:
        symbol, (mark, file) = self.a_symbol(), self.a_file()
        body = multipart({"kind": "invitation", "title": "An invitation", "symbol": symbol}, file)
        headers = self.program(f"multipart/form-data; boundary={BOUNDARY}", self.desk.office_token)
        laid_down = Sent("paper laid down, by program", mark)
        if not self.until_answered(laid_down, "/api/v1/papers/", body, headers).acknowledged:
            return
        circulated, circulate = Sent("paper circulated, by program", symbol), f"/api/v1/papers/{symbol}/circulate/"
        if not self.as_program(circulated, circulate, {"to": "members"}, WENT).acknowledged:
            return
        mark = uuid.uuid4().hex
        drafted = Sent("letter drafted, by program", mark)
        if answer := self.as_program(drafted, "/api/v1/outgoing-letters/", self.a_covering_letter(mark, symbol)).answer:
            sent = Sent("letter sent, by program", f"sent {mark}")
            address = f"/api/v1/outgoing-letters/{json.loads(answer.text)['uid']}/send/"
            self.as_program(sent, address, {"day": _today(), "channel": "note-verbale"}, SENT)

    @property
    def three(self) -> list[str]:
        """One's own state, and two that are served on paper."""
        return [self.desk.state, *ON_PAPER[:2]]

    def a_symbol(self) -> str:
        return f"{SYMBOL}{uuid.uuid4().hex}"

    def a_covering_letter(self, mark: str, symbol: str) -> Fields:
        said: Fields = {"kind": "cover", "to": "named", "subject": f"Letter out {mark}", "text": "It is attached."}
        return {**said, "participants": self.three, "annexes": [f"{symbol}/1"]}

    # -- What a letter did, and receipts.

    def act_from_a_letter_by_form(self) -> None:
        """A view that came by note: the letter is registered, and the view entered from it."""
        uid = self.registered()
        letter = urllib.parse.urlencode({"on_behalf_of": self.desk.state, "from_letter": uid})
        address, mark = f"/commitments/{self.desk.asked}/views/", uuid.uuid4().hex
        form, cookies = self.form(f"{address}?{letter}", self.desk.office_cookie)
        body = _typed({**form, **self.a_view(mark, uid)})
        self.until_answered(Sent("view from a letter, by form", mark), address, body, self.browser(cookies, TYPED))

    def act_from_a_letter_by_program(self) -> None:
        uid, mark = self.registered(), uuid.uuid4().hex
        view = {**self.a_view(mark, uid), "commitment": self.desk.asked}
        self.as_program(Sent("view from a letter, by program", mark), "/api/v1/views/", view)

    def registered(self) -> str:
        """The key of a letter of one's state, once it is acknowledged."""
        mark = uuid.uuid4().hex
        sent = Sent("letter, by program", mark)
        answer = self.as_program(sent, "/api/v1/correspondence/", dict(self.a_letter(f"Letter {mark}"))).answer
        if answer is None:
            raise NoPage
        return str(json.loads(answer.text)["uid"])

    def a_view(self, mark: str, uid: str) -> Fields:
        whose: Fields = {"on_behalf_of": self.desk.state, "from_letter": uid}
        return {**whose, "text": f"View {mark}", "language": "en", "audience": "members"}

    def receipts_by_form(self) -> None:
        """Of several that were served on paper, in one act: each is there, or none."""
        address, cookie = "/served/enter/", self.desk.office_cookie
        try:
            page = self.site.ask("GET", address, None, {"Cookie": cookie, "Host": "localhost"}, "page")
        except (OSError, http.client.HTTPException) as fault:
            raise NoPage from fault
        waiting = BOX.findall(page.text)
        if not waiting:
            raise NoPage
        ticked, mark = self.chance.sample(waiting, min(5, len(waiting))), uuid.uuid4().hex
        said: Fields = {"addressees": ticked, "day": _today(), "channel": "courier", "served_by": "A clerk"}
        receipts = Sent("receipts for many, by form", mark, rows=len(ticked))
        self.looked_at_first(receipts, address, {**said, "note": f"Receipt {mark}"}, also_refused=ENTERED)

    # -- How they are sent.

    def looked_at_first(self, sent: Sent, address: str, said: Fields, done: str = "", also_refused: str = "") -> Sent:
        """What a page shows before it is done, and then the button beside it."""
        form, cookies = self.form(address, self.desk.office_cookie, needs="previewed")
        headers = self.browser(cookies, TYPED)
        try:
            shown = self.site.ask("POST", address, _typed({**form, **said}), headers, "act")
        except (OSError, http.client.HTTPException) as fault:
            raise NoPage from fault
        carried = self.carried(shown.text)
        if shown.status != 200 or not carried.get("previewed"):
            if not (also_refused and also_refused in shown.text):
                self.gave_up = f"{address}: {shown.status}, nothing shown before it is done"
            raise NoPage
        return self.until_answered(sent, address, _typed({**carried, **said}), headers, done=done)

    def as_program(self, sent: Sent, address: str, said: Fields, done: str = "") -> Sent:
        headers = self.program("application/json", self.desk.office_token)
        return self.until_answered(sent, address, json.dumps(said).encode(), headers, done=done)


def _typed(said: Fields) -> bytes:
    return urllib.parse.urlencode(said, doseq=True).encode()


def _today() -> str:
    return time.strftime("%Y-%m-%d", time.gmtime())
