"""Everybody of a story at one browser, as narrow as a telephone; whoever acts comes in by a session of the day.

Each page that is reached is looked at: it names its language and direction, and nothing of it lies beyond its side.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from commitments.models import Commitment, StepTaken
from members.models import User
from record.texts import language_written

NARROW = {"width": 390, "height": 844}
LOOK = """() => {
  const root = document.documentElement;
  const beyond = root.scrollWidth - root.clientWidth;
  return [root.lang, root.dir || "ltr", beyond > 0 ? beyond : 0];
}"""
SUBMIT = ".form-end button.btn-primary, .submit-row input[type=submit]"


class Walk:
    """The one browser of a story, and what is wrong with what was seen in it."""

    def __init__(self, context: BrowserContext, site: str, sign_in: Callable[[User], Client], language: str):
        self.context, self.site, self.sign_in, self.language = context, site, sign_in, language
        self.direction = "rtl" if language in settings.LANGUAGES_BIDI else "ltr"
        self.wrong: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_viewport_size(NARROW)
        self.page.set_default_timeout(10_000)
        self.page.on("console", lambda line: self.wrong.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda fault: self.wrong.append(str(fault)))
        self.who: tuple[User, dt.date] | None = None
        self._sessions: dict[tuple[User, dt.date], str] = {}

    def come_in(self, person: User, today: dt.date) -> None:
        """By a session of that day: nobody stays signed in for weeks."""
        if self.who == (person, today):
            return
        self.who = (person, today)
        if self.who not in self._sessions:
            self._sessions[self.who] = self.sign_in(person).cookies["sessionid"].value
        session = {"name": "sessionid", "value": self._sessions[self.who], "url": self.site}
        self.context.clear_cookies()
        self.context.add_cookies([session])  # type: ignore[list-item]

    def go(self, path: str) -> None:
        answer = self.page.goto(f"{self.site}{path}")
        assert answer is not None
        if answer.status != 200:
            self.wrong.append(f"{path}: {answer.status}")
        self.look()

    def follow(self, where: str) -> None:
        """By a link or button of the page that stands open, and nothing but what it shows."""
        with self.page.expect_navigation():
            self.page.locator(where).first.click()
        self.look()

    def submit(self) -> None:
        self.follow(SUBMIT)

    def look(self) -> None:
        language, direction, beyond = self.page.evaluate(LOOK)
        if (language, direction, beyond) != (self.language, self.direction, 0):
            self.wrong.append(f"{self.page.url}: {language} {direction}, {beyond} pixels beyond its side")

    def fill(self, **answers: Any) -> None:
        for name, value in answers.items():
            field = self.page.locator(f"[name='{name}']")
            kind = field.first.evaluate("field => field.type")
            if kind.startswith("select"):
                field.select_option(value)
            elif kind in ("checkbox", "radio"):
                self.page.locator(f"[name='{name}'][value='{value}']").check()
            else:
                # What may stay empty in other languages is folded up.
                field.evaluate("field => { const fold = field.closest('details'); if (fold) fold.open = true; }")
                field.fill(value)
        self.say_the_language_of(answers)

    def say_the_language_of(self, answers: dict[str, Any]) -> None:
        """Whoever writes in another language than they read says so, before the form has to ask."""
        for field, texts in (("language", ("title", "text", "statement")), ("note_language", ("note",))):
            words = " ".join(answers[name] for name in texts if name in answers)
            asked = self.page.locator(f"select[name='{field}']")
            if words and field not in answers and asked.count():
                asked.first.select_option(language_written(words))


class Walker:
    """One of the people of a story, at its browser."""

    def __init__(self, walk: Walk, person: User, today: Callable[[], dt.date]):
        self.walk, self.person, self.today, self.page = walk, person, today, walk.page

    def opens(self, path: str) -> "Walker":
        self.walk.come_in(self.person, self.today())
        self.walk.go(path)
        return self

    def is_at(self, path: str) -> "Walker":
        """The page where the last press has led; opened, where somebody else was at the browser since."""
        stands = self.page.url.removeprefix(self.walk.site).partition("#")[0]
        return self if (self.walk.who, stands) == ((self.person, self.today()), path) else self.opens(path)

    def presses(self, where: str, **answers: Any) -> None:
        """What leads on from the page that stands open, and the form behind it."""
        self.walk.follow(where)
        self.sends(**answers)

    def sends(self, **answers: Any) -> None:
        self.walk.fill(**answers)
        self.walk.submit()

    def takes(self, reference: str, step: str, **answers: Any) -> None:
        """From the page of the commitment, by the form that stands there or the button of the step; never by the address."""
        before = StepTaken.everything.filter(commitment__reference=reference).count()
        self.is_at(f"/commitments/{reference}/")
        if self.page.locator(f"#next form[action$='/steps/{step}/']").count():
            self.sends(**answers)
        else:
            self.presses(f".offers a.btn[href$='/steps/{step}/']", **answers)
        assert self.page.url.endswith(f"/commitments/{reference}/"), self.text()
        assert StepTaken.everything.filter(commitment__reference=reference).count() == before + 1, self.text()

    def takes_in_the_admin(self, commitment: Commitment, step: str, **answers: Any) -> None:
        before = StepTaken.everything.filter(commitment=commitment).count()
        self.opens(f"/admin/commitments/commitment/{commitment.pk}/change/")
        self.presses(f"#opening-{step} a.button", **answers)
        assert StepTaken.everything.filter(commitment=commitment).count() == before + 1, self.text()

    def text(self, where: str = "main, #content") -> str:
        return self.page.locator(where).first.inner_text()
