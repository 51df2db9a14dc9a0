"""What the roof keeps how long, and what other programs cut."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from record.kept import RETENTION, Kept

THE_FILE_IS_REMOVED = _("the file is removed")


def register() -> None:
    RETENTION.add(
        Kept(
            "files of no row",
            _("Uploaded files that no row names"),
            7,
            _("they arrived"),
            THE_FILE_IS_REMOVED,
            _("what was never submitted is no paper"),
            by="cica_tracker.look_after_files",
        ),
        Kept(
            "backups",
            _("Backups"),
            14,
            _("they were made"),
            _("the file is removed, unless anything is amiss"),
            _("two weeks to notice a loss; what the job cut is gone from all of them after that"),
            by="manage.py backup --keep 14",
        ),
    )


HEAD = """# What is kept how long

Made from the table (`record.kept.RETENTION`) by `manage.py write_retention`; a test holds it fresh. The worker carries
it out each night at 02:23 UTC (by hand `manage.py carry_out_retention`), keeps what it did as a row, and cuts nothing by
a clock that can't be believed. Officers read the table and what was done in the admin, under "What is kept how long".
All times are ours, to be confirmed by the Secretariat. Why: [0029](decisions/0029-what-is-kept-how-long.md).

| what | days | counted from when | what becomes of it then | why |
|---|---|---|---|---|
"""


def document() -> str:
    """docs/retention.md, in English."""
    with override("en"):
        return HEAD + "".join(_line(row) for row in RETENTION.rows)


def _line(row: Kept) -> str:
    days = "for good" if row.days is None else str(row.days)
    then = f"{row.then} (by `{row.by}`)" if row.by else row.then
    return f"| {row.noun} | {days} | {row.since} | {then} | {row.why} |\n"
