"""The grammar of acts: what people may do, told once, for every door."""

from record.acts.asks import (
    LONG,
    Ask,
    Choice,
    Day,
    Flag,
    Hour,
    Instant,
    LastDay,
    Need,
    Number,
    Texts,
    VersionSeen,
    Words,
)
from record.acts.forms import ActForm
from record.acts.groups import Aside, Group, Rows
from record.acts.languages import OtherLanguages, WrittenIn
from record.acts.offers import MOVED_MEANWHILE, NOT_NOW, Offer, Speaker
from record.acts.picks import Folded, FoldedMany, Pick, PickMany, PickWhere
from record.acts.table import TABLE, Act, Noun, Setting
from record.acts.turns import Turn, take_turn
from record.acts.whom import Whom, open_to
from record.acts.zones import Zone

__all__ = [
    "LONG",
    "MOVED_MEANWHILE",
    "NOT_NOW",
    "TABLE",
    "Act",
    "ActForm",
    "Aside",
    "Ask",
    "Choice",
    "Day",
    "Flag",
    "Folded",
    "FoldedMany",
    "Group",
    "Hour",
    "Instant",
    "LastDay",
    "Need",
    "Noun",
    "Number",
    "Offer",
    "OtherLanguages",
    "Pick",
    "PickMany",
    "PickWhere",
    "Rows",
    "Setting",
    "Speaker",
    "Texts",
    "Turn",
    "VersionSeen",
    "Whom",
    "Words",
    "WrittenIn",
    "Zone",
    "open_to",
    "take_turn",
]
