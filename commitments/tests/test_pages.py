"""What is true of every page: who is let in, what rubbish in an address gets, that it speaks four languages."""

import html
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User

PAGES = (
    "/",
    "/?edition=2021",
    "/states/",
    "/states/TJ/",
    "/states/OSCE/",
    "/measures/",
    "/measures/?edition=2021",
    "/measures/CBM-2007-HUM-02/",
    "/areas/CBM-2007-ECO/",
    "/areas/CBM-2021-ECO/",
    "/areas/CBM-2021-ECO-TOUR/",
    "/coordinators/",
    "/coordinators/?edition=2021",
    "/meetings/",
    "/meetings/SUMMIT-6/",
    "/search/?q=tour",
    "/sources/",
    "/account/",
)
ABOUT_A_DAY = [page for page in PAGES if page.split("/")[1] not in ("search", "sources", "account")]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_to_the_house_is_sent_to_sign_in(client: Client, db: None, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_reads_in_four_languages(
    record_loaded: None, observer: User, sign_in: Callable[[User], Client], page: str
) -> None:
    client = sign_in(observer)
    for language, direction in (("en", "ltr"), ("ru", "ltr"), ("zh-hans", "ltr"), ("ar", "rtl")):
        client.cookies["django_language"] = language
        answer = client.get(page)
        assert answer.status_code == 200, language
        assert f'<html lang="{language}" dir="{direction}">' in answer.content.decode()


@pytest.mark.parametrize("page", ABOUT_A_DAY)
def test_what_is_no_day_is_answered_with_an_error_that_keeps_it(
    record_loaded: None, observer: User, sign_in: Callable[[User], Client], page: str
) -> None:
    client = sign_in(observer)
    for typed in ("2007-13-01", "yesterday", "20071003", "2007-02-30", "x" * 5000, "١٩٩٩-٠١-٠١"):
        answer = client.get(f"{page}{'&' if '?' in page else '?'}as_of={typed}")
        assert answer.status_code == 400, typed
        assert f"“{typed[:40]}” is not a day." in html.unescape(answer.content.decode())


@pytest.mark.parametrize("typed", ["1991-12-31", "2101-01-01", "9999-12-31", "0001-01-01"])
def test_a_day_far_from_the_conference_is_refused(
    record_loaded: None, observer: User, sign_in: Callable[[User], Client], typed: str
) -> None:
    answer = sign_in(observer).get(f"/?as_of={typed}")
    assert answer.status_code == 400
    assert "Give a day from 1992 to 2100." in answer.content.decode()


RUBBISH = (
    "/?edition=1999",
    "/states/?standing=king",
    "/states/?kind=%27",
    f"/states/?q={'x' * 201}",
    f"/states/?q={'a+' * 11}",
    "/states/?q=%00",
    "/measures/?edition=%F0%9F%98%80",
    f"/measures/?q={'x' * 201}",
    "/coordinators/?fact=promise",
    "/coordinators/?state=ZZ",
    "/meetings/?body=parliament",
    "/meetings/?year_from=abc",
    "/meetings/?year_from=1",
    f"/meetings/?year_to={'9' * 5000}",
    "/meetings/?year_from=2020&year_to=2010",
    f"/search/?q={'x' * 201}",
    "/search/?q=a&within=everything",
    "/search/?q=%FF",
)
NOT_THERE = (
    "/states/ZZ/",
    "/states/tj/",
    f"/states/{'x' * 2000}/",
    "/measures/CBM-2007-ECO-99/",
    "/areas/CBM-1999-ECO/",
    "/meetings/SOC-1950-1/",
    "/meetings/?page=9999",
    "/meetings/?page=x",
    f"/meetings/?page={'9' * 5000}",
    "/search/?q=a&within=meetings&page=0",
)


@pytest.mark.parametrize(("addresses", "status"), [(RUBBISH, 400), (NOT_THERE, 404)], ids=["rubbish", "not there"])
def test_rubbish_in_an_address_is_a_clear_400_and_what_is_not_there_a_404(
    record_loaded: None, observer: User, sign_in: Callable[[User], Client], addresses: tuple[str, ...], status: int
) -> None:
    client = sign_in(observer)
    assert {address[:80]: client.get(address).status_code for address in addresses} == {
        address[:80]: status for address in addresses
    }


@pytest.mark.parametrize("page", ["/states/", "/measures/", "/coordinators/", "/meetings/"])
def test_the_files_of_a_list_can_be_taken_home(
    record_loaded: None, observer: User, sign_in: Callable[[User], Client], page: str
) -> None:
    client = sign_in(observer)
    shown = html.unescape(client.get(f"{page}?as_of=2023-10-03").content.decode())
    addresses = [part.split('"')[0] for part in shown.split('href="') if part.startswith("/api/v1/")]
    files = [address for address in addresses if "format=" in address]
    assert [address.rpartition("format=")[2] for address in files] == [
        *("csv&headings=words", "xlsx&headings=words", "json", "jsonl", "parquet", "csv")
    ]
    assert {client.get(address).status_code for address in files} == {200}
