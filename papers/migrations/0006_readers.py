"""Who may read papers stands with them; the triggers that write it are put there after each `migrate` (`record.triggers`)."""

from django.db import migrations

from journal.migrations_sql import KeptTable, kept_again, kept_no_more
from record.readers import ReadersField, readers_index

WHY = "what was done is never changed"
VERSIONS = KeptTable("papers_paperversion")
# Of a version all stays but who may read it.
VERSIONS_BUT_READERS = KeptTable(
    "papers_paperversion",
    (
        "id", "paper_id", "number", "language", "language_status", "text", "file", "file_type", "size", "sha256",
        "on_behalf_of_id", "channel", "by_id", "at",
    ),
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("papers", "0005_truth_comments_taken_back")]

    operations = [
        kept_no_more("papers", VERSIONS, WHY),
        *(
            migrations.AddField(model_name=model, name="readers", field=ReadersField())
            for model in ("folder", "paper", "paperversion", "comment")
        ),
        kept_again("papers", VERSIONS_BUT_READERS, WHY),
        *(readers_index(f"papers_{model}") for model in ("folder", "paper", "paperversion", "comment")),
    ]
