from django.db import migrations, models

import record.models.search
import record.texts

# Both databases look through the same tokens, which were folded and cut before: neither parses, stems or folds anything.
POSTGRESQL = [
    """ALTER TABLE record_searchpiece ADD COLUMN tokens_vector tsvector
       GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED""",
    """ALTER TABLE record_searchpiece ADD COLUMN title_tokens_vector tsvector
       GENERATED ALWAYS AS (array_to_tsvector(string_to_array(title_tokens, ' '))) STORED""",
    "CREATE INDEX search_by_tokens ON record_searchpiece USING gin (tokens_vector)",
]
# The words of a row stand in the table of the model alone; FTS5 keeps where each token is. Of any sign beyond ASCII its
# tokenizer "ascii" makes a part of a token, so that the spaces between tokens are all that it cuts at.
SQLITE = [
    """CREATE VIRTUAL TABLE record_searchpiece_words USING fts5(
       title_tokens, tokens, content='record_searchpiece', content_rowid='id', tokenize='ascii')""",
    """CREATE TRIGGER record_searchpiece_is_added AFTER INSERT ON record_searchpiece BEGIN
       INSERT INTO record_searchpiece_words (rowid, title_tokens, tokens) VALUES (new.id, new.title_tokens, new.tokens);
       END""",
    """CREATE TRIGGER record_searchpiece_is_removed AFTER DELETE ON record_searchpiece BEGIN
       INSERT INTO record_searchpiece_words (record_searchpiece_words, rowid, title_tokens, tokens)
       VALUES ('delete', old.id, old.title_tokens, old.tokens);
       END""",
    """CREATE TRIGGER record_searchpiece_is_changed AFTER UPDATE ON record_searchpiece BEGIN
       INSERT INTO record_searchpiece_words (record_searchpiece_words, rowid, title_tokens, tokens)
       VALUES ('delete', old.id, old.title_tokens, old.tokens);
       INSERT INTO record_searchpiece_words (rowid, title_tokens, tokens) VALUES (new.id, new.title_tokens, new.tokens);
       END""",
]


def install(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE record_searchpiece_words")


class Migration(migrations.Migration):
    dependencies = [("record", "0007_two_officers")]

    operations = [
        migrations.CreateModel(
            name="SearchPiece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                ("thing", models.BigIntegerField(verbose_name="key")),
                ("part", models.PositiveIntegerField(default=0, verbose_name="part")),
                ("key", models.CharField(max_length=120, verbose_name="key of its page")),
                ("reference", models.CharField(blank=True, max_length=120, verbose_name="reference")),
                ("called", models.CharField(blank=True, db_index=True, max_length=120)),
                ("titles", record.texts.MultilingualField(default=dict, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("title_tokens", record.models.search.TokensField(blank=True)),
                ("tokens", record.models.search.TokensField(blank=True)),
                ("on", models.DateField(blank=True, null=True, verbose_name="day")),
                ("audience", models.CharField(blank=True, max_length=12, verbose_name="who sees it")),
            ],
            options={
                "verbose_name": "piece of the index",
                "verbose_name_plural": "the index",
                "ordering": ["kind", "thing", "part"],
                "default_permissions": [],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "thing", "part"), name="one_piece_a_thing_and_part")
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
