"""Puts what no consumer could take back into the queue that it came from: `redrive.py --stack STACK`.

All queues of a stack share one for dead letters, and SQS notes on each message which queue it comes from. SQS can do the same
by itself (StartMessageMoveTask). This also says first what there is, and leaves what it does not know.

A message is sent first and deleted afterwards. Whoever stops this half-way has some messages twice, which consumers bear, and
loses none. What fails again comes back by itself, and is left for the next time.
"""

import math
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import deployment
from botocore.exceptions import ClientError
from deployment import Deployment

# In seconds: how long a message that was looked at is out of sight. Ten of them are sent and deleted in far less.
OUT_OF_SIGHT = 120
# Asks all of SQS's servers, so that no answer means that there are no more.
PATIENCE = 2
# By its older and its newer protocol.
MISSING = ("NonExistentQueue", "QueueDoesNotExist")
KEPT_OF_ATTRIBUTE = ("DataType", "StringValue", "BinaryValue")


@dataclass
class DeadLetters:
    """What is done with the dead letters of a stack."""

    sqs: object
    url: str
    is_rehearsal: bool
    # By the name of the queue.
    put_back: Counter = field(default_factory=Counter)
    # What stays, by its id: why, which in a rehearsal may be no reason of its own, and what brings it in sight again.
    left: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    # By ARN; none for those that are not there any more.
    sources: dict[str, str | None] = field(default_factory=dict)
    # In milliseconds, by AWS's own clock.
    began: int | None = None

    def go_through(self) -> None:
        try:
            while messages := self.receive():
                for message in messages:
                    self.handle(message)
        finally:
            for _, handle in self.left.values():
                # Otherwise it is in sight again by itself, after two minutes.
                with suppress(ClientError):
                    self.sqs.change_message_visibility(QueueUrl=self.url, ReceiptHandle=handle, VisibilityTimeout=0)

    def receive(self) -> list[dict]:
        answer = self.sqs.receive_message(
            QueueUrl=self.url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=OUT_OF_SIGHT,
            WaitTimeSeconds=PATIENCE,
            MessageAttributeNames=["All"],
            MessageSystemAttributeNames=["DeadLetterQueueSourceArn", "SentTimestamp"],
        )
        if self.began is None:
            told = answer["ResponseMetadata"]["HTTPHeaders"]["date"]
            # It tells seconds only.
            self.began = math.ceil(parsedate_to_datetime(told).timestamp() + 1) * 1000
        return answer.get("Messages", [])

    def handle(self, message: dict) -> None:
        if (known := self.left.get(message["MessageId"])) is not None:
            # In a long run it came in sight again.
            return self.leave(message, known[0])
        arn = message["Attributes"].get("DeadLetterQueueSourceArn")
        # A message keeps the time at which it was sent first, wherever SQS moves it.
        if int(message["Attributes"]["SentTimestamp"]) > self.began:
            return self.leave(message, "failed meanwhile: look at their cause and run this again")
        if arn is None:
            return self.leave(message, "do not say which queue they come from: look at them by hand")
        name = arn.rpartition(":")[2]
        url = self.source(arn, name)
        if url is None:
            return self.leave(message, f"come from {name}, which is not there any more")
        if self.is_rehearsal:
            self.leave(message, None)
        else:
            self.sqs.send_message(QueueUrl=url, MessageBody=message["Body"], MessageAttributes=attributes_of(message))
            self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        self.put_back[name] += 1
        return None

    def leave(self, message: dict, why: str | None) -> None:
        self.left[message["MessageId"]] = (why, message["ReceiptHandle"])

    def source(self, arn: str, name: str) -> str | None:
        if arn not in self.sources:
            try:
                self.sources[arn] = self.sqs.get_queue_url(QueueName=name)["QueueUrl"]
            except ClientError as error:
                if not error.response["Error"]["Code"].endswith(MISSING):
                    raise
                self.sources[arn] = None
        return self.sources[arn]

    def staying(self) -> Counter:
        return Counter(why for why, _ in self.left.values() if why)


def main() -> int:
    parser = deployment.arguments("redrive", "Put what no consumer could take back into the queue that it came from.")
    parser.add_argument("--dry-run", action="store_true", help="only say how many there are of each queue")
    options = parser.parse_args()
    target = deployment.deployment(options)
    letters = DeadLetters(target.client("sqs"), queue_of(target), options.dry_run)
    letters.go_through()
    print(told(letters))
    return deployment.NOT_DONE if letters.staying() else deployment.DONE


def queue_of(target: Deployment) -> str:
    return target.resource("DeadLetters")


def attributes_of(message: dict) -> dict:
    """As they are to be sent: what is received also has fields that nobody may send."""
    attributes = message.get("MessageAttributes", {}).items()
    return {name: {kept: given[kept] for kept in KEPT_OF_ATTRIBUTE if kept in given} for name, given in attributes}


def told(letters: DeadLetters) -> str:
    done = "would be put back" if letters.is_rehearsal else "put back"
    lines = [f"{name}: {count} {done}" for name, count in sorted(letters.put_back.items())]
    lines += [f"{count} stay; they {why}." for why, count in sorted(letters.staying().items())]
    return "\n".join(lines) or "There are no dead letters."


if __name__ == "__main__":
    deployment.run(main)
