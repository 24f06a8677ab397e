"""How a batch with records that fail is worked through."""

import json
import unittest

from stream_batches import RETRIES_USED_UP, TOO_OLD, Delivery

NOW = 1_000_000.0


def record(number: int, age: float = 0) -> dict:
    return {"dynamodb": {"SequenceNumber": f"{number:03}", "ApproximateCreationDateTime": NOW - age}}


def numbers(records: list) -> list[int]:
    return [int(one["dynamodb"]["SequenceNumber"]) for one in records]


class Function:
    """Fails for some records, and remembers what it was called with and what became of it."""

    def __init__(self, *poison: int, reports: bool = True, **mapping):
        self.poison, self.reports = poison, reports
        types = ["ReportBatchItemFailures"] if reports else []
        self.mapping = {"FunctionResponseTypes": types, "MaximumRetryAttempts": 2, **mapping}
        self.calls, self.done, self.discarded, self.pauses = [], set(), [], 0
        self.switched_off_after = None

    def answer(self, records: list) -> dict:
        failed = [number for number in numbers(records) if number in self.poison]
        if failed and not self.reports:
            return {"error": True, "body": {"errorMessage": "poison"}}
        self.done.update(number for number in numbers(records) if number not in self.poison)
        return {"body": {"batchItemFailures": [{"itemIdentifier": f"{number:03}"} for number in failed]}}

    def invoke(self, records: list) -> dict:
        self.calls.append(numbers(records))
        return self.answer(records)

    def discard(self, records: list, result: dict, reason: str, tries: int) -> None:
        self.discarded.append((numbers(records), reason, tries))

    def pause(self) -> None:
        self.pauses += 1

    def is_wanted(self) -> bool:
        return self.switched_off_after is None or len(self.calls) < self.switched_off_after

    def deliver(self, *batch: dict) -> bool:
        return Delivery(self.mapping, self.invoke, self.discard, self.pause, lambda: NOW, self.is_wanted).deliver(list(batch))


class Answers(unittest.TestCase):
    def answered(self, answer, **mapping) -> Function:
        function = Function(**mapping)
        function.answer = lambda records: answer
        function.deliver(record(1), record(2))
        return function

    def test_what_aws_takes_for_a_success(self):
        for body in ({"batchItemFailures": []}, {"batchItemFailures": None}, {}, None, "", "done", b"null"):
            with self.subTest(body=body):
                self.assertEqual(self.answered({"body": body}).calls, [[1, 2]])

    def test_what_aws_takes_for_a_failure_of_the_whole_batch(self):
        for failure in ({"itemIdentifier": ""}, {"itemIdentifier": None}, {"sequence": "002"}, {"itemIdentifier": "999"}, "002"):
            with self.subTest(failure=failure):
                function = self.answered({"body": {"batchItemFailures": [failure]}})
                self.assertEqual(function.calls, [[1, 2]] * 3)
                self.assertEqual(function.discarded, [([1, 2], RETRIES_USED_UP, 3)])

    def test_an_answer_may_come_as_text(self):
        text = json.dumps({"batchItemFailures": [{"itemIdentifier": "002"}]})
        self.assertEqual(self.answered({"body": text}).calls, [[1, 2], [2], [2]])

    def test_reports_count_only_where_the_mapping_asks_for_them(self):
        answer = {"body": {"batchItemFailures": [{"itemIdentifier": "001"}]}}
        self.assertEqual(self.answered(answer, FunctionResponseTypes=[]).calls, [[1, 2]])

    def test_the_lowest_reported_number_is_the_checkpoint(self):
        function = Function(4, 2)
        function.deliver(*map(record, range(1, 6)))
        self.assertEqual(function.calls[1], [2, 3, 4, 5])


class Splitting(unittest.TestCase):
    def test_only_the_poison_is_given_up(self):
        for reports in (True, False):
            with self.subTest(reports=reports):
                function = Function(3, reports=reports, BisectBatchOnFunctionError=True)
                self.assertTrue(function.deliver(*map(record, range(1, 9))))
                self.assertEqual(function.done, {1, 2, 4, 5, 6, 7, 8})
                self.assertEqual(function.discarded, [([3], RETRIES_USED_UP, 3)])

    def test_a_split_is_no_retry(self):
        function = Function(1, reports=False, BisectBatchOnFunctionError=True)
        function.deliver(*map(record, range(1, 5)))
        self.assertEqual(function.calls, [[1, 2, 3, 4], [1, 2], [1], [1], [1], [2], [3, 4]])
        self.assertEqual(function.pauses, 2)

    def test_records_stay_in_order(self):
        function = Function(2, 5, BisectBatchOnFunctionError=True)
        function.deliver(*map(record, range(1, 7)))
        last_seen = [max(at for at, call in enumerate(function.calls) if number in call) for number in range(1, 7)]
        self.assertEqual(last_seen, sorted(last_seen))

    def test_without_splitting_the_rest_is_given_up_together(self):
        function = Function(2)
        function.deliver(*map(record, range(1, 4)))
        self.assertEqual(function.discarded, [([2, 3], RETRIES_USED_UP, 3)])


class Limits(unittest.TestCase):
    def test_no_retry_at_all(self):
        function = Function(1, MaximumRetryAttempts=0)
        function.deliver(record(1))
        self.assertEqual((function.calls, function.discarded), ([[1]], [([1], RETRIES_USED_UP, 1)]))

    def test_without_a_limit_it_is_tried_until_it_is_too_old(self):
        for unlimited in (-1, None):
            function = Function(1, MaximumRetryAttempts=unlimited)
            function.switched_off_after = 50
            self.assertFalse(function.deliver(record(1)))
            self.assertEqual((len(function.calls), function.discarded), (50, []))
        old = Function(1, MaximumRetryAttempts=-1, MaximumRecordAgeInSeconds=60)
        self.assertTrue(old.deliver(record(1, age=61)))
        self.assertEqual(old.discarded, [([1], TOO_OLD, 1)])

    def test_a_throttled_invocation_is_no_retry(self):
        function = Function(MaximumRetryAttempts=0)
        answers = [{"error": True, "throttle": True}] * 3 + [{"body": None}]
        function.answer = lambda records: answers.pop(0)
        self.assertTrue(function.deliver(record(1)))
        self.assertEqual((len(function.calls), function.pauses, function.discarded), (4, 3, []))

    def test_a_mapping_that_is_switched_off_stops_and_says_so(self):
        function = Function(1)
        function.switched_off_after = 1
        self.assertFalse(function.deliver(record(1), record(2)))
        self.assertEqual(function.discarded, [])


if __name__ == "__main__":
    unittest.main()
