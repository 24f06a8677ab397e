"""Dead letters go back to where they came from, and none is lost on the way."""

import contextlib
import io
import unittest
from types import SimpleNamespace
from unittest import mock

import redrive
from botocore.exceptions import ClientError

DEAD = "https://sqs/dead"
ARN = "arn:aws:sqs:eu-central-1:111122223333:"
# The queues began to be looked at at 12:00, which is told in seconds.
BEGAN = 1_795_348_800_000
DATE = "Sun, 22 Nov 2026 12:00:00 GMT"
NAMES = ("atrium-notifications-inbox", "atrium-notifications-mail")


def letter(number: int, source: str | None = NAMES[0], sent: int = BEGAN - 5_000, **more) -> dict:
    attributes = {"SentTimestamp": str(sent), **({"DeadLetterQueueSourceArn": ARN + source} if source else {})}
    return {"MessageId": f"m{number}", "ReceiptHandle": f"r{number}", "Body": f"body {number}", "Attributes": attributes, **more}


class Queues:
    """SQS with some dead letters; it can fail at the nth call that changes something."""

    def __init__(self, *letters: dict, fails_at: int = 0):
        self.letters = list(letters)
        self.out_of_sight: set[str] = set()
        self.sent: list[tuple[str, str, dict]] = []
        self.order: list[str] = []
        self.fails_at = fails_at

    def receive_message(self, QueueUrl, MaxNumberOfMessages, **_):
        assert QueueUrl == DEAD
        visible = [one for one in self.letters if one["MessageId"] not in self.out_of_sight][:MaxNumberOfMessages]
        self.out_of_sight |= {one["MessageId"] for one in visible}
        headers = {"ResponseMetadata": {"HTTPHeaders": {"date": DATE}}}
        return {**headers, "Messages": visible} if visible else headers

    def get_queue_url(self, QueueName):
        if QueueName not in NAMES:
            raise ClientError({"Error": {"Code": "AWS.SimpleQueueService.NonExistentQueue"}}, "GetQueueUrl")
        return {"QueueUrl": f"https://sqs/{QueueName}"}

    def send_message(self, QueueUrl, MessageBody, MessageAttributes):
        self.change("send")
        self.sent.append((QueueUrl, MessageBody, MessageAttributes))

    def delete_message(self, QueueUrl, ReceiptHandle):
        self.change("delete")
        assert QueueUrl == DEAD
        self.change_message_visibility(QueueUrl, ReceiptHandle, 0)
        self.letters = [one for one in self.letters if one["ReceiptHandle"] != ReceiptHandle]

    def change_message_visibility(self, QueueUrl, ReceiptHandle, VisibilityTimeout):
        assert (QueueUrl, VisibilityTimeout) == (DEAD, 0)
        self.out_of_sight -= {one["MessageId"] for one in self.letters if one["ReceiptHandle"] == ReceiptHandle}

    def change(self, what: str) -> None:
        self.order.append(what)
        if len(self.order) == self.fails_at:
            raise ClientError({"Error": {"Code": "ServiceUnavailable", "Message": "later"}}, what)


def run(queues: Queues, *arguments: str) -> tuple[int, str]:
    target = SimpleNamespace(client=lambda service: queues, resource=lambda name: {"DeadLetters": DEAD}[name])
    printed = io.StringIO()
    with (
        mock.patch("sys.argv", ["redrive.py", "--stack", "atrium", *arguments]),
        mock.patch("deployment.deployment", return_value=target),
        contextlib.redirect_stdout(printed),
    ):
        return redrive.main(), printed.getvalue()


class Redriving(unittest.TestCase):
    def test_each_goes_back_to_its_own_queue_as_it_was(self):
        attribute = {"DataType": "String", "StringValue": "ticket.opened", "StringListValues": []}
        queues = Queues(letter(1, MessageAttributes={"type": attribute}), letter(2, NAMES[1]), *map(letter, range(3, 15)))
        code, printed = run(queues)
        self.assertEqual((code, queues.letters), (0, []))
        sent = {"DataType": "String", "StringValue": "ticket.opened"}
        self.assertEqual(queues.sent[0], (f"https://sqs/{NAMES[0]}", "body 1", {"type": sent}))
        self.assertEqual(queues.sent[1], (f"https://sqs/{NAMES[1]}", "body 2", {}))
        self.assertEqual(printed, f"{NAMES[0]}: 13 put back\n{NAMES[1]}: 1 put back\n")

    def test_a_dry_run_counts_and_changes_nothing(self):
        queues = Queues(letter(1), letter(2, NAMES[1]), letter(3))
        code, printed = run(queues, "--dry-run")
        self.assertEqual((code, queues.order, queues.out_of_sight, len(queues.letters)), (0, [], set(), 3))
        self.assertEqual(printed, f"{NAMES[0]}: 2 would be put back\n{NAMES[1]}: 1 would be put back\n")

    def test_what_has_no_known_source_stays_in_sight_and_is_said(self):
        queues = Queues(letter(1, source=None), letter(2), letter(3, "atrium-notifications-gone"))
        code, printed = run(queues)
        self.assertEqual((code, [one["MessageId"] for one in queues.letters], queues.out_of_sight), (1, ["m1", "m3"], set()))
        self.assertIn("1 stay; they do not say which queue they come from", printed)
        self.assertIn("1 stay; they come from atrium-notifications-gone, which is not there any more", printed)
        self.assertEqual(run(queues, "--dry-run"), (1, "\n".join(printed.splitlines()[1:]) + "\n"))

    def test_stopped_after_any_step_nothing_is_lost(self):
        for step in range(1, 5):
            queues = Queues(letter(1), letter(2), fails_at=step)
            with self.assertRaises(ClientError):
                run(queues)
            there = {one["Body"] for one in queues.letters} | {body for _, body, _ in queues.sent}
            self.assertEqual(there, {"body 1", "body 2"}, f"stopped at step {step}")
            # Once they are in sight again.
            queues.out_of_sight.clear()
            self.assertEqual((run(queues)[0], queues.letters), (0, []))

    def test_what_fails_again_meanwhile_is_left(self):
        queues = Queues(letter(1), letter(2, sent=BEGAN + 60_000))
        code, printed = run(queues)
        self.assertEqual((code, len(queues.sent)), (1, 1))
        self.assertIn("1 stay; they failed meanwhile", printed)

    def test_what_comes_in_sight_again_meanwhile_counts_once(self):
        queues = Queues(letter(1))
        receive = queues.receive_message
        answers = [receive, lambda **given: (queues.out_of_sight.clear(), receive(**given))[1], receive]
        queues.receive_message = lambda **given: answers.pop(0)(**given)
        self.assertEqual(run(queues, "--dry-run"), (0, f"{NAMES[0]}: 1 would be put back\n"))
        self.assertEqual(answers, [])

    def test_an_empty_queue_is_said(self):
        self.assertEqual(run(Queues()), (0, "There are no dead letters.\n"))

    def test_a_refusal_is_no_missing_queue(self):
        queues = Queues(letter(1))
        queues.get_queue_url = mock.Mock(side_effect=ClientError({"Error": {"Code": "AccessDenied"}}, "GetQueueUrl"))
        with self.assertRaises(ClientError):
            run(queues)
        self.assertEqual(len(queues.letters), 1)


if __name__ == "__main__":
    unittest.main()
