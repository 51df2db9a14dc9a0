from django.urls import path

from papers.views import correspondence, institutions, outgoing, publications
from record.doors.portal import act_paths

urlpatterns = [
    path("publications/", publications.publications_page, name="publication-list"),
    *act_paths("publication", "begin"),
    path("publications/<uuid:uid>/", publications.publication_page, name="publication-detail"),
    path("institutions/", institutions.institutions_page, name="institution-list"),
    *act_paths("institution", "nominate"),
    path("institutions/<uuid:uid>/", institutions.institution_page, name="institution-detail"),
    path("correspondence/", correspondence.letters_page, name="correspondence-list"),
    # Before the acts, whose addresses end in a word.
    path("correspondence/<uuid:uid>/enter/", correspondence.entering_page, name="correspondence-enter"),
    path("correspondence/<uuid:uid>/scans/<int:number>/", correspondence.scan_page, name="correspondence-scan"),
    *act_paths("correspondence", "register", "enter-sent"),
    path("correspondence/<uuid:uid>/", correspondence.letter_page, name="correspondence-detail"),
    path("outgoing/", outgoing.outgoing_page, name="outgoing-letter-list"),
    path(
        "outgoing/<uuid:uid>/files/<slug:language>/<slug:extension>/",
        outgoing.outgoing_file_page,
        name="outgoing-letter-file",
    ),
    *act_paths("outgoing-letter", "begin"),
    path("outgoing/<uuid:uid>/", outgoing.outgoing_letter_page, name="outgoing-letter-detail"),
    path("wordings/", outgoing.wordings_of_letters_page, name="wording-list"),
    *act_paths("wording", "word"),
    path("forms-of-address/", outgoing.forms_of_address_page, name="form-of-address-list"),
    *act_paths("form-of-address", "set"),
]
