"""What the tables name, nobody else names: code asks what a step does, what a state is, and what a body decides."""

import ast
import re
from functools import cache
from pathlib import Path

from django.conf import settings

from law.editions import bodies, editions, states, steps
from law.forum import FORUM

ROOMS = (
    "cica_tracker",
    "desk",
    "decisions",
    "commitments",
    "activities",
    "papers",
    "catalogue",
    "meetings",
    "notices",
    "members",
    "record",
    "journal",
)
# Words that mean something else where they stand: in which files, and what.
OTHER_THINGS = {
    "views": (
        "the views that members share, as rows",
        {
            "cica_tracker/api_urls.py",
            "commitments/lines/__init__.py",
            "commitments/lines/open.py",
            "commitments/models/commitments.py",
            "commitments/models/exchange.py",
            "commitments/searched.py",
            "commitments/views/exchange.py",
        },
    ),
    "approved": (
        "what a decision says of a commitment, in a form and in a data file",
        {"commitments/past.py", "decisions/acts/decision_asks.py"},
    ),
    "consider": ("what became of an item of an agenda", {"decisions/acts/agenda.py"}),
    "considered": ("what became of an item of an agenda", {"decisions/choices.py"}),
    "noted": (
        "the outcome of a text, and what a decision says",
        {"decisions/acts/decision_asks.py", "decisions/choices.py"},
    ),
    "circulate": (
        "sending an agenda or minutes, and the verb's own name",
        {
            "decisions/acts/agenda.py",
            "decisions/acts/minutes.py",
            "papers/actions/__init__.py",
            "papers/acts/laid_down.py",
        },
    ),
    "circulated": ("a day in a data file, and minutes of a meeting", {"commitments/past.py", "decisions/choices.py"}),
    "complete": ("whether a catalogue is known whole", {"catalogue/loading.py", "catalogue/models.py"}),
    "withdraw": (
        "what is done with an invitation, a publication, and consent",
        {"activities/acts/photographs.py", "members/acts/people.py", "papers/acts/publications.py"},
    ),
    "withdrawn": (
        "an invitation, a letter, a publication, and consent",
        {
            "activities/choices.py",
            "members/models/invitations.py",
            "notices/actions/sweeping.py",
            "notices/choices.py",
            "papers/choices.py",
            "papers/models/publications.py",
        },
    ),
    "drafted": (
        "an agenda, minutes, the plan of a year, and what an expert handed in",
        {
            "activities/choices.py",
            "decisions/choices.py",
            "decisions/views/agenda.py",
            "papers/actions/expert_drafts.py",
            "papers/kinds.py",
        },
    ),
    "entrusted": (
        "a paper to which an expert is let in",
        {
            "cica_tracker/first_hours.py",
            "cica_tracker/places.py",
            "papers/access.py",
            "papers/actions/entrusting.py",
            "papers/acts/entrusted.py",
            "papers/admin/__init__.py",
            "papers/admin/entrusted.py",
            "papers/apps.py",
            "papers/entrusted_urls.py",
            "papers/models/entrusted.py",
            "papers/views/entrusted.py",
        },
    ),
    "return": ("a word of the language of programs", {"record/api/fields.py"}),
    "take-up": (
        "saying what became of a comment, and taking an activity into the plan of a year",
        {"activities/acts/plans.py", "papers/acts/comments.py"},
    ),
    "revise": ("writing a letter of the Secretariat anew", {"papers/acts/outgoing.py"}),
    "join": ("taking a seat in a working group", {"decisions/urls.py", "meetings/acts/groups.py"}),
    "resume": ("letting letters go on", {"notices/views/office.py"}),
}
BASE = Path(settings.BASE_DIR)


def named() -> set[str]:
    """Names in the tables: of a step, a state, a body, an act of a silence procedure, and of the beginning of a meeting's reference."""
    of_bodies = {word for body in bodies() for word in (body.code, body.prefix)}
    # Of acts of a silence procedure those names that are no words of everyday.
    of_silence = {act.name for edition in editions() for act in edition.silence.acts if "-" in act.name}
    return {step.name for step in steps()} | {state.key for state in states()} | of_bodies | of_silence


@cache
def words_of(path: Path) -> tuple[str, ...]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return tuple(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def test_no_code_names_a_step_a_state_or_a_body():
    files = [path for room in ROOMS for path in (BASE / room).rglob("*.py")]
    files = [path for path in files if not {"tests", "migrations"} & set(path.parts)]
    assert len(files) > 200
    names = named()
    met = {(word, str(path.relative_to(BASE))) for path in files for word in words_of(path) if word in names}
    assert met == {(word, file) for word, (_what, files) in OTHER_THINGS.items() for file in files}


def test_no_template_compares_with_a_step_a_state_or_a_body():
    compared = re.compile(r"""(?:==|!=|\bin)\s*["']([^"']+)["']""")
    met = [
        f"{path.relative_to(BASE)}: {word}"
        for path in (BASE / "templates").rglob("*.*")
        if path.suffix in {".html", ".txt"}
        for word in compared.findall(path.read_text(encoding="utf-8"))
        if word in named()
    ]
    assert met == []


def test_the_forum_is_named_in_its_tables_alone():
    whole = re.compile(rf"\b{FORUM.short}\b(?!-)|{FORUM.name}")
    pages = [path for path in (BASE / "templates").rglob("*.*") if path.suffix in {".html", ".txt"}]
    files = [path for room in ROOMS for path in (BASE / room).rglob("*.py")]
    code = [path for path in files if not {"tests", "migrations"} & set(path.parts)]
    in_pages = [path for path in pages if whole.search(path.read_text(encoding="utf-8"))]
    in_code = [path for path in code if any(whole.search(word) for word in words_of(path) if "\n" not in word)]
    named_in = sorted(str(path.relative_to(BASE)) for path in (*in_pages, *in_code))
    assert named_in == []
