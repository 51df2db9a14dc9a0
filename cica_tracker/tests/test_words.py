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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.says)
def test_a_rule_of_words_is_kept(rule):
    locale = "ru" if rule.language == "en" else rule.language
    po = polib.pofile(str(settings.BASE_DIR / "locale" / locale / "LC_MESSAGES" / "django.po"))
    assert [(entry.msgid, sentence) for entry in po for sentence in rule.breaks(entry)] == []
