"""Scenes of an exercise: what states say of papers that were circulated."""

from papers.models import Circulation, CommentAudience
from record.exercise import Days, Exercise, Scene, add_scenes

SAID = (
    ("xb", CommentAudience.MEMBERS, "State XB welcomes the paper, and would add the hours of border posts."),
    ("xg", CommentAudience.AUTHORS, "We would like to see the second paragraph shorter."),
    ("xo", CommentAudience.OBSERVERS, "State XO would be glad to send an expert, where members wish it."),
)


def _comments(exercise: Exercise) -> Days:
    """Papers of which comments are welcome have some, each for those whom its state chose; other states have said nothing."""
    yield -2
    asking = Circulation.objects.asking_for_comments(exercise.today).select_related("version").order_by("-at", "-pk")
    for circulation in list(asking)[:3]:
        for who, audience, text in SAID:
            if exercise.may(who, "paper-version.comment", circulation.version):
                exercise.does(who, "paper-version.comment", circulation.version, text=text, audience=audience)


add_scenes(Scene("papers: comments", _comments, order=80))
