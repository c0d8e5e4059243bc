"""Security Hub BatchUpdateFindings: what customers write on findings.

https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindings.html
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsUnprocessedFinding.html
"""

from __future__ import annotations

import json

from moto.core.utils import iso_8601_datetime_with_milliseconds
from moto.securityhub import urls
from moto.securityhub.exceptions import InvalidInputException
from moto.securityhub.responses import SecurityHubResponse

_MEMBERS = {"FindingIdentifiers", "Note", "Severity", "VerificationState", "Confidence", "Criticality", "Types",
            "UserDefinedFields", "Workflow", "RelatedFindings"}
_STATUSES = {"NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"}
_LONGEST_NOTE, _MOST = 512, 100


def install() -> None:
    """Put the operation in place."""
    urls.url_paths["{0}/findings/batchupdate$"] = SecurityHubResponse.dispatch
    SecurityHubResponse.batch_update_findings = update


def update(self) -> str:
    """Update what is there, and name what is not."""
    body = json.loads(self.body)
    wanted = body.get("FindingIdentifiers", [])
    _check(body, wanted)
    processed, unprocessed = [], []
    for one in wanted:
        found = next((finding for finding in self.securityhub_backend.findings
                      if finding.id == one["Id"] and finding.data.get("ProductArn") == one["ProductArn"]), None)
        if found is None:
            unprocessed.append({"FindingIdentifier": one, "ErrorCode": "FindingNotFound",
                                "ErrorMessage": "The finding identifier did not match an existing finding."})
            continue
        if "Note" in body:
            found.data["Note"] = body["Note"] | {"UpdatedAt": iso_8601_datetime_with_milliseconds()}
        found.data |= {name: body[name] for name in _MEMBERS - {"FindingIdentifiers", "Note"} if name in body}
        processed.append(one)
    return json.dumps({"ProcessedFindings": processed, "UnprocessedFindings": unprocessed})


def _check(body: dict, wanted: list) -> None:
    def refuse(message: str):
        raise InvalidInputException(op="BatchUpdateFindings", msg=message)

    if set(body) - _MEMBERS:
        refuse(f"unknown members {sorted(set(body) - _MEMBERS)}")
    if not 1 <= len(wanted) <= _MOST or any(set(one) != {"Id", "ProductArn"} for one in wanted):
        refuse("FindingIdentifiers holds 1 to 100 pairs of Id and ProductArn")
    note = body.get("Note")
    if note is not None and (not 1 <= len(note.get("Text", "")) <= _LONGEST_NOTE or not note.get("UpdatedBy")):
        refuse("Invalid parameter 'Note'. Text has 1 to 512 characters, and UpdatedBy is needed.")
    if body.get("Workflow", {}).get("Status", "NEW") not in _STATUSES:
        refuse("Invalid parameter 'Workflow'.")
