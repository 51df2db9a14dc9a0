"""Corrections at the wall: what one officer says was entered by mistake is for those who keep the record alone."""

from django.core.files.base import ContentFile
from django.db import transaction

from cica_tracker.tests.wall.personas import AT, MEMBERS, OFFICER, OFFICERS, SIGNED_IN, Place, World
from journal.actions import record
from law.cica.bodies import Body
from record.actions import Written, ask_correction, keep_import, register_source
from record.corrections import KINDS
from record.files import CheckedFile, stored_name
from record.models import Source, SourceFile, every_row


def say_it_was_a_mistake(world: World) -> None:
    """A term of the Chair is said to be a mistake, and waits for a second officer."""
    world.kept["source"] = register_source(key="A-SOURCE", title={"en": "A source"}, by=world.people[OFFICER])
    taken_back = register_source(key="A-MISTAKE", title={"en": "Taken back"}, by=world.people[OFFICER])
    Source.objects.filter(pk=taken_back.pk).update(mistaken_at=AT)
    checked = CheckedFile("png", "image/png", 3, "1" * 64, "scan.png")
    file = SourceFile(source=world.kept["source"], number=1, name=checked.name, file_type=checked.content_type, size=3,
                      sha256=checked.sha256, by=world.people[OFFICER], at=AT)  # fmt: skip
    file.file.save(stored_name(checked), ContentFile(b"PNG"), save=False)
    file.save()
    with transaction.atomic():
        entry = record(by=world.people[OFFICER], verb="imported", about=world.kept["chairmanship"])
        world.kept["import"] = keep_import(
            model=type(world.kept["chairmanship"]), written=[Written(1, is_new=True, entry=entry)], same=0,
            by=world.people[OFFICER], file_name=world.canary("file of an import", OFFICERS), sha256="2" * 64,
        )  # fmt: skip
    world.kept["correction"] = ask_correction(
        thing=world.kept["chairmanship"], reason=world.canary("reason of a mistake", OFFICERS), by=world.people[OFFICER]
    )


def correction_places(world: World) -> dict[str, list[Place]]:
    number, absent = world.kept["correction"].pk, 99_999
    by_key = {"pk": number}
    held = {"reference": world.kept[Body.SENIOR_OFFICIALS].reference}
    decision = {"symbol": world.kept["decision for members"].symbol}
    verbs = [Place(act, by_key, OFFICERS, absent={"pk": absent}) for act in ("confirm", "decline")]
    source, no_source = {"address": world.kept["source"].address}, {"address": "NO-SOURCE"}
    return {
        "source-act": [
            Place(
                "of the record",
                {"key": "A-SOURCE", "act": act},
                SIGNED_IN,
                SIGNED_IN - OFFICERS,
                absent={"key": "NO-SOURCE", "act": act},
            )
            for act in ("mistake", "add-file")
        ],
        "source-detail": [Place("of the record", source, SIGNED_IN, absent=no_source)],
        **{
            name: [Place("a scan", {**source, "number": 1}, SIGNED_IN, absent={**source, "number": 2})]
            for name in ("source-file", "api-sources-file")
        },
        "api-tombstones-detail": [
            Place("a source", {"key": "sources.A-MISTAKE"}, absent={"key": "sources.A-MISTAKES"})
        ],
        "api-sources-add-file": [Place("of the record", source, SIGNED_IN, SIGNED_IN - OFFICERS, absent=no_source)],
        "api-sources-detail": [Place("of the record", source, SIGNED_IN, absent=no_source)],
        "api-sources-mistake": [Place("of the record", source, SIGNED_IN, SIGNED_IN - OFFICERS, absent=no_source)],
        "correction-act": [
            Place(act, {"key": number, "act": act}, OFFICERS, absent={"key": absent, "act": act})
            for act in ("confirm", "decline")
        ],
        "import-detail": [Place("a list", {"key": world.kept["import"].pk}, OFFICERS, absent={"key": absent})],
        "import-act": [
            Place(
                "a list",
                {"key": world.kept["import"].pk, "act": "mistake"},
                OFFICERS,
                absent={"key": absent, "act": "mistake"},
            )
        ],
        "api-corrections-detail": [Place("waits", by_key, OFFICERS, absent={"pk": absent})],
        **{f"api-corrections-{place.label}": [place] for place in verbs},
        **{
            name: [Place("a list", {"pk": world.kept["import"].pk}, OFFICERS, absent={"pk": absent})]
            for name in ("api-imports-detail", "api-imports-mistake")
        },
        "api-meetings-mistake": [
            Place("held", held, SIGNED_IN, SIGNED_IN - OFFICERS, absent={"reference": "X" * len(held["reference"])})
        ],
        "api-decisions-mistake": [
            Place("members", decision, MEMBERS, MEMBERS - OFFICERS, absent={"symbol": "X" * len(decision["symbol"])})
        ],
    }


def correction_places_of_the_admin(world: World) -> dict[str, list[Place]]:
    found, absent = {}, {"object_id": 99_999_999}
    for act in ("confirm", "decline"):
        key = {"object_id": world.kept["correction"].pk}
        found[f"admin:record_correction_{act}"] = [Place("waits", key, OFFICERS, absent=absent)]
    source = {"object_id": world.kept["source"].pk}
    found["admin:record_source_add-file"] = [Place("of the record", source, OFFICERS, absent=absent)]
    for kind in KINDS.values():
        opts, first = kind.model._meta, every_row(kind.model).order_by("pk").first()
        key = {"object_id": first.pk if first else 1}
        found[f"admin:{opts.app_label}_{opts.model_name}_mistake"] = [Place("the first", key, OFFICERS, absent=absent)]
    return found
