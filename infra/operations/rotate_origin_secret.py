"""Rotates the origin secret while the portal serves: `rotate_origin_secret.py --stack STACK`.

The distribution proves with this secret that a request came through it. Functions accept the current and the previous
value, and read the secret again when they are sent one that they do not know. So the order that refuses nobody is:

1. write a new value and keep the old one as the previous;
2. wait until every function may read the secret again;
3. make the distribution send the new value, and wait until it does everywhere;
4. forget the old value.

Every step sees by itself whether it was done, so an interrupted rotation is finished by running this again.
"""

import json
import secrets
import string
import time
from datetime import datetime, timezone

import deployment
from deployment import Deployment, Refused

# A function reads the secret again 10 seconds after it last did (`PAUSE` in shared/src/origin.rs).
PAUSE_SECONDS = 15
LENGTH = 48
PARAMETER = "OriginSecretVersion"


def main() -> int:
    parser = deployment.arguments("rotate-origin-secret", "Rotates the secret between CloudFront and the functions.")
    stack = deployment.deployment(parser.parse_args())
    manager, arn = stack.client("secretsmanager"), stack.resource("OriginSecret")
    secret = manager.get_secret_value(SecretId=arn)
    values = json.loads(secret["SecretString"])
    if values.get("previous"):
        print("A rotation is under way; going on with it.")
    else:
        alphabet = string.ascii_letters + string.digits
        new = "".join(secrets.choice(alphabet) for _ in range(LENGTH))
        write(manager, arn, current=new, previous=values["current"])
        secret = manager.get_secret_value(SecretId=arn)
        values = json.loads(secret["SecretString"])
        print("The new value is written; the old one is still accepted.")

    wait_for_functions(secret["CreatedDate"])
    send(stack, secret["VersionId"])
    print("The distribution sends the new value.")
    write(manager, arn, current=values["current"], previous="")
    print("The old value is forgotten.")
    return deployment.DONE


def write(manager, arn: str, current: str, previous: str) -> None:
    manager.put_secret_value(SecretId=arn, SecretString=json.dumps({"current": current, "previous": previous}))


def wait_for_functions(written: datetime) -> None:
    age = (datetime.now(timezone.utc) - written).total_seconds()
    time.sleep(max(0.0, PAUSE_SECONDS - age))


def send(stack: Deployment, version: str) -> None:
    """Changes one parameter of the deployed template and nothing else."""
    cloudformation = stack.client("cloudformation")
    described = cloudformation.describe_stacks(StackName=stack.stack)["Stacks"][0]
    given = {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in described.get("Parameters", [])}
    if PARAMETER not in given:
        raise Refused(f"The stack {stack.stack!r} has no parameter {PARAMETER}: deploy this version of the template first.")
    if given[PARAMETER] != version:
        changed = {"ParameterKey": PARAMETER, "ParameterValue": version}
        kept = [{"ParameterKey": name, "UsePreviousValue": True} for name in given if name != PARAMETER]
        cloudformation.update_stack(
            StackName=stack.stack,
            UsePreviousTemplate=True,
            Parameters=[*kept, changed],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
    # Also after an interruption: the update may still be under way.
    cloudformation.get_waiter("stack_update_complete").wait(StackName=stack.stack, WaiterConfig={"Delay": 2, "MaxAttempts": 1800})


if __name__ == "__main__":
    deployment.run(main)
