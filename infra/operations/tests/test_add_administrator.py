"""What the operator reads after adding somebody."""

import io
import json
import unittest
from types import SimpleNamespace

import add_administrator
from botocore.exceptions import ClientError
from deployment import Refused

WEB = "https://portal.example.com"


def told(**answer) -> str:
    return add_administrator.told({"person": "prs_1", "role": "admin", **answer}, "eva@firm.example", WEB)


def target_whose_function(answers) -> SimpleNamespace:
    lambdas = SimpleNamespace(invoke=answers)
    session = SimpleNamespace(client=lambda service, config: lambdas)
    return SimpleNamespace(stack="atrium", region="eu-central-1", session=session)


class Answers(unittest.TestCase):
    def test_each_outcome_says_what_comes_next(self):
        self.assertIn(f"open {WEB}/forgot-password and enter eva@firm.example", told(outcome="added"))
        self.assertIn("the password they have", told(outcome="role_given"))
        self.assertIn("nothing was changed", told(outcome="unchanged"))
        with self.assertRaisesRegex(Refused, "'moved'"):
            told(outcome="moved")

    def test_a_mail_that_did_not_leave_is_said_with_what_to_do(self):
        text = told(outcome="added", mail_error="SES does not take the mail: MessageRejected")
        self.assertIn("MessageRejected", text)
        self.assertIn("cargo xtask preflight", text)

    def test_a_problem_names_options_and_not_fields(self):
        errors = [{"pointer": "/time_zone", "detail": "an IANA time zone"}, {"pointer": "/email", "detail": "an address"}]
        invalid = add_administrator.problem({"code": "invalid_body", "detail": "…", "errors": errors})
        self.assertEqual(invalid.splitlines()[1:], ["  --time-zone: an IANA time zone", "  --email: an address"])
        self.assertIn("--existing", add_administrator.problem({"code": "address_taken", "detail": "…", "errors": []}))
        self.assertEqual(add_administrator.problem({"code": "not_allowed", "detail": "No.", "errors": []}), "No.")


class Invoking(unittest.TestCase):
    def test_the_function_is_asked_by_its_name_and_its_answer_read(self):
        asked = {}

        def invoke(FunctionName, Payload):
            asked.update(name=FunctionName, request=json.loads(Payload))
            return {"Payload": io.BytesIO(b'{"outcome": "added"}')}

        answer = add_administrator.invoke(target_whose_function(invoke), {"name": "Søren"})
        self.assertEqual(answer, {"outcome": "added"})
        self.assertEqual(asked, {"name": "atrium-auth-run-add-administrator", "request": {"name": "Søren"}})

    def test_a_function_that_failed_or_is_not_there_is_said(self):
        def failing(**_):
            payload = io.BytesIO(b'{"errorType": "E", "errorMessage": "Please try again"}')
            return {"FunctionError": "Unhandled", "Payload": payload}

        with self.assertRaisesRegex(Refused, "(?s)Please try again.*aws logs tail /atrium/atrium/auth"):
            add_administrator.invoke(target_whose_function(failing), {})

        def missing(**_):
            raise ClientError({"Error": {"Code": "ResourceNotFoundException", "Message": "no"}}, "Invoke")

        with self.assertRaisesRegex(Refused, "older than this command"):
            add_administrator.invoke(target_whose_function(missing), {})


if __name__ == "__main__":
    unittest.main()
