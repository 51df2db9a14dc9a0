"""Scenes of an exercise: lists that people keep as they asked them, one of them shared by its link."""

from record.exercise import Days, Exercise, Scene, add_scenes


def _lists(exercise: Exercise) -> Days:
    """An officer keeps what comes next, with the columns that tell of it; a state shares the meetings of the Committee."""
    yield -6
    next_columns = "columns=stands&columns=next"
    exercise.does("officer", "saved-list.keep", name="What comes next", list_name="commitment-list", query=next_columns)
    yield -5
    of_the_committee = {"list_name": "meeting-list", "query": "body=soc"}
    kept = exercise.does("xa", "saved-list.keep", name="Meetings of the Committee", **of_the_committee)
    exercise.does("xa", "saved-list.share", kept)


add_scenes(Scene("desk: lists kept", _lists))
