"""Laws of safety that are read from the code: what it never does with what somebody sent."""

import ast
import re
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from cica_tracker.celery import app
from cica_tracker.tests.test_laws import code

HOUSE = Path(settings.BASE_DIR)
RUNS_WHAT_IT_READS = re.compile(
    r"\b(?:pickle|marshal|shelve|jsonpickle)\b|(?<![\w.])(?:eval|exec)\(|yaml\.(?:unsafe_load|full_load)"
)
# Whose loader reads our own files and makes nothing of them but texts, numbers, lists and days.
READS_OUR_OWN_FILES = {"record/loading.py", "law/texts.py"}
# Where the house opens a connection: the mail server, the scanner and providers, each named by a setting.
CONNECTS = {"notices/post.py", "papers/scanner.py", "members/vouching.py", "members/views/vouched.py"}
ASKS_FOR_ADDRESSES = {
    "socket",
    "smtplib",
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "http.client",
    "urllib.request",
    "ftplib",
}
# It asks the name of the machine.
KNOWS_ITS_NAME = {"notices/actions/moving.py"}
# Made of codes of instruments, places in them, and addresses of the house, each escaped; and of what was looked for,
# escaped as well: snippets mark it where it stands.
OF_OUR_TABLES = {"desk/reports/happened.py", "law/grammar/words.py", "record/secrets.py", "record/snippets.py"}
OF_A_PATTERN = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"}
# The only texts that stand in pages as they are: help of our own forms.
AS_IT_IS = re.compile(r"\{\{[^}]*\|\s*(?:safe|safeseq)\b[^}]*\}\}|\{%\s*autoescape off")
HELP = re.compile(r"\{\{ field\.(?:field\.)?help_text\|safe \}\}")


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def test_nothing_that_is_stored_or_sent_is_run():
    found = {named(path) for path in code() if RUNS_WHAT_IT_READS.search(path.read_text(encoding="utf-8"))}
    assert found == set()
    loads = {named(path) for path in code() if "yaml.load(" in path.read_text(encoding="utf-8")}
    assert loads == READS_OUR_OWN_FILES
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
    assert list(app.conf.accept_content) == ["json"]


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_the_house_asks_no_address_that_somebody_wrote():
    """It connects in three rooms, to what the settings name; an address in a text is never asked for.

    One room calls an address that a person registers for that: what it never calls is in `notices/tests/test_webhooks.py`.
    """
    found = {
        named(path) for path in code() if imported(ast.parse(path.read_text(encoding="utf-8"))) & ASKS_FOR_ADDRESSES
    }
    assert found - KNOWS_ITS_NAME == CONNECTS | {"notices/actions/hooks.py"}


def is_ours(pattern: ast.expr) -> bool:
    """Whether a pattern that a function uses stands in the code."""
    return isinstance(pattern, ast.Constant) or (isinstance(pattern, ast.Name) and pattern.id.isupper())


def patterns_in_functions(tree: ast.AST) -> list[ast.expr]:
    """What is made of a pattern when a module is read is made of the code alone."""
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    ]
    return [
        call.args[0]
        for function in functions
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "re"
        and call.func.attr in OF_A_PATTERN
    ]


def test_no_pattern_is_made_of_what_people_write():
    used = {
        f"{named(path)}:{pattern.lineno} {ast.unparse(pattern)}": is_ours(pattern)
        for path in code()
        for pattern in patterns_in_functions(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(used) > 3
    assert {where.partition(":")[0] for where, ours in used.items() if not ours} == OF_OUR_TABLES
    for name in OF_OUR_TABLES:
        assert "re.escape" in (HOUSE / name).read_text(encoding="utf-8")


def test_pages_write_whatever_they_are_given_as_text():
    found = {
        f"{named(path)}: {match[0]}"
        for path in (HOUSE / "templates").rglob("*.html")
        for match in AS_IT_IS.finditer(path.read_text(encoding="utf-8"))
        if not HELP.fullmatch(match[0])
    }
    assert found == set()
    marked = {named(path) for path in code() if re.search(r"\bmark_safe\(", path.read_text(encoding="utf-8"))}
    assert marked == {"record/templatetags/signs.py"}, "a list, of which each thing is escaped"


def views(patterns: list[URLPattern | URLResolver], before: str = "") -> list[tuple[str, object]]:
    found = []
    for each in patterns:
        address = before + str(each.pattern)
        found += views(each.url_patterns, address) if isinstance(each, URLResolver) else [(address, each.callback)]
    return found


def test_whatever_is_sent_comes_from_a_page_of_ours_but_from_programs_and_the_press_of_a_letter():
    """The API asks for the token of a page itself where a session sends; the one press of a letter has a key of its own."""
    free = {address for address, view in views(get_resolver().url_patterns) if getattr(view, "csrf_exempt", False)}
    assert len(free) > 20
    assert {address for address in free if not address.startswith("api/v1/")} == {"reminders/quiet/<secret:key>/"}
