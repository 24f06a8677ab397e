"""Writes down what the functions ask of AWS. Importing this module begins it; only the test gate does.

Every call is judged by the emulator's IAM evaluation, a transaction as the writes that it holds. Each different call of
a function becomes one line of JSON in the file that RECORDED_CALLS_FILE names, at once, so that nothing is lost however
the emulator ends. What has no ARN, a phone number that is sent a text message for example, is there as the resource `*`. Calls that are proved by something else than a signature (a pool client's secret) are not judged by
IAM and are not there.
"""

import json
import os
import threading

from ministack.core import iam_evaluator
from ministack.services import sts

RECORD = open(os.environ["RECORDED_CALLS_FILE"], "a", encoding="utf-8")
judge = iam_evaluator.enforce
written: set[str] = set()
alone = threading.Lock()


def judge_and_record(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    refusal = judge(access_key_id, iam_action, service, region, resource_arn, service_context)
    # Lambda names the session of an execution role after the function: assumed-role/<role>/<function>.
    kind, _, names = (sts._sessions.get(access_key_id) or {}).get("Arn", "").partition("/")
    if kind.endswith(":assumed-role"):
        function = names.split("/")[-1]
        record({"function": function, "action": iam_action, "resource": resource_arn, "allowed": refusal is None})
    return refusal


def record(call: dict) -> None:
    line = json.dumps(call)
    with alone:
        if line not in written:
            written.add(line)
            RECORD.write(line + "\n")
            RECORD.flush()


iam_evaluator.enforce = judge_and_record
