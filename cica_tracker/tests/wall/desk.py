"""Desks at the wall: what people do with a line is for those who sit at the same desk, and what one was told is one's own."""

import uuid

from django.utils import timezone

from cica_tracker.tests.wall.personas import (
    AT,
    AUTHORITY,
    NO_UID,
    OFFICER,
    OFFICERS,
    SIGNED_IN,
    STRANGER,
    XA,
    XB,
    Place,
    World,
)
from desk.models import DeskEntry, RequestedDocument, SavedList
from desk.reports.lines import desk_list
from desk.tests.entries import a_workbook_brought_back
from meetings.kinds import MEETING_PLANNED
from notices.actions import tell
from notices.models import Notice
from notices.tests.hooks import a_delivery, a_webhook
from record.awaiting import SECRETARIAT


def handle_lines(world: World) -> None:
    """Each of three desks sets a line aside, with words of its own; XB's can be left out."""
    for desk, persona, own in (("XA", AUTHORITY, XA), ("XB", STRANGER, XB), (SECRETARIAT, OFFICER, OFFICERS)):
        if desk == "XB" and not world.with_xb_own:
            continue
        world.kept[f"entry of {desk}"] = DeskEntry.objects.create(
            what="set-aside", desk=desk, line=f"line of {desk}", label=world.canary(f"line of {desk}", own),
            word=world.canary(f"word of {desk}", own), by=world.people[persona], at=AT,
        )  # fmt: skip
    for persona, own in ((AUTHORITY, frozenset({AUTHORITY})), (STRANGER, XB)):
        if persona == STRANGER and not world.with_xb_own:
            continue
        world.kept[f"asked for by {persona}"] = RequestedDocument.objects.create(
            uid=uuid.uuid5(uuid.NAMESPACE_URL, persona), kind="coordination", key="2007", language="en", format="pdf",
            title=world.canary(f"document asked for by {persona}", own), day=AT.date(), at=AT, by=world.people[persona],
            state="ready", sha256="0" * 64, name="coordination.pdf", data=b"%PDF", done=3, parts=3,
        )  # fmt: skip
    for persona, own, name, shared_at in (
        (AUTHORITY, frozenset({AUTHORITY}), "kept", None),
        (AUTHORITY, SIGNED_IN, "shared", AT),
        (STRANGER, XB, "kept", None),
    ):
        if persona == STRANGER and not world.with_xb_own:
            continue
        world.kept[f"list {name} by {persona}"] = SavedList.objects.create(
            uid=uuid.uuid5(uuid.NAMESPACE_URL, f"{name} by {persona}"), page="commitment-list", query="state=drafted", at=AT,
            name=world.canary(f"list {name} by {persona}", own), by=world.people[persona], shared_at=shared_at,
        )  # fmt: skip
    bring_workbooks(world)
    person = world.people[AUTHORITY]
    tell(kind=MEETING_PLANNED, about=world.kept["proposed"], occurrence="of the wall", to=[person], url="/", at=AT)
    world.kept["notice of XA"] = Notice.objects.visible_to(person).get(occurrence="of the wall")


def register_webhooks(world: World) -> None:
    """Two states have an address at which a program is told; XB's can be left out."""
    for persona, own in ((AUTHORITY, frozenset({AUTHORITY})), (STRANGER, XB)):
        if persona == STRANGER and not world.with_xb_own:
            continue
        address = f"https://{persona}.example/{world.canary(f'address of {persona}', own | OFFICERS)}"
        own_key = uuid.uuid5(uuid.NAMESPACE_URL, f"webhook of {persona}")
        token, url = world.kept[f"token of {persona}"], address.replace(" ", "-")
        webhook = a_webhook(world.people[persona], token=token, uid=own_key, url=url, at=AT)
        world.kept[f"webhook of {persona}"] = webhook
        world.kept[f"delivery to {persona}"] = a_delivery(webhook, uid=uuid.uuid5(own_key, "delivery"), next_at=AT)


def bring_workbooks(world: World) -> None:
    """XA and XB each try one out; one more of XA came with a letter."""
    for label, code, persona, seen_by, channel in (
        ("of XA", "xa", AUTHORITY, XA, "portal"),
        ("with a letter", "xa", OFFICER, XA | OFFICERS, "note-verbale"),
        ("of XB", "xb", STRANGER, XB, "portal"),
    ):
        if label == "of XB" and not world.with_xb_own:
            continue
        world.kept[f"workbook {label}"] = a_workbook_brought_back(
            world.kept[code], world.people[persona], world.canary(f"row of a workbook {label}", seen_by),
            uid=uuid.uuid5(uuid.NAMESPACE_URL, f"workbook {label}"), at=AT, channel=channel,
            name=world.canary(f"workbook {label}", seen_by),
        )  # fmt: skip


def desk_places(world: World) -> dict[str, list[Place]]:
    entries = [
        (desk, world.kept[f"entry of {desk}"].pk, own)
        for desk, own in (("XA", XA), ("XB", XB), (SECRETARIAT, OFFICERS))
        if f"entry of {desk}" in world.kept
    ]
    lines = desk_list(world.people[OFFICER], timezone.now()).every
    shared = next(shown.line for shown in lines if shown.line.kind in {"meetings-unplanned", "letters", "posts"})
    asked = [
        Place(f"of {persona}", {"key": world.kept[f"asked for by {persona}"].uid}, own, absent={"key": NO_UID})
        for persona, own in ((AUTHORITY, frozenset({AUTHORITY})), (STRANGER, XB))
        if f"asked for by {persona}" in world.kept
    ]
    lists = [
        (name, persona, world.kept[f"list {name} by {persona}"].uid, own)
        for name, persona, own in (
            ("kept", AUTHORITY, frozenset({AUTHORITY})), ("shared", AUTHORITY, frozenset({AUTHORITY})), ("kept", STRANGER, XB)
        )
        if f"list {name} by {persona}" in world.kept
    ]  # fmt: skip
    workbooks = [
        (label, world.kept[f"workbook {label}"].uid, seen_by)
        for label, seen_by in (("of XA", XA), ("of XB", XB), ("with a letter", XA | OFFICERS))
        if f"workbook {label}" in world.kept
    ]
    return {
        "saved-list-open": [
            Place(f"{name} by {persona}", {"key": uid}, SIGNED_IN if name == "shared" else own, absent={"key": NO_UID})
            for name, persona, uid, own in lists
        ],
        "saved-list-act": [
            Place(f"{name} by {persona}", {"key": uid, "act": "rename"}, own, absent={"key": NO_UID, "act": "rename"})
            for name, persona, uid, own in lists
        ],
        **{
            f"api-saved-lists-{act}": [
                Place(f"{name} by {persona}", {"uid": uid}, own, absent={"uid": NO_UID})
                for name, persona, uid, own in lists
            ]
            for act in ("detail", "rename", "share", "close", "take-away")
        },
        **{
            f"{name}": [
                Place(
                    f"of {persona}",
                    {key: world.kept[f"{what} {persona}"].uid, **more},
                    own | OFFICERS,
                    absent={key: NO_UID, **more},
                )
                for persona, own in ((AUTHORITY, frozenset({AUTHORITY})), (STRANGER, XB))
                if f"{what} {persona}" in world.kept
            ]
            for name, what, key, more in (
                ("webhook-detail", "webhook of", "key", {}),
                ("webhook-act", "webhook of", "key", {"act": "end"}),
                ("api-webhooks-detail", "webhook of", "uid", {}),
                ("api-webhooks-try-again", "webhook of", "uid", {}),
                ("api-webhooks-end", "webhook of", "uid", {}),
                ("api-webhook-deliveries-detail", "delivery to", "uid", {}),
            )
        },
        **{
            name: [Place(label, {key: uid}, seen_by, absent={key: NO_UID}) for label, uid, seen_by in workbooks]
            for name, key in (
                ("brought-file-detail", "key"),
                ("brought-file-data", "key"),
                ("api-workbooks-detail", "uid"),
                ("api-workbooks-file", "uid"),
            )
        },
        **{
            f"api-workbooks-{act}": [
                Place(label, {"uid": uid}, seen_by, absent={"uid": NO_UID}) for label, uid, seen_by in workbooks
            ]
            for act in ("enter", "drop")
        },
        "brought-file-act": [
            Place(f"{act} {label}", {"key": uid, "act": act}, seen_by, absent={"key": NO_UID, "act": act})
            for label, uid, seen_by in workbooks
            for act in ("enter", "drop")
        ],
        "api-entries": [Place("of XA", {"code": "XA"}, XA | OFFICERS, absent={"code": "ZZ"})],
        "requested-document": asked,
        **{
            f"api-requested-documents-{act}": [
                Place(place.label, {"uid": place.kwargs["key"]}, place.seen_by, absent={"uid": NO_UID})
                for place in asked
            ]
            for act in ("detail", "file", "cancel")
        },
        **{f"requested-document-{deed}": asked for deed in ("cancel", "make", "take")},
        "desk-entry-act": [
            Place(f"of {desk}", {"key": key, "act": "undo"}, own, absent={"key": 99_999, "act": "undo"})
            for desk, key, own in entries
        ],
        **{
            name: [Place(f"of {desk}", {"pk": key}, own, absent={"pk": 99_999}) for desk, key, own in entries]
            for name in ("api-desk-entries-detail", "api-desk-entries-undo")
        },
        "api-desk-detail": [Place("of the office", {"line": shared.key}, OFFICERS, absent={"line": shared.key[::-1]})],
        "notice-open": [
            Place(
                "of XA",
                {"key": world.kept["notice of XA"].uid},
                frozenset({AUTHORITY}),
                absent={"key": NO_UID},
            )
        ],
    }
