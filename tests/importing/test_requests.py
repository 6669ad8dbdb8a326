"""A city's service requests as entries of the register: each is judged under the clause that asks for an answer in a day."""

import pytest

from aftersales.ledger.models import Matter, Obligation, Party

HEADING = (
    "unique_key,created_date,closed_date,due_date,agency,agency_name,complaint_type,descriptor,location_type,incident_zip,"
    "city,borough,status,resolution_description,resolution_action_updated_date,open_data_channel_type,latitude,longitude"
)
ROWS = [
    (
        "1,2024-05-27T02:00:00.000,2024-05-27T04:00:00.000,,DOT,Transportation,Street Condition,Pothole,Street,10033.0,"
        "NEW YORK,MANHATTAN,Closed,Repaired.,,PHONE,,"
    ),
    (
        "2,2024-05-27T02:00:00.000,2024-05-29T04:00:00.000,,DOT,Transportation,Street Condition,Pothole,,,,BRONX,"
        "Closed,Repaired.,,ONLINE,,"
    ),
    "3,2024-05-27T02:00:00.000,,,NYPD,Police,Noise,,Street,11373.0,QUEENS,QUEENS,In Progress,,,UNKNOWN,,",
]


@pytest.fixture
def requests(tmp_path):
    file = tmp_path / "requests.csv"
    file.write_text("\n".join([HEADING, *ROWS]), encoding="utf-8")
    return file


def test_each_request_is_answered_in_time_late_or_not_at_all(maker, told, requests):
    report = told(requests, "service_requests_311", compare=False)
    assert report["rejected"] == 0
    assert report["told"] == {"entry.register": 3, "entry.answer": 2}
    found = report["clauses"]["S10-3.4a"]
    assert found == {"opened": 3, "kept": 1, "broken": 2, "open": 1, "lapsed": 0, "not_applicable": 0}
    assert report["clauses"]["S10-4.5"]["not_applicable"] == 3


def test_each_agency_is_a_branch_whose_desk_owes_the_answer(maker, told, requests):
    told(requests, "service_requests_311", compare=False)
    assert set(Party.objects.filter(kind="branch").values_list("name", flat=True)) == {
        "Transportation (DOT)",
        "Police (NYPD)",
    }
    owed = Obligation.objects.get(state="open", clause="S10-3.4a")
    assert owed.person is not None
    assert owed.branch is not None
    assert (owed.person.name, owed.branch.name) == ("NYPD desk", "Police (NYPD)")
    assert Matter.objects.filter(kind="entry", branch__name="Transportation (DOT)").count() == 2


def test_the_same_file_twice_adds_nothing(maker, told, requests):
    told(requests, "service_requests_311", compare=False)
    before = Matter.objects.count()
    again = told(requests, "service_requests_311", compare=False)
    assert (again["new_rows"], again["known_rows"], Matter.objects.count()) == (0, 3, before)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_thousand_real_requests(maker, told, real):
    report = told(real("service_requests_311.csv"), "service_requests_311", compare=False)
    assert (report["rows"], report["rejected"]) == (1000, 0)
    found = report["clauses"]["S10-3.4a"]
    assert (found["opened"], found["kept"], found["broken"], found["open"]) == (1000, 677, 323, 323)
