"""Rotates the key between CloudFront and the API while the portal serves: `rotate_origin_key.py --stack STACK`.

The API takes requests with one of two keys, A and B, and the distribution sends one of them. Both are good all the time,
so the order that refuses nobody is:

1. write a new value for the key that is sent; the stack goes on with the old one, whose version its parameters name;
2. make the distribution send the other key, and wait until it does everywhere;
3. put the new value in the place of the old one.

From then on the old value is refused by API Gateway itself. Two runs renew both keys. An interrupted rotation is finished
by running this again: a value that is written and not in place tells which key it was about.
"""

import json
import secrets
import string

import deployment
from deployment import Deployment, Refused

LENGTH = 48
OTHER = {"A": "B", "B": "A"}


def main() -> int:
    parser = deployment.arguments("rotate-origin-key", "Rotates the key between CloudFront and the API.")
    stack = deployment.deployment(parser.parse_args())
    sent = parameters(stack)["DoorKey"]
    if not is_in_place(stack, OTHER[sent]):
        print("A rotation was interrupted; going on with it.")
        put_in_place(stack, OTHER[sent])
        return deployment.DONE

    if is_in_place(stack, sent):
        pin(stack, sent)
        alphabet = string.ascii_letters + string.digits
        write(stack, sent, "".join(secrets.choice(alphabet) for _ in range(LENGTH)))
    else:
        print("A rotation was interrupted; going on with it.")
    update(stack, {"DoorKey": OTHER[sent]})
    print(f"The distribution sends key {OTHER[sent]}.")
    put_in_place(stack, sent)
    return deployment.DONE


def secret_of(stack: Deployment, key: str) -> dict:
    """The newest value of a key and its version, whether the API takes it or not yet."""
    return stack.client("secretsmanager").get_secret_value(SecretId=stack.resource(f"DoorKey{key}Secret"))


def is_in_place(stack: Deployment, key: str) -> bool:
    taken = stack.client("apigateway").get_api_key(apiKey=stack.resource(f"DoorKey{key}Key"), includeValue=True)["value"]
    return taken == json.loads(secret_of(stack, key)["SecretString"])["current"]


def pin(stack: Deployment, key: str) -> None:
    """Makes the stack name the version of the value that it has: before its first rotation it takes whatever is the newest."""
    if not parameters(stack)[f"DoorKey{key}Version"]:
        update(stack, {f"DoorKey{key}Version": secret_of(stack, key)["VersionId"]})


def write(stack: Deployment, key: str, value: str) -> None:
    arn = stack.resource(f"DoorKey{key}Secret")
    stack.client("secretsmanager").put_secret_value(SecretId=arn, SecretString=json.dumps({"current": value}))
    print(f"A new value of key {key} is written.")


def put_in_place(stack: Deployment, key: str) -> None:
    update(stack, {f"DoorKey{key}Version": secret_of(stack, key)["VersionId"]})
    print(f"The old value of key {key} is refused.")


def parameters(stack: Deployment) -> dict[str, str]:
    cloudformation = stack.client("cloudformation")
    stack.outputs()
    described = cloudformation.describe_stacks(StackName=stack.stack)["Stacks"][0]
    given = {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in described.get("Parameters", [])}
    if "DoorKey" not in given:
        raise Refused(f"The stack {stack.stack!r} has no parameter DoorKey: deploy this version of the template first.")
    return given


def update(stack: Deployment, changed: dict[str, str]) -> None:
    """Changes parameters of the deployed template and nothing else; ends when CloudFront and the API have followed."""
    cloudformation = stack.client("cloudformation")
    kept = [{"ParameterKey": name, "UsePreviousValue": True} for name in parameters(stack) if name not in changed]
    cloudformation.update_stack(
        StackName=stack.stack,
        UsePreviousTemplate=True,
        Parameters=[*kept, *({"ParameterKey": name, "ParameterValue": value} for name, value in changed.items())],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    cloudformation.get_waiter("stack_update_complete").wait(StackName=stack.stack, WaiterConfig={"Delay": 2, "MaxAttempts": 1800})


if __name__ == "__main__":
    deployment.run(main)
