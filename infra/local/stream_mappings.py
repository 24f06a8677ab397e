"""Event source mappings of DynamoDB streams. Importing this module repairs them in ministack 1.5.33; it can go when a
newer pinned version passes `tests/all/faults/poison_records.rs` without it.

The emulator takes a batch as done when the function reports some of its records as failed, so that these are lost. When
the function fails as a whole, the emulator repeats the batch until its records are too old, whatever
`MaximumRetryAttempts` and `BisectBatchOnFunctionError` say, and it knows no failure destination in S3. What AWS documents
is in `stream_batches.py`.

Each mapping works on one batch at a time, in a thread of its own, so that a batch that is being retried holds up neither
the other mappings nor the emulator. AWS works on `ParallelizationFactor` batches of a shard at a time; one is a stricter
order than AWS promises.
"""

import json
import time
import uuid

import boto3
from botocore.config import Config
from ministack.core import lambda_runtime
from ministack.core.responses import _request_account_id, _request_region
from ministack.services import dynamodb, lambda_svc
from stream_batches import Delivery

# AWS waits longer with each retry and does not document how long. This is short, so that ten retries take about three
# seconds.
PAUSE_SECONDS = 0.2
SHARD = "shardId-00000000000000000000-00000000"
BUCKET_ARN = "arn:aws:s3:::"


def poll_streams() -> bool:
    """Begins the next batch of each mapping that is not busy. Whether there was something to do."""
    was_busy = False
    for account, region, mapping in lambda_svc._iter_all_esms():
        account_token, region_token = _request_account_id.set(account), _request_region.set(region)
        try:
            was_busy = poll(mapping) or was_busy
        finally:
            _request_account_id.reset(account_token)
            _request_region.reset(region_token)
    return was_busy


def poll(mapping: dict) -> bool:
    table, identifier = table_read_by(mapping), mapping["UUID"]
    if table is None or not is_on(mapping) or lambda_svc._esm_inflight.get(identifier):
        return False
    start = next_position(mapping, table)
    records = dynamodb.stream_records_since(table, start, int(mapping.get("BatchSize") or 100))
    if not records:
        return False
    end, wanted = start + len(records), lambda_svc._apply_filter_criteria(records, mapping)
    if not wanted:
        move_to(identifier, end)
    else:
        lambda_svc._dispatch_esm_batch(identifier, work_through, mapping, wanted, end)
    return True


def table_read_by(mapping: dict) -> str | None:
    """The table whose stream the mapping reads, if there are such a table and a function."""
    source = mapping.get("EventSourceArn", "")
    if ":dynamodb:" not in source or "/stream/" not in source or function_of(mapping) is None:
        return None
    name = source.split("/stream/")[0].split("/")[-1]
    return name if (dynamodb._tables.get(name) or {}).get("LatestStreamArn") == source else None


def function_of(mapping: dict) -> dict | None:
    return lambda_svc._get_func_record_for_qualifier(mapping["FunctionName"], mapping.get("Qualifier"))[0]


def is_on(mapping: dict) -> bool:
    return bool(mapping.get("Enabled", True)) and mapping.get("State") != "Deleting"


def next_position(mapping: dict, table: str) -> int:
    horizon = dynamodb.stream_start_position(table)
    with lambda_svc._dynamodb_stream_positions_lock:
        positions, identifier = lambda_svc._dynamodb_stream_positions, mapping["UUID"]
        if identifier not in positions:
            from_start = mapping.get("StartingPosition") == "TRIM_HORIZON"
            positions[identifier] = horizon if from_start else dynamodb.stream_end_position(table)
        positions[identifier] = max(positions[identifier], horizon)
        return positions[identifier]


def move_to(identifier: str, position: int) -> None:
    with lambda_svc._dynamodb_stream_positions_lock:
        lambda_svc._dynamodb_stream_positions[identifier] = position


def work_through(mapping: dict, records: list, end: int) -> None:
    """Delivers a batch whose last record stands before `end` in the stream."""

    def invoke(part: list) -> dict:
        function = function_of(mapping)
        if function is None:
            return {"error": True, "body": {"errorMessage": "the function is gone"}}
        result = lambda_svc._execute_function(function, {"Records": part})
        log = lambda_svc.logger.warning if result.get("error") else lambda_svc.logger.info
        log("ESM: %s got %d stream records: %s\n%s", mapping["FunctionName"], len(part), result.get("body"), result.get("log", ""))
        return result

    def discard(part: list, result: dict, reason: str, tries: int) -> None:
        lambda_svc.logger.warning("ESM: %s gives up %d stream records: %s", mapping["FunctionName"], len(part), reason)
        tell_destination(mapping, part, result, reason, tries)

    delivery = Delivery(
        mapping, invoke, discard, lambda: time.sleep(PAUSE_SECONDS), time.time, lambda: is_on(mapping) and function_of(mapping) is not None
    )
    if delivery.deliver(records):
        mapping["LastProcessingResult"] = f"OK - {len(records)} records"
        if is_on(mapping):
            move_to(mapping["UUID"], end)


def tell_destination(mapping: dict, records: list, result: dict, reason: str, tries: int) -> None:
    destination = ((mapping.get("DestinationConfig") or {}).get("OnFailure") or {}).get("Destination", "")
    function = function_of(mapping)
    if not destination.startswith(BUCKET_ARN):
        lambda_svc._send_ddb_stream_failure_record(mapping, function, records, mapping["EventSourceArn"], result, reason)
        return
    try:
        put_as(function, destination.removeprefix(BUCKET_ARN), mapping["UUID"], failure_record(mapping, records, reason, tries))
    except Exception:
        # Lambda then counts `DestinationDeliveryFailures` and goes on all the same.
        lambda_svc.logger.exception("ESM: the failure destination %s of %s takes nothing", destination, mapping["FunctionName"])


def put_as(function: dict, bucket: str, mapping: str, record: dict) -> None:
    """Puts the object as the function's role, since that role is asked for s3:PutObject, and as if over TLS, as on AWS."""
    credentials = lambda_runtime.execution_credentials(function.get("config") or function)
    s3 = boto3.client(
        "s3",
        aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=credentials["AWS_SESSION_TOKEN"] or None,
        config=Config(s3={"addressing_style": "path"}),
    )
    s3.meta.events.register("before-call.s3.PutObject", lambda params, **_: params["headers"].update({"X-Forwarded-Proto": "https"}))
    now = time.gmtime()
    key = time.strftime(f"aws/lambda/{mapping}/{SHARD}/%Y/%m/%d/%Y-%m-%dT%H.%M.%S-{uuid.uuid4()}", now)
    s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(record, default=str).encode())


def failure_record(mapping: dict, records: list, reason: str, tries: int) -> dict:
    """The invocation record of a discarded batch (AWS Lambda developer guide, *Retaining discarded batches*); an object in
    S3 holds the records themselves, too."""
    first, last = records[0]["dynamodb"], records[-1]["dynamodb"]

    def at(seconds: float) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))

    return {
        "requestContext": {
            "requestId": str(uuid.uuid4()),
            "functionArn": mapping["FunctionArn"],
            "condition": reason,
            "approximateInvokeCount": tries,
        },
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"},
        "version": "1.0",
        "timestamp": at(time.time()),
        "DDBStreamBatchInfo": {
            "shardId": SHARD,
            "startSequenceNumber": first["SequenceNumber"],
            "endSequenceNumber": last["SequenceNumber"],
            "approximateArrivalOfFirstRecord": at(first["ApproximateCreationDateTime"]),
            "approximateArrivalOfLastRecord": at(last["ApproximateCreationDateTime"]),
            "batchSize": len(records),
            "streamArn": mapping["EventSourceArn"],
        },
        "payload": json.dumps({"Records": records}, default=str),
    }


lambda_svc._poll_dynamodb_streams = poll_streams
