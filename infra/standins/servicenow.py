"""Stands in for ServiceNow's Table API on the table `incident`, and rejects what ServiceNow rejects.

Resolving needs a resolution code and notes, as the base system's data policy has it. Members that are no columns of
the table are refused here, where ServiceNow drops them in silence: a client that sends them is wrong.

https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html
https://www.servicenow.com/docs/r/it-service-management/incident-management/c_IncidentManagementStateModel.html
"""

from __future__ import annotations

import uuid

from ticketing import Call, Refused, Standin, run

USER, PASSWORD = "palisade", "servicenow-password"
_COLUMNS = {
    "short_description": 160, "description": 4000, "correlation_id": 100, "correlation_display": 100, "urgency": 1,
    "impact": 1, "category": 40, "assignment_group": 40, "assigned_to": 40, "state": 40, "close_code": 40,
    "close_notes": 4000, "work_notes": 4000, "comments": 4000, "caller_id": 40,
}
_GROUPS = {"cloud-security"}
_CODES = {"Duplicate", "Known error", "No resolution provided", "Resolved by caller", "Resolved by change",
          "Resolved by problem", "Resolved by request", "Solution provided", "Workaround provided", "User error"}
_ENDED = {"6", "7", "8"}


def _error(status: int, message: str, detail: str = "") -> Refused:
    return Refused(status, {"error": {"message": message, "detail": detail}, "status": "failure"})


class ServiceNow(Standin):
    """An instance with incidents."""

    def __init__(self):
        super().__init__()
        self.records: dict[str, dict] = {}

    def routes(self):
        table = "/api/now/table/incident"
        return [
            ("POST", table, "create", self.create),
            ("GET", table, "search", self.query),
            ("GET", table + "/([0-9a-f]{32})", "read", lambda call: (200, {"result": _shown(self._record(call), call)})),
            ("PATCH", table + "/([0-9a-f]{32})", "update", self.update),
        ]

    def authenticate(self, call: Call) -> None:
        if call.basic() != (USER, PASSWORD):
            raise _error(401, "User Not Authenticated", "Required to provide Auth information")
        if "application/json" not in call.headers.get("accept", ""):
            raise _error(406, "Not acceptable")

    def not_found(self) -> Refused:
        return _error(400, "Invalid table")

    def tickets(self) -> list[dict]:
        return list(self.records.values())

    def create(self, call: Call):
        body = self._body(call)
        if not body.get("short_description"):
            raise _error(403, "Operation Failed", "Data Policy Exception: The following fields are mandatory: "
                                                  "Short description")
        number = len(self.records) + 1
        record = {"sys_id": uuid.uuid4().hex, "number": f"INC{number:07d}", "state": "1", "journal": []}
        self._write(record, body)
        self.records[record["sys_id"]] = record
        return 201, {"result": _shown(record, call)}, {"Location": f"/api/now/table/incident/{record['sys_id']}"}

    def query(self, call: Call):
        found = list(self.records.values())
        for condition in filter(None, call.query.get("sysparm_query", "").split("^")):
            if condition.startswith("ORDERBY"):
                continue
            column, _, value = condition.partition("=")
            if column not in {*_COLUMNS, "number", "sys_id"}:
                # The instance overlooks a condition on no column, and answers with everything.
                continue
            found = [record for record in found if record.get(column, "") == value]
        return 200, {"result": [_shown(record, call) for record in found[:int(call.query.get("sysparm_limit", 10000))]]}

    def update(self, call: Call):
        record = self._record(call)
        body = self._body(call)
        after = record | body
        if after["state"] in ("6", "7") and record["state"] not in ("6", "7"):
            missing = [name for name in ("close_code", "close_notes") if not after.get(name)]
            if missing:
                raise _error(403, "Operation Failed",
                             f"Data Policy Exception: The following fields are mandatory: {', '.join(missing)}")
        if body.get("state", record["state"]) != record["state"] and record["state"] in {"7", "8"}:
            raise _error(403, "Operation Failed", "ACL Exception Update Failed due to security constraints")
        self._write(record, body)
        return 200, {"result": _shown(record, call)}

    def _body(self, call: Call) -> dict:
        body = call.json(lambda message, status: _error(status, "Exception while reading request", message))
        for name, value in body.items():
            if name not in _COLUMNS:
                raise _error(400, "Invalid column", name)
            if not isinstance(value, str):
                raise _error(400, "Exception while reading request", f"{name} is no string")
            if len(value) > _COLUMNS[name]:
                # The instance cuts in silence; what is cut in silence is lost.
                raise _error(400, "Too long", name)
        if body.get("urgency", "1") not in "123" or body.get("impact", "1") not in "123":
            raise _error(400, "Invalid choice", "urgency or impact")
        if body.get("state", "1") not in {"1", "2", "3", *_ENDED}:
            raise _error(400, "Invalid choice", "state")
        if "close_code" in body and body["close_code"] not in _CODES:
            raise _error(403, "Operation Failed", "Invalid choice: close_code")
        if "assignment_group" in body and body["assignment_group"] not in _GROUPS:
            raise _error(400, "Invalid reference", "assignment_group")
        return body

    @staticmethod
    def _write(record: dict, body: dict) -> None:
        record["journal"] += [{"element": name, "value": body[name]} for name in ("work_notes", "comments")
                              if body.get(name)]
        record |= {name: value for name, value in body.items() if name not in ("work_notes", "comments")}

    def _record(self, call: Call) -> dict:
        record = self.records.get(call.parts[0])
        if record is None:
            raise _error(404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval")
        return record


def _shown(record: dict, call: Call) -> dict:
    shown = {name: value for name, value in record.items() if name != "journal"}
    shown["work_notes"] = "\n\n".join(
        f"2026-01-01 00:00:00 - Palisade (Work notes)\n{one['value']}" for one in reversed(record["journal"])
        if one["element"] == "work_notes") if call.query.get("sysparm_display_value") == "true" else ""
    wanted = call.query.get("sysparm_fields")
    return {name: value for name, value in shown.items() if name in wanted.split(",")} if wanted else shown


if __name__ == "__main__":
    run(ServiceNow(), "Stands in for ServiceNow's incidents.")
