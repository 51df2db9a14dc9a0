from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = _("Papers")

    def ready(self) -> None:
        from journal.names import add_page
        from journal.silence import add_kept, add_silence
        from journal.verbs import add_verbs
        from members.kinds import add_links
        from papers import acts, columns, kinds, lines, mistakes, readers, searched  # noqa: F401 - kinds of notices register themselves
        from papers.access import key_of_entrusted
        from papers.acts.register import LettersOfTheHouse
        from papers.models import Comment, EntrustedPaper, OutgoingLetter, RegisteredLetter
        from papers.reads import entries_of_comments
        from papers.uploads import check_list, check_scan
        from papers.verbs import VERBS
        from record.acts import TABLE
        from record.acts.kept_letters import LETTERS
        from record.files import INSPECTING, INSPECTING_LISTS
        from record.standing_still import add_tells_of

        add_verbs(VERBS)
        add_tells_of("comment", ["commented"], "papers_comment", "members_enteredforstate")
        columns.register()
        add_kept(Comment.everything.kept_to_themselves, "pk")
        add_silence(entries_of_comments)
        TABLE.add_noun(acts.PAPER_VERSION, acts.COMMENT)
        TABLE.add_noun(acts.COMMENT_MADE_BY_A_STATE, *acts.COMMENT_ACTS)
        TABLE.add_noun(acts.CORRESPONDENCE, *acts.LETTER_ACTS)
        TABLE.add_noun(acts.OUTGOING, *acts.OUTGOING_ACTS)
        TABLE.add_noun(acts.WORDING, *acts.WORDING_ACTS)
        TABLE.add_noun(acts.FORM_OF_ADDRESS, *acts.FORM_OF_ADDRESS_ACTS)
        LETTERS.register = LettersOfTheHouse()
        TABLE.add_noun(acts.ENTRUSTED, *acts.ENTRUSTED_ACTS)
        TABLE.add_noun(acts.EXPERT_DRAFT, *acts.EXPERT_DRAFT_ACTS)
        add_links("entrusted", key_of_entrusted)
        add_page(EntrustedPaper, lambda key: reverse("entrusted-detail", args=[key]))
        add_page(RegisteredLetter, lambda key: reverse("correspondence-detail", args=[key]))
        add_page(OutgoingLetter, lambda key: reverse("outgoing-letter-detail", args=[key]))
        acts.beginning.register()
        lines.register()
        mistakes.register()
        readers.register()
        searched.register()
        INSPECTING.look_through, INSPECTING_LISTS.look_through = check_scan, check_list
        INSPECTING.takes = _("PDF, DOCX, JPEG or PNG, up to 10 MB.")
