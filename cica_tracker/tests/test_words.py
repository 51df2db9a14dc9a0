"""How the house speaks, a row a rule: what a catalogue or a page never says, and in which language."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import allauth
import django
import import_export
import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from cica_tracker import borrowed
from cica_tracker.management.commands.makemessages import TURNS_ROUND, isolated

HAN, ARABIC = "\u3400-\u9fff", "\u0600-\u06ff"
ARABIC_MONTHS = "يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيه|يوليه|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
# As `makemessages` finds it, where nothing isolates it and it is no part of a tag.
NOT_ISOLATED = rf"(?<![\u2068\w/=\"'.%-])(?:{TURNS_ROUND.pattern})(?![\u2069\"'])"
ALSO_MET_ELSEWHERE = "pecial|xpert|inister|ummit|Heads of State"
# They stand in the catalogue with a context only.
TWO_MEANINGS = r"^(Special|Record|Member|Name|Rank|Key|since|until)$"
# Where the English speaks of no record, a Chinese verb (to record) is right.
WITHOUT_THE_RECORD = r"(?s)^(?!.*\b[Tt]he record\b)"

# What may speak of signing in.
OF_A_SIGN_IN = r"(?i)sign|\blog|session|comes? in|in once|this one$|it runs|not you|password"


@dataclass(frozen=True)
class Rule:
    """One thing that is never said: a pattern over the sentences of one language, English being the source."""

    says: str
    language: str
    never: str
    # Of the English sentence, where the word is right after all.
    unless: str = "(?!)"

    def breaks(self, entry: polib.POEntry) -> list[str]:
        if re.search(self.unless, f"{entry.msgctxt or ''} {entry.msgid}"):
            return []
        if self.language == "en":
            sentences = [entry.msgid, entry.msgid_plural]
        else:
            sentences = [entry.msgstr, *entry.msgstr_plural.values()]
        return [sentence for sentence in sentences if re.search(self.never, sentence)]


RULES = (
    # English is the source: plain, in the words of the field.
    Rule("a commitment is registered, not begun", "en", r"(?i)\bbegin it\b|\bit is begun\b|\bbegin a commitment\b"),
    Rule("a sentence names who did what", "en", r"” was done|^Done\b"),
    Rule("a day that is over is past", "en", r"\bgone by\b"),
    Rule("nothing awaits anybody", "en", r"awaits you\b"),
    Rule("what is open is said without coyness", "en", r"as you wish|[Tt]ake (it|these rows) home|another look|un.?seen\b"),
    Rule("a button says what it does", "en", r"^It leads$|[Rr]ests on$|^You act as$|^Which way$|^Way \(|[Ll]ook into your mail"),
    Rule("a form names what is missing", "en", r"^This is needed|^This field is required"),
    Rule("who comes second is told what to do", "en", r"(?i)\blook at it again\b"),
    Rule("nobody is no actor", "en", r"(?i)\bnobody (looks|says|can (say|have)|has|there|is awaited|entered)\b|(by|to) nobody\b"),
    Rule("a word of two meanings says which one", "en", TWO_MEANINGS, unless=r"^\S.* \w+$"),
    Rule("a rule wants nothing: a meeting is due", "en", r"[Bb]y its rhythm|\bwanted by\b"),
    # Russian.
    Rule("Russian: a year is never followed by two stops", "ru", r"г\.\s*\."),
    Rule("Russian: государство-член, never a bare член", "ru", r"(?i)(?<![-\w])член(а|у|ом|е|ы|ов|ам|ами|ах)?\b"),
    Rule("Russian: государство-наблюдатель", "ru", r"(?i)\bстран\w*-наблюдател"),
    Rule("Russian: the bodies sit, they don't meet", "ru", r"(?i)\bвстреч", unless=ALSO_MET_ELSEWHERE),
    Rule("Russian: сокоординатор in one word", "ru", r"(?i)со-координ"),
    Rule("Russian: мера доверия, Совет министров иностранных дел", "ru", r"укреплени\w+ доверия|Совет\w* министров(?! ин)"),
    Rule("Russian: реестр, заявить, представить", "ru", r"(?i)\bтрекер|обязательств\w* начат|начать обязательств"),
    Rule("Russian: a state is not met by fate", "ru", r"(?i)ожидает (вас|ваш|шаг)|\bвас (ничего не )?ожидает"),
    Rule("Russian: one works in a кабинет, at no desk", "ru", r"(?i)рабоч\w+ стол|(ваш|тем же|наш)\w* столом"),
    Rule("Russian: «quotation marks»", "ru", r"[“”„]"),
    Rule("Russian: an intention is declared, not pointed at", "ru", r"(?i)\bуказ\w* намерени"),
    Rule("Russian: by a day is не позднее, a way is способ", "ru", r"(?i)^к %|каким путём"),
    Rule("Russian: one reader is addressed as all are, вы", "ru", r"(?<=[а-яё,] )В(?:ы|ас|ам|ами|аш\w*)\b"),
    Rule("Russian: a focal point is a контактное лицо", "ru", r"(?i)координатор\w* от государств|уполномоченн\w+ лиц"),
    Rule("Russian: процедура молчания", "ru", r"(?i)молчаливого согласия|процедур\w+ умолчания"),
    Rule("Russian: to train is no teaching and no manoeuvre", "ru", r"(?i)\bучени(е|я|ю|и|ем|ях)\b"),
    Rule("Russian: a name is bent by its kind", "ru", r"(?i)\b(от имени|для|ответил\w*) (%\(|\{)(state|participant)"),
    # Chinese.
    Rule("Chinese: full-width signs after a character", "zh_Hans", rf"[{HAN}”》）]\s*[,;:!?]|[{HAN}]\.(?!\w)"),
    Rule("Chinese: full-width signs before a character", "zh_Hans", rf"[,;:!?]\s*[{HAN}“《（]"),
    Rule("Chinese: full-width brackets", "zh_Hans", rf"[{HAN}]\s*\((?!(?:[ab]|%\(letter\)s)\))|\)\s*[{HAN}]", r"odality|Way \("),
    Rule("Chinese: 建立信任措施, 高级官员委员会", "zh_Hans", r"(?<!建立)信任措施|高官委员会|外长会议|程序规则"),
    Rule("Chinese: a commitment is submitted, not started up", "zh_Hans", r"启动(一项)?(新的)?承诺|电子文档"),
    Rule("Chinese: a meeting is convened before it is held", "zh_Hans", r"召开"),
    Rule("Chinese: the record is 登记册", "zh_Hans", r"记录", unless=WITHOUT_THE_RECORD),
    Rule("Chinese: public sources are 公开资料", "zh_Hans", r"公开记录"),
    Rule("Chinese: what names a thing is its 代号, no lock's key", "zh_Hans", r"^密钥$|(?<!一)键", r"^of an authenticator|Idempotency-Key"),
    Rule("Chinese: 登录 is to sign in; one enters by 录入 and 登记", "zh_Hans", r"登录", OF_A_SIGN_IN),
    Rule("Chinese: a reader is 您", "zh_Hans", r"你"),
    Rule("Chinese: languages are 语文, the overview 概览", "zh_Hans", r"语言|总览"),
    Rule("Chinese: 经办人 prepares, 核准人 approves", "zh_Hans", r"拟稿人|授权人"),
    # Arabic.
    Rule("Arabic: its own comma, semicolon and question mark", "ar", rf"[{ARABIC})»]\s*[,;?]|[,;]\s*[{ARABIC}«]"),
    Rule("Arabic: the months of the United Nations", "ar", rf"(?<!/)\b(?:{ARABIC_MONTHS})\b|يونيو|يوليو"),
    Rule("Arabic: no comma before the year", "ar", rf"(?:{ARABIC_MONTHS})\s*[،,]"),
    Rule("Arabic: the register is no stalker", "ar", r"متتب"),
    Rule("Arabic: تدابير بناء الثقة, الأمانة, فريق العمل", "ar", r"إجراءات بناء الثقة|الأمانة العامة|مجموعة العمل"),
    Rule("Arabic: a view is made available, a source documents", "ar", r"شورك|شوهد|طبعة|كيفية تسجيل"),
    Rule("Arabic: public sources, and one name of the journal", "ar", r"السجل (العام|العلني|اليومي)"),
    Rule("Arabic: a reader is asked politely, as يُرجى", "ar", r"رمزك\b|رموزك\b|كلمة مرورك\b|(?:^|: )(?:اذكر|اختر|اكتب|صحِّح|ألغِ|أعطه) "),
    Rule("Arabic: papers are أوراق, silence is a إجراء صمت", "ar", r"ورقات|الموافقة الصامتة|كمعقود"),
    Rule("Arabic: tanween stands before its alif", "ar", "\u064b\u0627"),
    Rule("Arabic: whose turn it is, and not in whose favour", "ar", r"لصالح|صاحب الصلاحية|كلمة (سر|السر)\b"),
    Rule("Arabic: nothing lies in wait", "ar", r"منتظَر|ينتظرك|في انتظاركم|أشخاصنا|أنتم هنا"),
    Rule("Arabic: «quotation marks»", "ar", r"[“”]"),
    # `manage.py makemessages` isolates it.
    Rule("Arabic: what is filled in is isolated, and what turns round", "ar", NOT_ISOLATED),
    # All of them.
    *(Rule(f"{code}: an arrow is drawn by the page", code, "[→←⇒↔]") for code in ("en", "ru", "zh_Hans", "ar")),
)  # fmt: skip


# A page leaves the signs between words to `record.templatetags.signs`: a Latin comma is wrong in two of four languages.
PAGES = (
    ("a comma, a colon or a semicolon after what is filled in", r"(?:%\}|\}\}|</\w+>)[,;:] (?=\{|<(?!/))"),
    ("a sign between the things of a list", r"%\}[,;] \{% endif"),
    ("a list joined by a sign", r"\|join:"),
    ("a bracket round what is filled in", r"\((?:\{\{|\{% (?:translate|include)|\))"),
    ("an arrow", r"[→←]"),
    ("a space after a label that ends in a colon", r":\"(?: context \"[^\"]*\")? %\}(?:</\w+>)?\s+(?=[<{])"),
    ("a space before a bracket, which brings its own", r"\S (?:<span[^<>]*>)?\{% opening %\}"),
)
LEFT_AS_THEY_ARE = re.compile(
    r"\{% comment %\}.*?endcomment %\}|\{% blocktrans.*?endblocktrans(?:late)? %\}", re.DOTALL
)


@pytest.mark.parametrize(("what", "never"), PAGES, ids=[what for what, _never in PAGES])
def test_a_page_writes_no_sign_of_its_own(what, never):
    wrong = []
    for page in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        text = LEFT_AS_THEY_ARE.sub("", page.read_text())
        wrong += [f"{page.name}: {text[max(0, hit.start() - 30) : hit.end() + 20]}" for hit in re.finditer(never, text)]
    assert [line for line in wrong if not line.startswith("docs.html")] == []


# What people see in a row is joined by `in_words`, with their language's own sign. Here no person reads, or a program's own
# words stand, which are sent back as they are written.
JOINED_BY_A_SIGN = re.compile(r"[\"'][,;] [\"']\.join\(")
FOR_MACHINES = {
    "commitments/reports/procedure.py": "a document in English",
    "decisions/reports/agendas.py": "symbols in a cell of a table",
    "desk/api/documents.py": "names that programs send",
    "journal/migrations_sql.py": "SQL",
    "law/editions.py": "faults of a table, when the house starts",
    "law/grammar/times.py": "days as they are typed",
    "meetings/models/reminding.py": "days as they are typed",
    "members/providers.py": "names of settings",
    "notices/actions/writing.py": "SQL",
    "record/acts/document.py": "a document in English",
    "record/acts/table.py": "faults of a table, when the house starts",
    "record/api/by_copy.py": "SQL",
    "record/api/fields.py": "a cell of a table",
    "record/api/parameters.py": "names that programs send",
    "public_site/api.py": "names that programs send",
    "meetings/actions/lists.py": "SQL",
    "meetings/acts/lists.py": "names of columns, as a file has them",
    "papers/actions/institutions.py": "codes in the journal",
    "papers/actions/publications.py": "codes in the journal",
    "papers/actions/publishing.py": "codes in the journal",
    "papers/acts/publication_asks.py": "symbols, as they were typed",
    "record/actions/bulk.py": "SQL",
    "record/sheets/writing.py": "keys, as a cell takes them",
    "record/api/problems.py": "names that programs send",
    "record/api/views.py": "names that programs send",
    "record/api/writing.py": "names that programs send",
    "record/exercise.py": "faults of a scene",
    "record/readers.py": "SQL",
}
ROOMS = [
    "catalogue",
    "commitments",
    "decisions",
    "desk",
    "journal",
    "law",
    "meetings",
    "members",
    "notices",
    "papers",
    "public_site",
    "record",
]


def test_what_people_see_in_a_row_is_joined_by_their_languages_own_sign():
    joined = {
        str(module.relative_to(settings.BASE_DIR))
        for room in ROOMS
        for module in (settings.BASE_DIR / room).rglob("*.py")
        if not {"tests", "management", "migrations"} & set(module.parts)
        if JOINED_BY_A_SIGN.search(module.read_text(encoding="utf-8"))
    }
    assert joined == set(FOR_MACHINES)


NAMED = re.compile(
    r"\{\{ [\w.]*(?:get_full_name|\.email|\.reference|\.symbol|\.time_zone|\.zone\.key|\.ip)(?:\|[^}]*)? \}\}"
)
# Inside of an attribute, of the title of a window, or of a form's own field there is no markup.
NO_TEXT = re.compile(
    r"=\"[^\"]*$|\{% block title %\}[^\n]*$|<(?:bdi|code)[^<>]*>[^<]*$|<[^<>]*(?:dir=|class=\"ref|lang_of)[^<>]*>[^<]*$"
)


def test_a_page_isolates_every_name_reference_and_address():
    bare = [
        f"{page.name}: {text[max(0, hit.start() - 40) : hit.end()]}"
        for page in sorted((settings.BASE_DIR / "templates").rglob("*.html"))
        for text in [page.read_text()]
        for hit in NAMED.finditer(text)
        if not NO_TEXT.search(text[: hit.start()].rpartition("\n")[2])
    ]
    assert bare == []


HOURS = re.compile(r"\|(?:date|time):[\"'][^\"']*[GgHhPi][^\"']*[\"']|\|time\b")
# Formats of Django's own names carry the zone (`cica_tracker/formats`), and a "c" is for machines.
WITH_A_ZONE = re.compile(r"FORMAT|:.c.$")


def test_no_page_shows_an_hour_without_its_zone():
    hours = [
        f"{page.name}: {hit[0]}"
        for kind in ("html", "txt")
        for page in sorted((settings.BASE_DIR / "templates").rglob(f"*.{kind}"))
        for hit in HOURS.finditer(page.read_text())
        if not WITH_A_ZONE.search(hit[0])
    ]
    assert hours == []


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("name", ["DATETIME_FORMAT", "SHORT_DATETIME_FORMAT"])
def test_an_instant_is_written_with_its_zone_in_every_language(code, name):
    at = dt.datetime(2026, 11, 21, 23, 15, tzinfo=ZoneInfo("Asia/Almaty"))
    with translation.override(code):
        assert "UTC+5" in date_format(at, name)


@pytest.mark.parametrize(
    ("sentence", "as_written"),
    [
        ("هذا «%(typed)s» ليس يوماً: 2007-10-03.", "هذا «\u2068%(typed)s\u2069» ليس يوماً: \u20682007-10-03\u2069."),
        ('<a href="%(url)s">%(name)s</a>', '<a href="%(url)s">\u2068%(name)s\u2069</a>'),
        ("بعد %(number)s أيام، %(day)s", "بعد %(number)s أيام، \u2068%(day)s\u2069"),
        ("مرجع CBM-2007-ECO-02", "مرجع \u2068CBM-2007-ECO-02\u2069"),
    ],
)
def test_what_would_turn_round_in_arabic_is_isolated_once(sentence, as_written):
    assert isolated(sentence) == as_written
    assert isolated(as_written) == as_written


def test_each_sentence_that_is_borrowed_is_there_to_be_borrowed():
    theirs = {
        entry.msgid
        for package in (allauth, django, import_export)
        for catalogue in Path(package.__file__).parent.glob("**/locale/ru/LC_MESSAGES/django.po")
        for entry in polib.pofile(str(catalogue))
    }
    said = [*borrowed.OFFICE, *borrowed.FORMS, *(words for words in borrowed.PASSWORDS if isinstance(words, str))]
    assert [sentence for sentence in said if sentence not in theirs] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_a_rule_of_words_is_kept(rule):
    locale = "ru" if rule.language == "en" else rule.language
    po = polib.pofile(str(settings.BASE_DIR / "locale" / locale / "LC_MESSAGES" / "django.po"))
    assert [(entry.msgid, sentence) for entry in po for sentence in rule.breaks(entry)] == []
