"""The dashboard: pictures of what a person sees, each with its table and the list behind it.

What is counted is things (commitments, measures, steps, information), by stage, area, month; no state is counted, and none is
put before another. One's own board counts what is one's own alone.
"""

from desk.reports.boards.grammar import Board, BoardQuestion, BoardRow
from desk.reports.boards.pictures import (
    activity_board,
    ahead_board,
    coverage_board,
    information_board,
    own_coverage_board,
    standing_board,
    stays_board,
)

OF_ALL = (standing_board, stays_board, coverage_board, ahead_board, activity_board, information_board)
OF_OWN = (standing_board, own_coverage_board, ahead_board, activity_board, information_board)

__all__ = [
    "OF_ALL",
    "OF_OWN",
    "Board",
    "BoardQuestion",
    "BoardRow",
    "boards",
    "coverage_board",
    "own_coverage_board",
    "standing_board",
]


def boards(asked: BoardQuestion) -> list[Board]:
    """All of them, in their order."""
    return [draw(asked) for draw in (OF_ALL if asked.own is None else OF_OWN)]
