"""However many commitments there are, a list is read by the index that it names, and no further than its page goes.

A hundred thousand by night, which take two minutes to make; by day a tenth of them.
"""

import pytest

from cica_tracker.tests.night import IS_NIGHT
from cica_tracker.tests.readers.many import many_commitments, plan_of
from commitments.models import Commitment
from members.models import User
from papers.models import Paper, PaperVersion

pytestmark = [pytest.mark.postgres, pytest.mark.slow, pytest.mark.django_db]
MANY, A_PAGE = 100_000 if IS_NIGHT else 10_000, 51


def rows_read(nodes):
    """How many rows the plan took from tables and indexes, those included that it let go again."""
    scans = [node for node in nodes if "Relation Name" in node]
    return sum(
        (node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0))
        * node["Actual Loops"]
        for node in scans
    )


def indexes(nodes):
    return {node["Index Name"] for node in nodes if "Index Name" in node}


def test_lists_are_read_by_their_indexes_and_no_further(xa, xb, xc, xo, officer, stranger, observer):
    many_commitments(MANY, [xa, xb, xc])
    lists = {
        "commitments, for a member": (
            Commitment.objects.order_by("-moved_at", "-id"),
            stranger,
            "commitments_latest_first",
        ),
        "commitments, for an observer": (
            Commitment.objects.order_by("-moved_at", "-id"),
            observer,
            "commitments_latest_first",
        ),
        "commitments, for an officer": (
            Commitment.objects.order_by("-moved_at", "-id"),
            officer,
            "commitments_latest_first",
        ),
        "papers, for a member": (Paper.objects.order_by("symbol"), stranger, None),
        "versions of a paper, for a member": (PaperVersion.objects.filter(paper=1_000_500), stranger, None),
    }
    for name, (rows, person, index) in lists.items():
        nodes = plan_of(rows.visible_to(User.objects.get(pk=person.pk))[:A_PAGE])
        told = f"{name}: {indexes(nodes)}, {rows_read(nodes)} rows, {nodes[0]['Milliseconds']:.1f} ms"
        assert rows_read(nodes) < 50 * A_PAGE, told
        assert not [node for node in nodes if node["Node Type"] == "Seq Scan"], told
        assert index is None or index in indexes(nodes), told

    few = plan_of(Paper.objects.filter(readers__open_to=[f"state:{xo.pk}"]))
    assert indexes(few) == {"papers_paper_by_readers"}, "what few people read is found by the tokens"
