"""WHAT IS TOLD OF PAPERS: that one was circulated, that a state commented; that something may be public, and is."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from law.choices import PaperKind
from notices.kinds import DAY, DAYS, ByLetter, HasBeenTold, KindOfNotice, KindOfReminder, Phrase, Values, add, text
from papers.choices import PublishingSaid
from record.templatetags.signs import in_words
from record.texts import in_all, in_language

States = Mapping[str, str]
# As a comment keeps it (`papers.models.CommentOutcome`), which stands above this room.
TAKEN_UP = "taken-up"


def _circulated(notice: HasBeenTold, states: States) -> str:
    paper, day = _paper(notice, states), comments_by(notice)
    if day is None:
        said = _now("%(kind)s “%(title)s” (%(state)s) was circulated.") % paper
    else:
        words = {**paper, "day": date_format(day, "DATE_FORMAT")}
        said = _now("%(kind)s “%(title)s” (%(state)s) was circulated; comments by %(day)s.") % words
    return f"{said} {_took_up(notice, states)}".strip()


def _took_up(notice: HasBeenTold, states: States) -> str:
    """Of a second version: whose comments it took up; that its page shows what changed."""
    codes = [code for code in notice.values.get("took_up", "").split(",") if code]
    if not codes:
        return ""
    words = {"states": in_words([states.get(code, code) for code in codes])}
    return _now("It takes up comments of %(states)s; its page shows what changed.") % words


def _paper(notice: HasBeenTold, states: States) -> dict[str, str]:
    """What a paper is, what it is called, and whose; its symbol where a notice was made before these were told."""
    kind, owner = notice.values.get("paper", ""), notice.values.get("owner", "")
    label = PaperKind(kind).label if kind else _("Paper")
    title = in_language(notice.values.get("titles") or {}) or notice.values.get("title") or notice.about_label
    return {
        "kind": str(label),
        # A compilation is called as its kind is: its symbol says which one.
        "title": notice.about_label if title in in_all(lambda: label).values() else title,
        "state": states.get(owner, owner) or str(_("the Secretariat")),
    }


def _states_of_a_paper(values: Values) -> Iterable[str]:
    codes = (values.get("state"), values.get("owner"), *values.get("took_up", "").split(","))
    return [code for code in codes if code]


def comments_by(notice: HasBeenTold) -> dt.date | None:
    """The day by which comments are welcome, where the notice names one."""
    day = notice.values.get("comments_by")
    return dt.date.fromisoformat(day) if day else None


def _commented(notice: HasBeenTold, states: States) -> str:
    code = notice.values.get("state", "")
    words = {**_paper(notice, states), "state": states.get(code, code)}
    return _now("%(state)s commented on %(kind)s “%(title)s”.") % words


def _settled(notice: HasBeenTold, states: States) -> str:
    code = notice.values.get("state", "")
    words = {**_paper(notice, states), "state": states.get(code, code)}
    if notice.values.get("outcome") == TAKEN_UP:
        return _now("A comment of %(state)s on %(kind)s “%(title)s” was taken up.") % words
    return (
        _now("A comment of %(state)s on %(kind)s “%(title)s” was considered; what became of it stands beside it.")
        % words
    )


def _answered(notice: HasBeenTold, states: States) -> str:
    code = notice.values.get("state", "")
    words = {**_paper(notice, states), "state": states.get(code, code)}
    return _now("A comment of %(state)s on %(kind)s “%(title)s” was answered.") % words


PAPER_CIRCULATED = add(
    KindOfNotice(
        "paper-circulated",
        _("A paper was circulated"),
        _circulated,
        _states_of_a_paper,
        ByLetter(
            is_official=True,
            body=_(
                "The page of the paper holds its text. A state that wishes to comment can do so there or in writing."
            ),
            link=_("Open the paper"),
            day=lambda values: values.get("comments_by"),
        ),
    )
)


def _letter_sent(notice: HasBeenTold, states: States) -> str:
    subject = in_language(notice.values.get("subject") or {}) or notice.about_label
    return _now("The Secretariat sent you a letter: “%(subject)s”.") % {"subject": subject}


LETTER_SENT = add(
    KindOfNotice(
        "letter-sent",
        _("A letter of the Secretariat was sent"),
        _letter_sent,
        by_letter=ByLetter(
            is_official=True,
            body=_("The page of the letter holds what was sent, and leads to the papers that go with it."),
            link=_("Open the letter"),
        ),
        called_by=("subject",),
    )
)
COMMENT_MADE = add(KindOfNotice("comment-made", _("A comment was shared"), _commented, _states_of_a_paper))
COMMENT_SETTLED = add(
    KindOfNotice("comment-settled", _("What became of a comment was said"), _settled, _states_of_a_paper)
)
COMMENT_ANSWERED = add(KindOfNotice("comment-answered", _("A comment was answered"), _answered, _states_of_a_paper))
COMMENT_DATE = add(
    KindOfReminder(
        "comment-date",
        _("Comments are welcome until a date"),
        is_official=True,
        placeholders=(text("paper", _("the paper")), DAY, DAYS),
        line=_("{paper}: comments are welcome until {day}"),
        body=_("The paper {paper} was circulated to you. Comments are welcome until {day} ({days})."),
        link=_("Open the paper"),
        what="paper",
        when="day",
    )
)


# What is told of an expert's part in a paper, by what happened.
_OF_AN_EXPERT = {
    "asked": _(
        "It was asked that %(expert)s (%(state)s) be let in to “%(title)s”; the other of the two is asked to agree."
    ),
    "invited": _("%(expert)s (%(state)s) was invited to read and draft “%(title)s”."),
    "accepted": _("%(expert)s (%(state)s) has come in, to read and draft “%(title)s” alone."),
    "drafted": _("%(expert)s (%(state)s) handed in a draft of “%(title)s”."),
    "ended": _("%(expert)s (%(state)s) is no longer let in to “%(title)s”."),
}


def _of_an_expert(notice: HasBeenTold, states: States) -> str:
    code, values = notice.values.get("state", ""), notice.values
    words = {
        "expert": values.get("expert", ""),
        "state": states.get(code, code),
        "title": in_language(values.get("titles") or {}) or values.get("title") or values.get("symbol", ""),
    }
    return str(_OF_AN_EXPERT[values.get("what", "asked")]) % words


EXPERT_IN_A_PAPER = add(
    KindOfNotice(
        "expert-in-a-paper", _("An expert and a paper that was entrusted to them"), _of_an_expert, _states_of_a_paper
    )
)


# -- That something be public, by mutual agreement.


def _may_be_public(sentence: Phrase) -> Callable[[HasBeenTold, States], str]:
    def told(notice: HasBeenTold, states: States) -> str:
        code = notice.values.get("state", "")
        return str(sentence) % {"state": states.get(code, code), "what": in_language(notice.values["what"])}

    return told


def _said_whether(notice: HasBeenTold, states: States) -> str:
    return _may_be_public(_SAID_WHETHER[notice.values.get("answer", PublishingSaid.CHANGES)])(notice, states)


_SAID_WHETHER = {
    PublishingSaid.AGREED: _("%(state)s agrees that this be public: %(what)s."),
    PublishingSaid.CHANGES: _("%(state)s would prefer changes before this is public: %(what)s."),
    PublishingSaid.NO_MORE: _("%(state)s no longer agrees that this be public: %(what)s. It is off the public site."),
}


PUBLISHING_ASKED = add(
    KindOfNotice(
        "publishing-asked",
        _("Your state is asked whether something may be public"),
        _may_be_public(_("May this be public: %(what)s? Your state is asked, as one of those concerned.")),
        by_letter=ByLetter(
            is_official=True,
            body=_(
                "Public means: anybody in the world may read it on the public site, once that is switched on. It is so once"
                " every state concerned agreed, and not before. A state may also say which changes it prefers, and later"
                " take its agreement back."
            ),
            link=_("Open its page"),
            day=lambda values: values.get("until"),
        ),
        called_by=("what",),
    )
)
PUBLISHING_ANSWERED = add(
    KindOfNotice(
        "publishing-answered",
        _("A state said whether something may be public"),
        _said_whether,
        called_by=("what",),
    )
)
PUBLICATION_TEXT = add(
    KindOfNotice(
        "publication-text",
        _("A state handed in a text of a publication"),
        _may_be_public(_("%(state)s handed in a text of a publication: %(what)s.")),
        called_by=("what",),
    )
)
PUBLICATION_PUBLISHED = add(
    KindOfNotice(
        "publication-published",
        _("Something was published"),
        _may_be_public(_("This was published: %(what)s.")),
        by_letter=ByLetter(
            is_official=True,
            body=_("Every state concerned agreed. Its page holds its text."),
            link=_("Open its page"),
        ),
        called_by=("what",),
    )
)
PUBLICATION_WITHDRAWN = add(
    KindOfNotice(
        "publication-withdrawn",
        _("A publication was withdrawn"),
        _may_be_public(_("This publication was withdrawn: %(what)s.")),
        called_by=("what",),
    )
)
