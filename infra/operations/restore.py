"""Restores a stack's data into a second, empty stack: `restore.py --stack STACK --into STACK [--at TIME]`.

Nothing is ever copied back into the stack that lost something: the second one is looked at first, and then takes over
or gives what was lost. Deploy the second stack before, with the same release.

The table comes from point-in-time recovery, by way of a table that is deleted in the end. What expires by itself (codes,
challenges, counters, sessions, kept answers) stays behind: it belongs to sign-ins and requests at the first stack.

Cognito hands out neither passwords nor secrets of authenticator apps, so the second stack's pool gets everybody's user
without either. People set a new password by mail and set up their app anew; until they have, who is not demanded a
second factor has none. That is weaker than before the restore, and why this is a command and no automatism.

Copying is put after put of the same items and objects, so an interrupted restore is finished by running this again. A
table that holds anything else is refused.
"""

import argparse
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone

import deployment
from botocore.config import Config
from botocore.exceptions import ClientError
from deployment import Deployment, Refused

SEGMENTS = 8
BATCH = 25
BUCKETS = ("DocumentsBucket", "FailedRecordsBucket")
# Marks a table that a restore has begun to fill, so that a second run may go on and nobody else's data is overwritten.
TAG = "atrium:restored-from"
# Adaptive: Cognito takes 50 new users a second, and a table as many items as it has partitions for.
PATIENT = Config(retries={"mode": "adaptive", "max_attempts": 10}, max_pool_connections=2 * SEGMENTS)


def main() -> int:
    parser = deployment.arguments("restore", "Restores a stack's data into a second, empty stack.")
    parser.add_argument("--into", required=True, metavar="STACK", help="an empty stack of the same release, in the same region")
    parser.add_argument("--at", type=instant, metavar="TIME", help="as it was then, for example 2026-11-22T20:00:00Z (default: the latest)")
    options = parser.parse_args()
    source = deployment.deployment(options)
    if source.stack == options.into:
        raise Refused("A restore goes into a second stack; --into names the same.")
    restore(source, Deployment(options.into, source.session), options.at)
    return deployment.DONE


def instant(text: str) -> datetime:
    parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if parsed.tzinfo is None:
        raise argparse.ArgumentTypeError("say the zone too, for example 2026-11-22T20:00:00Z")
    return parsed.astimezone(timezone.utc)


def restore(source: Deployment, target: Deployment, at: datetime | None) -> None:
    dynamodb = target.session.client("dynamodb", config=PATIENT)
    table = target.resource("Table")
    between = f"{table}-restored"
    begin(dynamodb, table, source.resource("Table") + (f" {at:%Y-%m-%dT%H:%M:%SZ}" if at else " latest"))
    recover(dynamodb, source.resource("Table"), between, at)
    people, items, left = copy_table(dynamodb, between, table)
    print(f"{items} items are copied, {left} that expire by themselves are not.")
    add_users(target, people)
    print(f"{len(people)} people have a user in the new pool, without a password and without an app.")
    for bucket in BUCKETS:
        copied = copy_objects(target.client("s3"), source.resource(bucket), target.resource(bucket))
        print(f"{copied} objects are copied into {bucket}.")
    # Ends the leave to fill this table: from now on it may hold what is newer.
    dynamodb.untag_resource(ResourceArn=arn_of(dynamodb, table), TagKeys=[TAG])
    dynamodb.delete_table(TableName=between)
    print(f"{target.stack} is restored.")


def arn_of(dynamodb, table: str) -> str:
    return dynamodb.describe_table(TableName=table)["Table"]["TableArn"]


def begin(dynamodb, table: str, origin: str) -> None:
    arn = arn_of(dynamodb, table)
    tags = {tag["Key"]: tag["Value"] for tag in dynamodb.list_tags_of_resource(ResourceArn=arn).get("Tags", [])}
    # A tag's value takes letters, digits, spaces and + - = . _ : / @ only; table names and instants are made of those.
    if TAG in tags:
        if tags[TAG] != origin:
            raise Refused(f"{table} is being restored from {tags[TAG]}; finish that, or take a new stack.")
        print("A restore is under way; going on with it.")
        return
    if dynamodb.scan(TableName=table, Limit=1)["Items"]:
        raise Refused(f"{table} is not empty. Restore into a stack that nobody has used.")
    dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": TAG, "Value": origin}])


def recover(dynamodb, source: str, between: str, at: datetime | None) -> None:
    when = {"RestoreDateTime": at} if at else {"UseLatestRestorableTime": True}
    try:
        # Without indexes: nothing but a scan reads it.
        dynamodb.restore_table_to_point_in_time(SourceTableName=source, TargetTableName=between, GlobalSecondaryIndexOverride=[], **when)
    except ClientError as error:
        # By an earlier run that was interrupted.
        if error.response["Error"]["Code"] not in ("TableAlreadyExistsException", "ResourceInUseException"):
            raise
    print("Waiting for the recovered table; large ones take hours.")
    while dynamodb.describe_table(TableName=between)["Table"]["TableStatus"] != "ACTIVE":
        time.sleep(5)


def copy_table(dynamodb, between: str, target: str) -> tuple[list[str], int, int]:
    with ThreadPoolExecutor(SEGMENTS) as pool:
        parts = list(pool.map(lambda segment: copy_segment(dynamodb, between, target, segment), range(SEGMENTS)))
    people = [person for part in parts for person in part[0]]
    return people, sum(part[1] for part in parts), sum(part[2] for part in parts)


def copy_segment(dynamodb, between: str, target: str, segment: int) -> tuple[list[str], int, int]:
    people, copied, left = [], 0, 0
    pages = dynamodb.get_paginator("scan").paginate(TableName=between, ConsistentRead=True, Segment=segment, TotalSegments=SEGMENTS)
    for page in pages:
        items = [item for item in page["Items"] if "ttl" not in item]
        left += len(page["Items"]) - len(items)
        for item in items:
            if item["_t"]["S"] == "person":
                people.append(item["id"]["S"])
                # The new pool knows no app of theirs; a password alone would not get past this mark.
                item["totp_enrolled"] = {"BOOL": False}
                item.pop("totp_confirming", None)
        for start in range(0, len(items), BATCH):
            put(dynamodb, target, items[start : start + BATCH])
        copied += len(items)
    return people, copied, left


def put(dynamodb, table: str, items: list[dict]) -> None:
    waiting, pause = {table: [{"PutRequest": {"Item": item}} for item in items]}, 0.05
    while waiting := dynamodb.batch_write_item(RequestItems=waiting).get("UnprocessedItems"):
        time.sleep(pause)
        pause = min(pause * 2, 5.0)


def add_users(target: Deployment, people: list[str]) -> None:
    cognito, pool = target.session.client("cognito-idp", config=PATIENT), target.resource("UserPool")
    for person in people:
        # A case-insensitive pool keeps names in lower case (`PersonId::user_name`).
        user = {"UserPoolId": pool, "Username": person.lower()}
        try:
            cognito.admin_create_user(**user, MessageAction="SUPPRESS")
        except cognito.exceptions.UsernameExistsException:
            pass
        # Nobody learns it: without a password the pool would not let the person set one by mail.
        cognito.admin_set_user_password(**user, Password=secrets.token_urlsafe(32), Permanent=True)


def copy_objects(s3, source: str, target: str) -> int:
    copied = 0
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=source):
        for found in page.get("Contents", []):
            # In parts where it is large; type, headers and metadata go along.
            s3.copy({"Bucket": source, "Key": found["Key"]}, target, found["Key"])
            copied += 1
    return copied


if __name__ == "__main__":
    deployment.run(main)
