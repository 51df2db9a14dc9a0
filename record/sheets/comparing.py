"""A workbook that came back, laid beside the record cell by cell: what would change, what is wrong, what changed meanwhile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from record.acts.offers import Sentence
from record.sheets.cells import UnreadableCell, folded
from record.sheets.columns import SheetColumn
from record.sheets.reading import BroughtBook, FileRow
from record.sheets.table import SHEETS, LinesSheet, Parent, SheetRow, Taking
from record.sheets.writing import based

UNKNOWN = _("Your state has no such entry any more. To enter a new one, leave its key empty.")
TWICE = _("This row stands in the file twice.")
GREY = _("This cell only names the row: it isn’t changed here.")
OF_NOTHING = _("Say in column %(column)s what the row belongs to: one of the values that its list offers.")


@dataclass
class ComparedCell:
    """A cell in which something differs: where it stands, what it held, what the file says, and what is wrong."""

    column: SheetColumn
    address: str
    before: str = ""
    after: str = ""
    # What the record holds now, where that was changed since the file left.
    meanwhile: str = ""
    is_changed: bool = True
    problems: list[Sentence] = field(default_factory=list)


@dataclass
class ComparedRow:
    """A row of the file with what it would do."""

    beside: "SheetBeside"
    row: FileRow
    held: SheetRow | None
    parent: Parent | None = None
    title: str = ""
    told: dict[str, str] = field(default_factory=dict)
    cells: list[ComparedCell] = field(default_factory=list)
    problems: list[Sentence] = field(default_factory=list)
    is_set_aside: bool = False
    # What it would do, as it was shown before the acts were asked.
    shown: str = ""

    @property
    def token(self) -> str:
        """By which it is set aside: its sheet, and the row on it."""
        return f"{self.row.sheet}!{self.row.number}"

    @property
    def is_new(self) -> bool:
        return self.held is None and not self.row.key

    @property
    def changed(self) -> dict[str, str]:
        """What the file changes, by column."""
        return {cell.column.name: self.told[cell.column.name] for cell in self.cells if cell.is_changed}

    @property
    def is_wrong(self) -> bool:
        return bool(self.problems) or any(cell.problems for cell in self.cells)

    @property
    def does_something(self) -> bool:
        return self.is_new or self.is_wrong or any(cell.is_changed for cell in self.cells)

    @property
    def is_worth_telling(self) -> bool:
        """Also where the file changes nothing, but the record changed since it left."""
        return self.does_something or bool(self.cells)

    @property
    def cells_in_order(self) -> list[ComparedCell]:
        """As they stand on the sheet, from the key on."""
        order = list(self.beside.columns_by_name)
        return sorted(self.cells, key=lambda cell: order.index(cell.column.name))

    def cell(self, column: str) -> ComparedCell:
        """The cell of a column, for what is wrong with it; one that didn't differ joins those that did."""
        for cell in self.cells:
            if cell.column.name == column:
                return cell
        asked = self.beside.columns_by_name[column]
        cell = ComparedCell(asked, self.row.address(column), is_changed=False)
        self.cells.append(cell)
        return cell


@dataclass
class SheetBeside:
    """A kind of sheet while a file is laid beside the record: its columns in the reader's language and in the file's."""

    kind: Any
    taking: Taking
    language: str

    def __post_init__(self) -> None:
        self.columns_by_name: Mapping[str, SheetColumn] = self.kind.columns(self.taking)
        with translation.override(self.language):
            self.columns_of_the_file: Mapping[str, SheetColumn] = self.kind.columns(self.taking)
            self.parents = self._parents()
        self.rows = {row.key: row for row in self.kind.rows(self.taking, self.columns_by_name)}

    def _parents(self) -> dict[str, Parent]:
        if not isinstance(self.kind, LinesSheet):
            return {}
        return {folded(parent.label): parent for parent in self.kind.parents(self.taking)}

    def parent_named(self, words: str) -> Parent | None:
        by_key = {parent.key: parent for parent in self.parents.values()}
        return self.parents.get(folded(words)) or by_key.get(words)


def compared(brought: BroughtBook, taking: Taking) -> list[ComparedRow]:
    """Each row of the file in which something stands, beside the entry that it is about."""
    rows: list[ComparedRow] = []
    for kind in SHEETS:
        if kind.name in brought.rows:
            beside = SheetBeside(kind, taking, brought.language)
            rows += _rows(beside, brought)
    return rows


def _rows(beside: SheetBeside, brought: BroughtBook) -> Iterator[ComparedRow]:
    seen: set[str] = set()
    for row in brought.rows[beside.kind.name]:
        held = beside.rows.get(row.key) if row.key else None
        laid = ComparedRow(beside, row, held)
        _read_cells(laid, beside, brought)
        if row.key and held is None:
            laid.problems.append(UNKNOWN)
        if row.key and row.key in seen:
            laid.problems.append(TWICE)
        seen.add(row.key)
        if held is not None:
            _lay_beside(laid, held, brought.base.get((beside.kind.name, row.key), {}))
        elif not row.key:
            if not any(laid.told.values()) and not laid.cells:
                continue
            _begin(laid)
        if isinstance(beside.kind, LinesSheet):
            _find_parent(laid, beside)
        laid.title = _title(laid)
        yield laid


def _read_cells(laid: ComparedRow, beside: SheetBeside, brought: BroughtBook) -> None:
    """What each cell says; a column that isn't there says what the record says."""
    held = laid.held.told if laid.held else {}
    for name, column in beside.columns_of_the_file.items():
        if name not in laid.row.places:
            laid.told[name] = held.get(name, "")
            continue
        value = laid.row.cells.get(name)
        if value is not None and folded(str(value)) == folded(str(column.cell(held.get(name, "")))):
            # As the record says it, whatever is offered today.
            laid.told[name] = held.get(name, "")
            continue
        try:
            laid.told[name] = column.read(value, brought.epoch)
        except UnreadableCell as fault:
            laid.told[name] = held.get(name, "")
            shown = beside.columns_by_name[name]
            before = shown.in_words(held.get(name, ""))
            laid.cells.append(
                ComparedCell(shown, laid.row.address(name), before, folded(str(value))[:200], problems=[str(fault)])
            )


def _lay_beside(laid: ComparedRow, held: SheetRow, base: Mapping[str, str]) -> None:
    """What the file changes in an entry that is there, and what the house changed since the file left."""
    wrong = {cell.column.name for cell in laid.cells}
    for name, column in laid.beside.columns_by_name.items():
        now, told = held.told.get(name, ""), laid.told[name]
        left_as = base.get(name, based(now))
        if told == now or name in wrong:
            continue
        if based(told) == left_as:
            laid.told[name] = now
            cell = ComparedCell(column, laid.row.address(name), column.in_words(told), "", is_changed=False)
            cell.meanwhile = column.in_words(now) or _now("(empty)")
            laid.cells.append(cell)
            continue
        cell = ComparedCell(column, laid.row.address(name), column.in_words(now), column.in_words(told))
        if name not in held.open:
            cell.problems.append(held.why_not or GREY)
        elif based(now) != left_as:
            cell.meanwhile = column.in_words(now) or _now("(empty)")
            cell.problems.append(
                _now("This was changed meanwhile. The record says now: %(now)s. Your file says: %(file)s.")
                % {"now": cell.meanwhile, "file": cell.after or _now("(empty)")}
            )
        laid.cells.append(cell)


def _begin(laid: ComparedRow) -> None:
    """A row without a key begins something: what stands in it is new."""
    wrong = {cell.column.name for cell in laid.cells}
    for name, column in laid.beside.columns_by_name.items():
        if laid.told[name] and name not in wrong:
            after = column.in_words(laid.told[name])
            laid.cells.append(ComparedCell(column, laid.row.address(name), "", after))


def _find_parent(laid: ComparedRow, beside: SheetBeside) -> None:
    """Of what a line is one: as the record has it; of a new line, what its cell names."""
    if laid.held is not None:
        laid.parent = beside.parent_named(laid.held.of)
        return
    laid.parent = beside.parent_named(laid.row.of)
    if laid.parent is None and not laid.row.key:
        laid.problems.append(str(OF_NOTHING) % {"column": laid.row.address("of").rstrip("0123456789")})


def _title(laid: ComparedRow) -> str:
    """What the row is called to whoever looks: the entry's own name, else its first words."""
    kind = laid.beside.kind
    if laid.held is not None and not isinstance(kind, LinesSheet):
        return str(kind.noun.heading(laid.held.thing))
    texts = (text for name, text in laid.told.items() if text and name in {"title", "name", "text", "title_ru"})
    return next(texts, laid.row.key)[:120]
