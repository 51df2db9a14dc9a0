"""Who may what and who reads what, as a document for whoever doesn't program: made of what acts and nouns declare.

A cell is derived, never written: from `Act.works` and `Act.whom`, `Noun.read_by`, the table of private fields and the
rights of roles. `cica_tracker/tests/wall/test_permissions.py` walks it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import override

from members.choices import RIGHTS_OF, WORK_OF, StaffRole
from members.private import private_fields
from record.acts import TABLE, Act, Noun, Whom
from record.acts.whom import Reads
from record.texts import MultilingualField

NO, YES = "–", "yes"
FOR_THEIRS, OF_THEIRS, WHERE_IT_LEADS, OWN = "for their state", "of their state's", "where they coordinate", "their own"
AS_SENT, AS_SHARED = "what was sent or announced to them", "what is shared with them"
AT_THEIR_DESK = "what stands at their desk"
ENTRUSTED = "what was entrusted to them"
May = Mapping[Whom, str]
WhatIsRead = Mapping[Reads, str]


@dataclass(frozen=True)
class PersonKind:
    """A column: a kind of person, in what words an act or a noun is open to them, and their role, of the staff."""

    label: str
    may: May
    reads: WhatIsRead
    role: StaffRole | None = None


ONE_READS = {
    Reads.EVERYBODY: YES, Reads.SENT_TO: AS_SENT, Reads.SHARED_WITH: AS_SHARED, Reads.ONESELF: OWN,
    Reads.SAME_DESK: AT_THEIR_DESK, Reads.ONLY_ONESELF: OWN,
}  # fmt: skip
STATE_READS = {**ONE_READS, Reads.MEMBERS: YES, Reads.OWNERS: OF_THEIRS, Reads.COORDINATOR: WHERE_IT_LEADS}
OBSERVER_READS = {**ONE_READS, Reads.OWNERS: OF_THEIRS}
ONE_MAY = {Whom.ONESELF: OWN}
PREPARER_MAY = {**ONE_MAY, Whom.MEMBERS: FOR_THEIRS, Whom.OWNERS: OF_THEIRS}
AUTHORITY_MAY = {**PREPARER_MAY, Whom.AUTHORITY: OF_THEIRS}
OBSERVER_MAY = {**ONE_MAY, Whom.OBSERVERS: FOR_THEIRS, Whom.OWNERS: OF_THEIRS, Whom.AUTHORITY: OF_THEIRS}
NOBODY_IN = PersonKind("not signed in", {}, {})
STATE_READER = PersonKind("reader of a member", ONE_MAY, STATE_READS)
PREPARER = PersonKind("preparer of a member", PREPARER_MAY, STATE_READS)
AUTHORITY = PersonKind("authority of a member", AUTHORITY_MAY, STATE_READS)
COORDINATOR = PersonKind("people of a coordinator", {**AUTHORITY_MAY, Whom.COORDINATOR: WHERE_IT_LEADS}, STATE_READS)
CHAIR = PersonKind("people of the Chair", {**AUTHORITY_MAY, Whom.CHAIR: YES}, {**STATE_READS, Reads.CHAIR: YES})
GROUP_CHAIR = PersonKind(
    "chair of a working group",
    {**ONE_MAY, Whom.GROUP_CHAIR: "of their group"},
    {**ONE_READS, Reads.MEMBERS: AS_SENT},
)
OBSERVER = PersonKind("authority of an observer", OBSERVER_MAY, OBSERVER_READS)
GUEST = PersonKind(
    "expert let in to a paper", {**ONE_MAY, Whom.GUEST: ENTRUSTED}, {Reads.ONESELF: OWN, Reads.GUEST: ENTRUSTED}
)
STAFF = {role: PersonKind(f"Secretariat: {role}", ONE_MAY, {}, role) for role in StaffRole}
KINDS = (
    NOBODY_IN, GUEST, STATE_READER, PREPARER, AUTHORITY, COORDINATOR, CHAIR, GROUP_CHAIR, OBSERVER, *STAFF.values(),
)  # fmt: skip


def may(kind: PersonKind, act: Act) -> str:
    """The cell of an act: whether it is open to a kind of person, and of what."""
    if kind.role is not None and WORK_OF[kind.role] & act.works:
        return YES
    return _joined(words for whom, words in kind.may.items() if whom in act.whom)


def reads(kind: PersonKind, noun: Noun) -> str:
    """The cell of a kind of thing: whether a kind of person reads it, and what of it."""
    if kind.role is not None and Reads.SAME_DESK in noun.read_by:
        return AT_THEIR_DESK
    if kind.role is not None and Reads.ONLY_ONESELF in noun.read_by:
        return OWN
    if kind.role is not None:
        return AS_SHARED if Reads.SHARED_WITH in noun.read_by else YES
    cells = [words for whom, words in kind.reads.items() if whom in noun.read_by]
    return YES if YES in cells else _joined(cells)


def nouns_read() -> list[Noun]:
    """The kinds of things that are read by themselves; the rest is read where the thing stands that it belongs to."""
    return [noun for noun in TABLE.nouns.values() if any(act.in_portal or act.in_api for act in acts_of(noun))]


def acts_of(noun: Noun) -> list[Act]:
    """Every act about a noun, once: those registered, and those that a thing may have by itself."""
    every = {act.name: act for act in (*TABLE.rows[noun.name].values(), *noun.every_act_of())}
    return sorted(every.values(), key=lambda act: (not act.begins, act.order, act.name))


def _joined(words: Iterable[str]) -> str:
    cells = list(dict.fromkeys(words))
    return YES if YES in cells else "; ".join(cells) or NO


# -- As a document.

HEAD = """# Who may what

Made by `manage.py write_permissions` of what the house declares; a test holds it fresh, and another goes through it, person
by person and door by door. The same holds on the pages, in the admin and for programs, whose tokens do no more than their
person may.

How to read a cell: "–" is a refusal, always. Anything else says of which things it is open; whether it can be done now (the
meeting is to come, two keys, a letter is named) the page of the thing says. Whoever holds several of these offices may what
each of them may. An expert who was let in to a paper reads that and nothing else, whatever stands in a row that is open to
whoever it is about; other experts of measures have no account. What an officer enters for a state names the state's letter,
and its people are told. A superuser, whom the command line alone makes, may what their role may.
"""


def document() -> str:
    """docs/permissions.md, in English."""
    with override("en"):
        return "\n".join([HEAD, *_acts(), *_reading(), *_fields(), *_office()]) + "\n"


def _table(*heads: str) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"


def _acts() -> Iterator[str]:
    yield "## What is done\n"
    for noun in TABLE.nouns.values():
        if not (acts := acts_of(noun)):
            continue
        yield f"### {_title(noun)}\n"
        yield from _table("what", *(kind.label for kind in KINDS))
        yield from (f"| {act.heading} | {' | '.join(may(kind, act) for kind in KINDS)} |" for act in acts)
        yield ""


def _reading() -> Iterator[str]:
    yield "## What is read\n"
    yield from _table("what", *(kind.label for kind in KINDS))
    for noun in nouns_read():
        yield f"| {_title(noun)} | {' | '.join(reads(kind, noun) for kind in KINDS)} |"
    yield ""


def _fields() -> Iterator[str]:
    yield "## Fields that fewer people read\n"
    yield "Whoever reads a thing reads all of it, except:\n"
    yield from _table("thing", "field", "who reads it")
    for field in private_fields():
        column = field.model._meta.get_field(field.name)
        yield f"| {field.model._meta.verbose_name} | {column.verbose_name} | {field.read_by} |"
    yield ""


def _office() -> Iterator[str]:
    yield "## Forms of the admin\n"
    yield (
        "Assistants, translators and readers look at every page there that officers look at. Officers fill in what is marked;"
        " translators the fields that are named, and no other.\n"
    )
    yield from _table("thing", "officer", "translator")
    officer, translator = (HttpRequestOf(role) for role in (StaffRole.OFFICER, StaffRole.TRANSLATOR))
    for model, page in sorted(admin.site._registry.items(), key=lambda pair: str(pair[0]._meta.label)):
        verbs = [verb for verb in ("add", "change") if getattr(page, f"has_{verb}_permission")(officer)]
        texts = texts_opened(page, translator) if page.has_change_permission(translator) else []
        if verbs or texts:
            names = ", ".join(str(field.verbose_name) for field in texts)
            yield f"| {model._meta.verbose_name} | {', '.join(verbs)} | {names or NO} |"


class StandIn:
    """Somebody of a role, as far as the admin's gates ask: with the rights of its group, and no row."""

    is_active = is_authenticated = True
    is_superuser = False

    def __init__(self, role: StaffRole):
        self.role, self.works = role, WORK_OF[role]

    def has_perm(self, right: str) -> bool:
        app, _dot, verb = right.partition(".")
        return verb.partition("_")[0] in RIGHTS_OF[self.role].get(app, ())


class HttpRequestOf(HttpRequest):
    """A request of somebody of a role."""

    def __init__(self, role: StaffRole):
        super().__init__()
        self.user = StandIn(role)  # type: ignore[assignment]


def texts_opened(page: admin.ModelAdmin, request: HttpRequest) -> list[MultilingualField]:
    """Of those, the ones that a form of the admin opens to whoever asks."""
    shown = flatten_fieldsets(page.fieldsets or [(None, {"fields": page.fields or [f.name for f in page.opts.fields]})])
    open_names = set(shown) - set(page.get_readonly_fields(request, None))
    return [field for field in texts_of(page.model) if field.name in open_names]


def texts_of(model: type[Model]) -> list[MultilingualField]:
    """The fields of a model that hold a text in several languages."""
    return [field for field in model._meta.fields if isinstance(field, MultilingualField)]


def _title(noun: Noun) -> str:
    label = str(noun.label_plural)
    return f"{label[:1].upper()}{label[1:]} (`{noun.name}`)"
