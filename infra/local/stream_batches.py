"""How Lambda works through one batch of a DynamoDB stream, as AWS documents it: partial answers, splitting, retries, and
giving up. Nothing here knows the emulator; `stream_mappings.py` does.

AWS Lambda developer guide:

- *Configuring partial batch response with DynamoDB and Lambda*: the lowest sequence number that the function reports is
  the checkpoint; Lambda retries from there. An identifier that is empty or misnamed fails the whole batch. With
  `BisectBatchOnFunctionError`, a batch is split at the reported record, and when the invocation failed, in two.
- *Using AWS Lambda with Amazon DynamoDB*, error handling: splitting a batch does not count as a retry. When its retries
  are used up or its records are too old, Lambda discards the batch and tells the failure destination. A throttled
  invocation is no retry of the function.

AWS leaves open what happens when the reported record is the first one of a batch. Here the batch is split in two, so that
in the end the one record that always fails is discarded alone. That is what people observe on AWS.
"""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

RETRIES_USED_UP = "RetryAttemptsExhausted"
TOO_OLD = "MaxRecordAgeExceeded"
UNLIMITED = -1


@dataclass
class Delivery:
    """One event source mapping at work."""

    # The mapping's settings. They are read anew for each batch, since an update may change them in between.
    mapping: dict
    # Calls the function with some records and returns the emulator's result.
    invoke: Callable[[list], dict]
    # Takes records that are given up: the records, the last result, the reason, and how often they were tried.
    discard: Callable[[list, dict, str, int], None]
    # Waits before records are sent again.
    pause: Callable[[], None]
    now: Callable[[], float]
    # Whether the mapping is still there and switched on.
    is_wanted: Callable[[], bool]

    def deliver(self, batch: list) -> bool:
        """Works through a batch in order. False if the mapping was switched off or deleted before the end."""
        waiting = deque([(batch, 0)])
        while waiting:
            if not self.is_wanted():
                return False
            records, retries = waiting.popleft()
            result = self.invoke(records)
            rest = unfinished(records, result, self.mapping)
            if not rest:
                continue
            if self.is_too_old(rest):
                self.discard(rest, result, TOO_OLD, retries + 1)
            elif result.get("throttle"):
                self.pause()
                waiting.appendleft((rest, retries))
            elif self.mapping.get("BisectBatchOnFunctionError") and len(records) > 1:
                waiting.extendleft((part, retries) for part in reversed(split(records, rest)))
            elif is_used_up(retries, self.mapping.get("MaximumRetryAttempts")):
                self.discard(rest, result, RETRIES_USED_UP, retries + 1)
            else:
                self.pause()
                waiting.appendleft((rest, retries + 1))
        return True

    def is_too_old(self, records: list) -> bool:
        limit = int(self.mapping.get("MaximumRecordAgeInSeconds") or UNLIMITED)
        return limit > 0 and self.now() - records[0]["dynamodb"]["ApproximateCreationDateTime"] > limit


def split(records: list, rest: list) -> list[list]:
    """Two parts when nothing was done, otherwise the rest as one batch of its own."""
    if len(rest) < len(records):
        return [rest]
    middle = len(rest) // 2
    return [rest[:middle], rest[middle:]]


def is_used_up(retries: int, limit) -> bool:
    limit = UNLIMITED if limit is None else int(limit)
    return limit != UNLIMITED and retries >= limit


def unfinished(records: list, result: dict, mapping: dict) -> list:
    """The records that are not done after an invocation."""
    if result.get("error"):
        return records
    if "ReportBatchItemFailures" not in (mapping.get("FunctionResponseTypes") or []):
        return []
    failures = reported_failures(result.get("body"))
    if not failures:
        return []
    positions = {record["dynamodb"]["SequenceNumber"]: position for position, record in enumerate(records)}
    reported = [failure.get("itemIdentifier") if isinstance(failure, dict) else None for failure in failures]
    if any(identifier not in positions for identifier in reported):
        return records
    return records[min(positions[identifier] for identifier in reported) :]


def reported_failures(body) -> list:
    if isinstance(body, (str, bytes)):
        try:
            body = json.loads(body)
        except ValueError:
            return []
    return (body.get("batchItemFailures") or []) if isinstance(body, dict) else []
