from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = _("Papers")

    def ready(self) -> None:
        from journal.silence import add_kept, add_silence
        from journal.verbs import add_verbs
        from papers import columns, kinds, mistakes, readers, searched  # noqa: F401 - kinds of notices register themselves
        from papers.acts import COMMENT, COMMENT_MADE_BY_A_STATE, PAPER_VERSION
        from papers.models import Comment
        from papers.reads import entries_of_comments
        from papers.uploads import check_scan
        from papers.verbs import VERBS
        from record.acts import TABLE
        from record.files import INSPECTING

        add_verbs(VERBS)
        columns.register()
        add_kept(Comment.everything.kept_to_themselves, "pk")
        add_silence(entries_of_comments)
        TABLE.add_noun(PAPER_VERSION, COMMENT)
        TABLE.add_noun(COMMENT_MADE_BY_A_STATE)
        mistakes.register()
        readers.register()
        searched.register()
        INSPECTING.look_through = check_scan
        INSPECTING.takes = _("PDF, DOCX, JPEG or PNG, up to 10 MB.")
