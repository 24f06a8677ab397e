"""What preflight checks, and how it says what it found."""

import textwrap
from dataclasses import dataclass

import deployment
from botocore.exceptions import BotoCoreError, ClientError
from deployment import Deployment

OK, NOTE, PROBLEM, COULD_NOT_ASK = "ok", "note", "problem", "could not ask"


@dataclass
class Plan:
    """What is to be deployed, and where."""

    target: Deployment
    account: str
    mail_from: str | None = None
    mail_identity: str | None = None
    domain: str | None = None
    certificate: str | None = None
    web_acl: str | None = None
    sms_monthly_limit: int = 0
    sets_api_log_role: bool = True


@dataclass
class Finding:
    check: str
    state: str
    found: str
    # Commands or places in the console, one a line.
    to_do: tuple[str, ...] = ()

    def as_json(self) -> dict:
        return {"check": self.check, "state": self.state, "found": self.found, "to_do": list(self.to_do)}


def exit_code(findings: list[Finding]) -> int:
    states = {finding.state for finding in findings}
    if PROBLEM in states:
        return deployment.NOT_DONE
    return deployment.COULD_NOT_ASK if COULD_NOT_ASK in states else deployment.DONE


def shown(findings: list[Finding]) -> str:
    """For people: a line for each finding, below it what to do, and a sum."""
    lines = []
    for finding in findings:
        head = f"{finding.state:<14} {finding.check:<16} "
        lines += textwrap.wrap(finding.found, 116, initial_indent=head, subsequent_indent=" " * len(head), break_on_hyphens=False)
        # Commands are not wrapped: they are there to be copied.
        lines += [f"{'':<14}   {step}" for step in finding.to_do]
    counted = {state: sum(finding.state == state for finding in findings) for state in (PROBLEM, COULD_NOT_ASK, NOTE)}
    words = {PROBLEM: "to be solved first", COULD_NOT_ASK: "not answered", NOTE: "worth knowing"}
    told = ", ".join(f"{number} {words[state]}" for state, number in counted.items() if number)
    return "\n".join([*lines, "", told or "Nothing stands in the way."])


def unanswered(error: ClientError | BotoCoreError) -> str:
    """Why a question was not answered."""
    if isinstance(error, ClientError):
        told = error.response["Error"]
        return f"{error.operation_name}: {told['Code']}: {told['Message']}"
    return str(error)


def code_of(error: ClientError) -> str:
    return error.response["Error"]["Code"]
