"""ServiceNow's stand-in takes what ServiceNow takes, and refuses what ServiceNow refuses."""

from __future__ import annotations

import pytest
import servicenow
from conftest import basic

TABLE = "/api/now/table/incident"
WANTED = {"short_description": "s", "description": "d", "correlation_id": "palisade-c-1", "urgency": "1", "impact": "2"}


@pytest.fixture
def instance(served):
    return served(servicenow.ServiceNow(), basic(servicenow.USER, servicenow.PASSWORD))


def test_incident_from_creation_to_its_end(instance):
    status, made, _ = instance("POST", f"{TABLE}?sysparm_fields=sys_id,number", WANTED)
    assert (status, set(made["result"])) == (201, {"sys_id", "number"})
    one = f"{TABLE}/{made['result']['sys_id']}"
    found = instance("GET", f"{TABLE}?sysparm_query=correlation_id%3Dpalisade-c-1&sysparm_limit=1")[1]["result"]
    assert [record["number"] for record in found] == ["INC0000001"]
    assert instance("PATCH", one, {"work_notes": "c-1 #2: told"})[0] == 200
    assert instance("GET", one)[1]["result"]["work_notes"] == ""
    assert "c-1 #2: told" in instance("GET", f"{one}?sysparm_display_value=true")[1]["result"]["work_notes"]
    assert instance("PATCH", one, {"state": "6"})[0] == 403
    ended = {"state": "6", "close_code": "Solution provided", "close_notes": "mended"}
    assert instance("PATCH", one, ended)[1]["result"]["state"] == "6"


@pytest.mark.parametrize("change", [
    {"short_description": ""}, {"short_description": "x" * 161}, {"description": "x" * 4001}, {"urgency": "9"},
    {"unheard": "1"}, {"urgency": 1}, {"assignment_group": "nobody"}, {"close_code": "Solved"},
])
def test_wrong_columns_are_refused(instance, change):
    assert instance("POST", TABLE, WANTED | change)[0] in (400, 403)
    assert instance.tickets() == []


def test_a_condition_on_no_column_is_overlooked(instance):
    instance("POST", TABLE, WANTED)
    assert len(instance("GET", f"{TABLE}?sysparm_query=correlation%3Dother")[1]["result"]) == 1
    assert instance("GET", f"{TABLE}?sysparm_query=correlation_id%3Dother")[1]["result"] == []


def test_strangers_are_refused(instance):
    assert instance("POST", TABLE, WANTED, headers=basic(servicenow.USER, "old"))[0] == 401
    assert instance("POST", "/api/now/table/unheard", WANTED)[0] == 400
    assert instance("PATCH", f"{TABLE}/{'0' * 32}", {"state": "2"})[0] == 404
    assert instance("POST", TABLE, WANTED, headers={"Accept": "text/html"})[0] == 406
