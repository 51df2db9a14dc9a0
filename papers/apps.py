from django.apps import AppConfig
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "papers"
    verbose_name = _("Papers")

    def ready(self) -> None:
        from journal.names import add_page
        from journal.silence import add_kept, add_silence
        from journal.verbs import add_verbs
        from members.kinds import add_links
        from papers import acts, columns, kinds, lines, mistakes, published, readers, searched  # noqa: F401 - kinds of notices register themselves
        from papers.access import key_of_entrusted
        from papers.acts.register import LettersOfTheHouse
        from papers.models import Comment, EntrustedPaper, Paper
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
        for noun, rows in acts.EVERY_NOUN:
            TABLE.add_noun(noun, *rows)
        LETTERS.register = LettersOfTheHouse()
        add_links("entrusted", key_of_entrusted)
        add_page(Paper, lambda key: f"{reverse('paper-list')}?{urlencode({'search': key})}")
        add_page(EntrustedPaper, lambda key: reverse("entrusted-detail", args=[key]))
        _register_letters_and_publications()
        acts.beginning.register()
        lines.register()
        mistakes.register()
        published.register()
        readers.register()
        searched.register()
        INSPECTING.look_through, INSPECTING_LISTS.look_through = check_scan, check_list
        INSPECTING.takes = _("PDF, DOCX, JPEG or PNG, up to 10 MB.")


def _register_letters_and_publications() -> None:
    """Publications, and where letters are read."""
    from journal.names import add_page
    from papers.actions import agreed_to_publish, when_agreed
    from papers.models import Institution, OutgoingLetter, Publication, RegisteredLetter
    from papers.views import institutions, publications
    from record.beside import add_beside

    add_page(Publication, lambda key: reverse("publication-detail", args=[key]))
    of_publications = "papers/partials/publications.html"
    add_beside("measure", "publications", of_publications, publications.publications_on_a_measure, order=53)
    add_beside("area", "publications", of_publications, publications.publications_in_an_area, order=53)
    add_page(Institution, lambda key: reverse("institution-detail", args=[key]))
    of_institutions = "papers/partials/institutions.html"
    add_beside("measure", "institutions", of_institutions, institutions.institutions_on_a_measure, order=54)
    add_beside("area", "institutions", of_institutions, institutions.institutions_in_an_area, order=54)
    when_agreed(Publication, agreed_to_publish)
    add_page(RegisteredLetter, lambda key: reverse("correspondence-detail", args=[key]))
    add_page(OutgoingLetter, lambda key: reverse("outgoing-letter-detail", args=[key]))
