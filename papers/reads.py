"""Which earlier lines of the journal are about comments that a state keeps to itself."""

from django.db.models import CharField, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from journal.models import Entry
from papers.models import Comment


def entries_of_comments() -> Q:
    """Those of before: they were about the version, and named the comment among what changed."""
    kept = Comment.everything.kept_to_themselves()
    number = Cast(KeyTextTransform(1, KeyTransform("comment", "changes")), CharField())
    keys = kept.order_by().annotate(told_as=Cast("pk", CharField())).values("told_as")
    of_before = Entry.objects.filter(verb="commented", about_kind="paperversion", said__isnull=True)
    return Q(number__in=of_before.annotate(comment_number=number).filter(comment_number__in=keys).values("number"))
