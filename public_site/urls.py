"""Every address of the public site. They stand apart from the house's own: no page here can name one of those."""

from django.urls import path, register_converter

from public_site import api
from public_site.converters import DayConverter, LanguageConverter
from public_site.views import feeds, files, machines, pages

register_converter(LanguageConverter, "language")
register_converter(DayConverter, "day")

urlpatterns = [
    path("robots.txt", machines.robots, name="robots"),
    path("public/", pages.in_the_readers_language, name="public"),
    path("public/sitemap.xml", machines.sitemap, name="sitemap"),
    path("public/api/v1/", api.root, name="data"),
    path("public/api/v1/openapi.json", api.described, name="data-described"),
    path("public/api/v1/<slug:name>/", api.listed, name="data-list"),
    path("public/<language:language>/", pages.front, name="front"),
    path("public/<language:language>/instruments/", pages.instruments, name="instruments"),
    path("public/<language:language>/instruments/<slug:key>/", pages.instrument, name="instrument"),
    path("public/<language:language>/catalogue/", pages.catalogue, name="catalogue"),
    path("public/<language:language>/catalogue/<slug:code>/", pages.edition, name="edition"),
    path("public/<language:language>/participants/", pages.participants, name="participants"),
    path("public/<language:language>/participants/<day:day>/", pages.participants_on, name="participants-on"),
    path("public/<language:language>/meetings/", pages.meetings, name="meetings"),
    path("public/<language:language>/commitments/", pages.commitments, name="commitments"),
    path("public/<language:language>/publications/", pages.publications, name="publications"),
    path("public/<language:language>/information/", pages.information, name="information"),
    path("public/<language:language>/agreed-commitments/", pages.agreed_commitments, name="agreed-commitments"),
    path("public/<language:language>/publications/<slug:key>/file/", files.published_file, name="published-file"),
    path("public/<language:language>/seals/", pages.seals, name="seals"),
    path("public/<language:language>/sources/", pages.sources, name="sources"),
    path("public/<language:language>/data/", pages.data, name="for-programs"),
    path("public/<language:language>/<slug:name>.atom", feeds.atom, name="feed"),
]
