"""Lists that no table holds say what their pages say, and take the filters of these."""

import datetime as dt

import pytest

from catalogue.models import Edition
from commitments.reports.listed import gap_lines
from commitments.reports.procedure import rows as rows_of_the_page
from law.editions import workflows
from members.choices import Role
from members.models import FocalPoint
from members.tests.factories import FocalPointFactory, UserFactory
from notices.actions import tell
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(record_loaded, preparer, sign_in):
    return sign_in(preparer)


def listed(client, name: str, **asked: object) -> list[dict]:
    answer = client.get(f"/api/v1/{name}/", {"page_size": 1000, **asked})
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_the_gaps_are_those_of_the_page_of_coordinators(reader, preparer):
    page = reader.get("/coordinators/?edition=2007")
    shown = [row.subject.reference for gap in page.context["gaps"] for row, _opened in gap.rows]
    told = listed(reader, "gaps", edition="2007")
    assert [row["key"] for row in told] == shown
    assert len(shown) > 5
    economic = listed(reader, "gaps", edition="2007", area="ECO")
    assert {row["area"] for row in economic} == {"CBM-2007-ECO"}
    assert 0 < len(economic) < len(told)
    one = reader.get(f"/api/v1/gaps/{told[0]['key'].lower()}/").json()
    assert one == told[0]
    assert listed(reader, "gaps", as_of="2006-01-01") == [], "no edition was adopted by then"
    assert len(gap_lines(preparer, Edition.objects.all(), dt.date(2026, 1, 1))) >= len(told)


def test_the_coverage_of_a_day_names_each_state_at_each_measure_once(reader):
    then = listed(reader, "coverage", as_of="2007-10-03", edition="2007")
    assert len({row["key"] for row in then}) == len(then) == 9
    assert {row["status"] for row in then} == {"offered"}
    assert not any(row["known_then"] for row in then), "on that day it held"
    assert all(row["known_then"] for row in listed(reader, "coverage", edition="2007", state="RU"))
    of_two = listed(reader, "coverage", as_of="2007-10-03", state=["TJ", "kg"])
    assert {row["state"] for row in of_two} <= {"TJ", "KG"}
    at_measures = [row for row in then if row["measure"]]
    offers = {row["measure"] or row["near"] for row in listed(reader, "coordinators", as_of="2007-10-03")}
    assert {row["measure"] for row in at_measures} <= offers


def test_the_procedure_is_the_table_of_its_page_in_four_languages(reader):
    told = listed(reader, "procedure")
    on_page = [row for flow in workflows() for row in rows_of_the_page(flow)]
    assert [(row["step"], row["label"]["en"], row["actors"]["en"]) for row in told] == [
        (row.name, row.label, row.actors) for row in on_page
    ]
    assert all(row["label"]["ar"] and row["label"]["zh-hans"] for row in told)
    assert {row["modality"] for row in listed(reader, "procedure", modality="b")} == {"b"}
    assert {row["basis"] for row in listed(reader, "procedure", basis=["ours", "practice"])} <= {"ours", "practice"}


def test_each_finding_of_the_cadence_is_a_row_and_the_rule_names_its_key(reader):
    told = listed(reader, "cadence-findings")
    keys = [row["key"] for row in told]
    assert len(set(keys)) == len(keys) > 10
    of_rules = [finding["key"] for row in listed(reader, "cadence") for finding in row["findings"]]
    assert keys == of_rules
    assert all(row["words"]["ru"] for row in told)
    cells = reader.get("/api/v1/cadence/?format=csv&fields=rule,findings").getvalue().decode("utf-8-sig")
    assert all(len(line) < 1500 for line in cells.splitlines())


def test_whether_a_post_is_filled_is_open_and_who_holds_it_is_its_states_and_the_secretariats(
    sign_in, authority, officer, xb
):
    colleague = UserFactory(email="named@xb.example", name="Named Person")
    FocalPointFactory(user=colleague, participant=xb, role=Role.AUTHORITY, since=dt.date(2024, 1, 1))
    for client, knows in ((sign_in(authority), False), (sign_in(officer), True), (sign_in(colleague), True)):
        [row] = listed(client, "focal-points", participant="XB")
        assert (row["key"], row["is_filled"]) == ("XB.authority.principal.1", True)
        assert (row["person"], row["email"]) == (("Named Person", "named@xb.example") if knows else (None, None))
        one = client.get("/api/v1/focal-points/xb.authority.principal.1/")
        assert (one.status_code, one.json()) == (200, row)
    assert listed(sign_in(authority), "focal-points", search="Named") == [], "nobody learns it by looking for it"
    assert FocalPoint.objects.open_posts(authority, dt.date(2023, 1, 1)).filter(participant=xb).count() == 0


def test_one_reads_by_a_program_what_one_was_told_and_nobody_else_does(sign_in, authority, officer):
    tell(
        kind="draft-ready",
        about=authority,
        occurrence="1",
        to=[authority],
        values={},
        at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    )
    [told] = listed(sign_in(authority), "notices")
    assert told["sentence"]
    assert (told["seen_at"], listed(sign_in(authority), "notices", seen="true")) == (None, [])
    assert told["id"] not in [row["id"] for row in listed(sign_in(officer), "notices")]
    assert sign_in(officer).get(f"/api/v1/notices/{told['id']}/").status_code == 404
    assert Notice.objects.get(uid=told["id"]).seen_at is None, "to read it by a program marks nothing"


def test_with_labels_a_code_is_told_in_four_languages_beside_it_and_without_them_the_table_is_as_before(reader):
    plain = listed(reader, "participants")[0]
    [told] = [row for row in listed(reader, "participants", labels="true") if row["code"] == plain["code"]]
    assert {name: value for name, value in told.items() if not name.endswith("_labels")} == plain
    assert (
        told["standing_labels"]
        == {"en": "member", "ru": "член", "zh-hans": "成员", "ar": "عضو"} | told["standing_labels"]
    )
    assert len(set(told["standing_labels"].values())) == 4
    assert list(told).index("standing_labels") == list(told).index("standing") + 1
    body = listed(reader, "meetings", labels="true", fields="body,body_labels")[0]
    assert list(body) == ["body", "body_labels"]
    assert len(set(body["body_labels"].values())) == 4
    rule = listed(reader, "cadence", labels="true", fields="words,words_labels")[0]
    assert rule["words"] == rule["words_labels"]["en"] != rule["words_labels"]["ar"]
    head = reader.get("/api/v1/participants/?format=csv&labels=true").getvalue().decode("utf-8-sig").splitlines()[0]
    assert "standing,standing_labels.en,standing_labels.ru" in head
    one = reader.get("/api/v1/commitments/", {"labels": "true"}).json()["results"]
    assert all(row["state_labels"]["ru"] for row in one)
    refused = reader.get("/api/v1/participants/?labels=all")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["labels"])
