"""Brings tickets and accounts of release 0.2.0 into the lists of today, once after the upgrade, by invoking
`tickets-run-index-lines` and `accounts-run-index-accounts`.

The functions look through the whole table and stop before their time is over; this invokes them until all is done. Doing it
twice changes nothing, and an interrupted run is finished by another.
"""

import json

import deployment
from botocore.config import Config
from botocore.exceptions import ClientError
from deployment import Deployment, Refused

LINES = "tickets-run-index-lines"
ACCOUNTS = "accounts-run-index-accounts"
# Each function has five minutes. What is invoked again begins where the answer that was lost would have ended, at the latest.
PATIENT = Config(connect_timeout=10, read_timeout=330, retries={"total_max_attempts": 1})


def main() -> int:
    parser = deployment.arguments("index-lines", "Bring the tickets and accounts of release 0.2.0 into the lists of today.")
    target = deployment.deployment(parser.parse_args())
    listed = left = 0
    request = {}
    while True:
        answer = invoke(target, LINES, request)
        listed, left = listed + answer["listed"], left + answer["left"]
        if answer["next"] is None:
            break
        print(f"{listed} lines so far …", flush=True)
        request = {"after": answer["next"]}
    print(told(listed, left))
    accounts, more = 0, True
    while more:
        answer = invoke(target, ACCOUNTS, {})
        accounts, more = accounts + answer["listed"], answer["more"]
    print(f"All accounts are in their list; {accounts} were not before.")
    return deployment.DONE


def invoke(target: Deployment, function: str, request: dict) -> dict:
    """The function's answer; refused when there is no such function, or it failed."""
    name = f"{target.stack}-{function}"
    try:
        answer = target.session.client("lambda", config=PATIENT).invoke(FunctionName=name, Payload=json.dumps(request).encode())
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            raise Refused(f"There is no function {name}: the stack is older than this command. Deploy it anew.") from error
        raise
    payload = json.loads(answer["Payload"].read())
    if "FunctionError" in answer:
        reason = payload.get("errorMessage", "it ended without an answer")
        logs = f"aws logs tail /atrium/{target.stack}/{function.split('-')[0]} --since 10m --region {target.region}"
        raise Refused(f"{name} failed: {reason}\nTo do it again is safe. Its log: {logs}")
    return payload


def told(listed: int, left: int) -> str:
    text = f"All lines are in their lists; {listed} were not before."
    return text + (f" {left} were left: they changed meanwhile, or are of a newer release." if left else "")


if __name__ == "__main__":
    deployment.run(main)
