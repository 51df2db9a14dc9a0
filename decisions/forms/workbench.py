"""The page on which an agenda is drafted, the same in the portal and in the admin: what was pressed, and what is shown.

Every button names its act and its item: "up:12". The page carries the agenda's revision, so that whoever works from an
older draft is told, with what they wrote.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from decisions.actions.agenda import attach, detach, draft_agenda
from decisions.actions.items import add_item, put_back, reword, shift, take_off
from decisions.forms.agenda import ItemForm, PaperSymbolForm
from decisions.models import AgendaItem, AgendaPaper
from decisions.reads.agenda import items_of
from decisions.reports.agendas import papers_suggested
from decisions.reports.ripe import ripe_for
from meetings.models import Meeting
from members.models import User
from papers.models import PaperVersion
from record.forms import number_in
from record.refusals import Refused

MOST_SUGGESTED = 50
PRESS_A_BUTTON = _("Press one of the buttons of this page.")


@dataclass
class Line:
    """An item on the page: why it is ripe, and the form that is open beneath it, if one is."""

    item: AgendaItem
    why: str = ""
    reword: ItemForm | None = None
    lay: PaperSymbolForm | None = None
    suggested: list[PaperVersion] = field(default_factory=list)


class Workbench:
    """A draft before whoever works on it. `perform` does what was pressed; `context` is what the page shows."""

    def __init__(self, user: User, meeting: Meeting, asked: QueryDict):
        self.user, self.meeting = user, meeting
        self.open = {name: _key(asked.get(name, "")) for name in ("reword", "papers")}
        self.forms: dict[str, Any] = {}
        self.problems: list[Any] = []
        self.added: list[AgendaItem] | None = None
        self.status = 200

    def perform(self, data: QueryDict) -> bool:
        """Do what was pressed. False where it was refused: `status` says how, the page why, with what was written."""
        name, _colon, rest = data.get("act", "").partition(":")
        if name not in ACTS:
            self.problems, self.status = [PRESS_A_BUTTON], 422
            return False
        try:
            done = ACTS[name](self, data, rest)
        except Refused as refusal:
            self.status = 409 if refusal.is_stale else 422
            self.problems = [one for sentences in refusal.problems.values() for one in sentences]
            return False
        if not done:
            self.status = 422
        return done

    def context(self) -> dict[str, Any]:
        self.meeting.refresh_from_db(fields=["agenda_revision"])
        revision = self.meeting.agenda_revision
        ripe = ripe_for(self.meeting, self.user)
        whys = {one.matter: one.why for one in ripe}
        lines = [self._line(item, whys.get(item.matter, "")) for item in items_of(self.meeting)]
        known = {line.item.matter for line in lines}
        add = self.forms.get("add") or ItemForm(initial={"seen_revision": revision})
        return {
            "meeting": self.meeting,
            "revision": revision,
            "lines": [line for line in lines if not line.item.dropped],
            "taken_off": [line for line in lines if line.item.dropped],
            "ripe_count": sum(one.matter not in known for one in ripe),
            "add": add,
            "problems": self.problems,
        }

    def _line(self, item: AgendaItem, why: str) -> Line:
        line, begun = Line(item, why), {"seen_revision": self.meeting.agenda_revision}
        line.reword = self.forms.get(f"reword:{item.pk}")
        line.lay = self.forms.get(f"lay:{item.pk}")
        if self.open["reword"] == item.pk and line.reword is None:
            line.reword = ItemForm(item=item, initial=begun, auto_id=f"id_{item.pk}_%s")
        if self.open["papers"] == item.pk and line.lay is None:
            line.lay = PaperSymbolForm(user=self.user, initial=begun, auto_id=f"id_{item.pk}_%s")
        if line.lay:
            line.suggested = list(papers_suggested(item, self.user)[:MOST_SUGGESTED])
        return line

    # -- What the buttons do. Each says whether it was done.

    def _item(self, key: str) -> AgendaItem:
        item = AgendaItem.objects.visible_to(self.user).filter(meeting=self.meeting, pk=_key(key)).first()
        if item is None:
            raise Http404
        item.meeting = self.meeting
        return item

    def _draft(self, data: QueryDict, rest: str) -> bool:
        self.added = draft_agenda(
            meeting=self.meeting,
            ripe=ripe_for(self.meeting, self.user),
            by=self.user,
            seen_revision=_key(data.get("seen_revision", "")),
        )
        return True

    def _shift(self, places: int, data: QueryDict, rest: str) -> bool:
        shift(item=self._item(rest), places=places, by=self.user, seen_revision=_key(data.get("seen_revision", "")))
        return True

    def _off(self, data: QueryDict, rest: str) -> bool:
        take_off(item=self._item(rest), by=self.user, seen_revision=_key(data.get("seen_revision", "")))
        return True

    def _back(self, data: QueryDict, rest: str) -> bool:
        put_back(item=self._item(rest), by=self.user, seen_revision=_key(data.get("seen_revision", "")))
        return True

    def _detach(self, data: QueryDict, rest: str) -> bool:
        key, _colon, paper = rest.partition(":")
        item = self._item(key)
        row = AgendaPaper.objects.filter(item=item, pk=_key(paper)).select_related("version__paper").first()
        if row is None:
            raise Http404
        seen = _key(data.get("seen_revision", ""))
        detach(item=item, version=row.version, by=self.user, seen_revision=seen)
        return True

    def _lay(self, data: QueryDict, rest: str) -> bool:
        key, _colon, suggested = rest.partition(":")
        item = self._item(key)
        if suggested:
            version = (
                PaperVersion.objects.visible_to(self.user).filter(pk=_key(suggested)).select_related("paper").first()
            )
            if version is None:
                raise Http404
            attach(item=item, version=version, by=self.user, seen_revision=_key(data.get("seen_revision", "")))
            return True
        form = self.forms[f"lay:{item.pk}"] = PaperSymbolForm(data, user=self.user, auto_id=f"id_{item.pk}_%s")
        if form.is_valid():
            given = form.cleaned_data
            attach(item=item, version=given["paper"], by=self.user, seen_revision=given["seen_revision"])
        return form.is_valid()

    def _add(self, data: QueryDict, rest: str) -> bool:
        form = self.forms["add"] = ItemForm(data)
        if not form.is_valid():
            return False
        return self._told_at(
            form,
            lambda: add_item(
                meeting=self.meeting,
                title=form.title(),
                note=form.cleaned_data["note"],
                by=self.user,
                once_key=form.once(),
            ),
        )

    def _reword(self, data: QueryDict, rest: str) -> bool:
        item = self._item(rest)
        form = self.forms[f"reword:{item.pk}"] = ItemForm(data, item=item, auto_id=f"id_{item.pk}_%s")
        if not form.is_valid():
            return False
        given = form.cleaned_data
        return self._told_at(
            form,
            lambda: reword(
                item=item, title=form.title(), note=given["note"], by=self.user, seen_revision=given["seen_revision"]
            ),
        )

    def _told_at(self, form: ItemForm, act: Callable[[], Any]) -> bool:
        """Do it; why it was refused is told at the form. What is stale is sent again with the new revision, knowingly."""
        try:
            act()
        except Refused as refusal:
            if not refusal.is_stale:
                form.refuse(refusal)
                return False
            data: Any = form.data.copy()
            self.meeting.refresh_from_db(fields=["agenda_revision"])
            data[form.add_prefix("seen_revision")] = self.meeting.agenda_revision
            form.data = data
            raise
        return True


ACTS: dict[str, Callable[[Workbench, QueryDict, str], bool]] = {
    "draft": Workbench._draft,
    "up": lambda bench, data, rest: bench._shift(-1, data, rest),
    "down": lambda bench, data, rest: bench._shift(1, data, rest),
    "off": Workbench._off,
    "back": Workbench._back,
    "detach": Workbench._detach,
    "lay": Workbench._lay,
    "add": Workbench._add,
    "reword": Workbench._reword,
}


def _key(text: str) -> int | None:
    """A key or a revision as it came back from a page; None where it is neither."""
    return number_in(text, 9)


def drafted_words(count: int) -> str:
    """How many items were put on the agenda from what is ripe."""
    if not count:
        return _now("What is ripe stands on the agenda already.")
    return ngettext("%(count)d item was added.", "%(count)d items were added.", count) % {"count": count}
