"""Papers that the Secretariat lays down by itself: one on nobody's desk but its own, one that went to XB alone."""

from cica_tracker.tests.wall.personas import AT, OFFICER, OFFICERS, XB, XC, Place, World
from journal.names import Name
from law.choices import PaperKind
from members.choices import Audience
from papers.actions import circulate, lay_down, newest_of
from papers.models import AboutWhat, Paper
from papers.uploads import Submitted

# The face of the first is looked at by day: of the one that shows most.
ACTS = ("circulate", "say-anew", "leave-on-file")


def lay_papers_down(world: World) -> None:
    """Nobody but staff may meet a word of the draft; of what went to XB alone, the Chair reads it, too."""
    kept, officer, to_xb = world.kept, world.people[OFFICER], XB | XC | OFFICERS
    about = AboutWhat(Name("participant", "XA"), world.canary("about of a paper", OFFICERS), "/states/XA/")
    text = Submitted(
        title=world.canary("title laid down", OFFICERS), text=world.canary("text laid down", OFFICERS), language="en"
    )
    kept["laid down"] = newest_of(
        lay_down(kind=PaperKind.INVITATION, document=text, symbol="SEC-2026-01/INV", about=about, by=officer, at=AT)
    )
    if not world.with_xb_own:
        return
    text = Submitted(title=world.canary("title for xb", to_xb), text=world.canary("text for xb", to_xb), language="en")
    paper = lay_down(kind=PaperKind.GENERAL, document=text, symbol="SEC-2026-01/XB", by=officer, at=AT)
    kept["for xb alone"] = version = newest_of(paper)
    circulate(version=version, audience=Audience.SECRETARIAT, comments_by=None, by=officer, at=AT, named=[kept["xb"]])


def _key(paper: Paper) -> str:
    return paper.symbol.replace("/", "_")


def laid_down_places(world: World) -> dict[str, list[Place]]:
    cases = [("laid down", OFFICERS, OFFICERS)]
    if world.with_xb_own:
        cases.append(("for xb alone", XB | XC | OFFICERS, OFFICERS))
    of_cases = [
        (f"{act} {label}", act, {"key": _key(world.kept[label].paper)}, readers, readers - does)
        for act in ACTS
        for label, readers, does in cases
    ]
    absent = {"key": "SEC-2026-99_INV"}
    return {
        "paper-act": [
            Place(label, {**key, "act": act}, readers, closed_to=closed, absent={**absent, "act": act})
            for label, act, key, readers, closed in of_cases
        ],
        **{
            f"api-papers-{act}": [
                Place(label, key, readers, closed_to=closed, absent=absent)
                for label, of_act, key, readers, closed in of_cases
                if of_act == act
            ]
            for act in ACTS
        },
    }


def laid_down_of_the_office(world: World) -> dict[str, list[Place]]:
    key = {"object_id": world.kept["laid down"].paper_id}
    return {
        f"admin:papers_paper_{act}": [Place("laid down", key, OFFICERS, absent={"object_id": 99_999_999})]
        for act in ACTS
    }
