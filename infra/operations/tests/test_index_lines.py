"""The command asks until the function says that all is done."""

import contextlib
import io
import json
import unittest
from types import SimpleNamespace
from unittest import mock

import index_lines
from botocore.exceptions import ClientError
from deployment import Refused


def target_whose_function(answers) -> SimpleNamespace:
    session = SimpleNamespace(client=lambda service, config: SimpleNamespace(invoke=answers))
    return SimpleNamespace(stack="atrium", region="eu-central-1", session=session)


class Invoking(unittest.TestCase):
    def test_it_goes_on_where_the_function_stopped(self):
        lines = [{"listed": 3, "left": 0, "next": "WyJBIl0"}, {"listed": 2, "left": 1, "next": None}]
        answers = [*lines, {"listed": 4, "more": True}, {"listed": 1, "more": False}]
        asked = []

        def invoke(FunctionName, Payload):
            asked.append((FunctionName, json.loads(Payload)))
            return {"Payload": io.BytesIO(json.dumps(answers[len(asked) - 1]).encode())}

        printed = io.StringIO()
        with (
            mock.patch("sys.argv", ["index_lines.py", "--stack", "atrium"]),
            mock.patch("deployment.deployment", return_value=target_whose_function(invoke)),
            contextlib.redirect_stdout(printed),
        ):
            self.assertEqual(index_lines.main(), 0)
        lines, accounts = "atrium-tickets-run-index-lines", "atrium-accounts-run-index-accounts"
        self.assertEqual(asked, [(lines, {}), (lines, {"after": "WyJBIl0"}), (accounts, {}), (accounts, {})])
        self.assertIn("5 were not before.\n", printed.getvalue())
        self.assertIn("5 were not before. 1 were left", printed.getvalue())

    def test_a_function_that_failed_or_is_not_there_is_said(self):
        def failing(**_):
            return {"FunctionError": "Unhandled", "Payload": io.BytesIO(b'{"errorMessage": "the table does not answer"}')}

        def missing(**_):
            raise ClientError({"Error": {"Code": "ResourceNotFoundException"}}, "Invoke")

        with self.assertRaisesRegex(Refused, "the table does not answer\nTo do it again is safe"):
            index_lines.invoke(target_whose_function(failing), index_lines.LINES, {})
        with self.assertRaisesRegex(Refused, "older than this command"):
            index_lines.invoke(target_whose_function(missing), index_lines.LINES, {})


if __name__ == "__main__":
    unittest.main()
