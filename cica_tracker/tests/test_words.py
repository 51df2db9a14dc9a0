"""How the house speaks, a row a rule: what a catalogue or a page never says, and in which language."""

import re
from dataclasses import dataclass

import polib
import pytest
from django.conf import settings

HAN, ARABIC = "\u3400-\u9fff", "\u0600-\u06ff"
ARABIC_MONTHS = "يناير|فبراير|مارس|أبريل|إبريل|مايو|يونيه|يوليه|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
ALSO_MET_ELSEWHERE = "pecial|xpert|inister|ummit|Heads of State"


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
    Rule("a sentence names who did what", "en", r"” was done|^Done,"),
    Rule("a day that is over is past", "en", r"\bgone by\b"),
    Rule("nothing awaits anybody", "en", r"awaits you\b"),
    Rule("what is open is said without coyness", "en", r"as you wish|[Tt]ake (it|these rows) home|another look|un.?seen\b"),
    Rule("a button says what it does", "en", r"^It leads$|[Rr]ests on$|^You act as$|^Which way$|^Way \(|[Ll]ook into your mail"),
    Rule("a form names what is missing", "en", r"^This is needed|^This field is required"),
    Rule("a rule wants nothing: a meeting is due", "en", r"[Bb]y its rhythm|\bwanted by\b"),
    # Russian.
    Rule("Russian: a year is never followed by two stops", "ru", r"г\.\s*\."),
    Rule("Russian: государство-член, never a bare член", "ru", r"(?i)(?<![-\w])член(а|у|ом|е|ы|ов|ам|ами|ах)?\b"),
    Rule("Russian: государство-наблюдатель", "ru", r"(?i)\bстран\w*-наблюдател"),
    Rule("Russian: the bodies sit, they don't meet", "ru", r"(?i)\bвстреч", unless=ALSO_MET_ELSEWHERE),
    Rule("Russian: сокоординатор in one word", "ru", r"(?i)со-координ"),
    Rule("Russian: мера доверия, Совет министров иностранных дел", "ru", r"укреплени\w+ доверия|Совет\w* министров(?! ин)"),
    Rule("Russian: реестр, заявить, представить", "ru", r"(?i)\bтрекер|обязательств\w* начат|начать обязательств"),
    Rule("Russian: a state is not met by fate", "ru", r"(?i)ожидает (вас|шаг)|\bвас (ничего не )?ожидает|рабочий стол"),
    Rule("Russian: «quotation marks»", "ru", r"[“”„]"),
    # Chinese.
    Rule("Chinese: full-width signs after a character", "zh_Hans", rf"[{HAN}”》）]\s*[,;:!?]|[{HAN}]\.(?!\w)"),
    Rule("Chinese: full-width signs before a character", "zh_Hans", rf"[,;:!?]\s*[{HAN}“《（]"),
    Rule("Chinese: full-width brackets", "zh_Hans", rf"[{HAN}]\s*\((?!(?:[ab]|%\(letter\)s)\))|\)\s*[{HAN}]", r"odality|Way \("),
    Rule("Chinese: 建立信任措施, 高级官员委员会", "zh_Hans", r"(?<!建立)信任措施|高官委员会|外长会议|程序规则"),
    Rule("Chinese: a commitment is submitted, not started up", "zh_Hans", r"启动(一项)?(新的)?承诺|电子文档"),
    Rule("Chinese: a meeting is convened before it is held", "zh_Hans", r"召开"),
    # Arabic.
    Rule("Arabic: its own comma, semicolon and question mark", "ar", rf"[{ARABIC})»]\s*[,;?]|[,;]\s*[{ARABIC}«]"),
    Rule("Arabic: the months of the United Nations", "ar", rf"(?<!/)\b(?:{ARABIC_MONTHS})\b|يونيو|يوليو"),
    Rule("Arabic: no comma before the year", "ar", rf"(?:{ARABIC_MONTHS})\s*[،,]"),
    Rule("Arabic: the register is no stalker", "ar", r"متتب"),
    Rule("Arabic: تدابير بناء الثقة, الأمانة, فريق العمل", "ar", r"إجراءات بناء الثقة|الأمانة العامة|مجموعة العمل"),
    Rule("Arabic: a view is made available, a source documents", "ar", r"شورك|شوهد|طبعة|كيفية تسجيل"),
    Rule("Arabic: nothing lies in wait", "ar", r"منتظَر|ينتظرك|في انتظاركم|أشخاصنا|أنتم هنا"),
    Rule("Arabic: «quotation marks»", "ar", r"[“”]"),
    # All of them.
    *(Rule(f"{code}: an arrow is drawn by the page", code, "[→←⇒↔]") for code in ("en", "ru", "zh_Hans", "ar")),
)  # fmt: skip


# A page leaves the signs between words to `record.templatetags.signs`: a Latin comma is wrong in two of four languages.
PAGES = (
    ("a comma, a colon or a semicolon after what is filled in", r"(?:%\}|\}\}|</\w+>)[,;:] (?=\{|<(?!/))"),
    ("a sign between the things of a list", r"%\}[,;] \{% endif"),
    ("a list joined by a sign", r"\|join:"),
    ("an arrow", r"[→←]"),
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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_a_rule_of_words_is_kept(rule):
    locale = "ru" if rule.language == "en" else rule.language
    po = polib.pofile(str(settings.BASE_DIR / "locale" / locale / "LC_MESSAGES" / "django.po"))
    assert [(entry.msgid, sentence) for entry in po for sentence in rule.breaks(entry)] == []
