"""`makemessages`, as Django has it, for the names by which this house asks for a translation."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Every string that is asked for is extracted, and no translation is guessed from one that looks alike."""

    # Where a module needs the sentence at once and the lazy one is already `_`, the first is `_now`.
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=_now"]
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
