"""Which deployment a command is about, and with whose credentials: shared by the commands in this folder.

The commands run in the operator's own AWS environment: credentials, profile, region and endpoints are found as the AWS
CLI finds them. A command ends with 0 when all is well, with 1 when something must be done first, and with 2 when it
could not ask AWS.
"""

import argparse
import os
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

SAMCONFIG = Path(__file__).parents[2] / "samconfig.toml"
DONE, NOT_DONE, COULD_NOT_ASK = 0, 1, 2
PATIENCE = Config(connect_timeout=10, read_timeout=60, retries={"mode": "standard"})
NOT_SIGNED_IN = """AWS does not know who you are: {error}
Sign in as for the AWS CLI (`aws configure`, `aws sso login`), or name a profile: --profile NAME"""


class Refused(Exception):
    """What the operator must do first."""


@dataclass
class Deployment:
    """A stack that is deployed, or is to be."""

    stack: str
    session: boto3.Session
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def region(self) -> str:
        return self.session.region_name

    def client(self, service: str, region: str | None = None):
        return self.session.client(service, region_name=region, config=PATIENCE)

    def outputs(self, region: str | None = None) -> dict[str, str]:
        """What the stack tells about itself; refused when it is not there."""
        try:
            (stack,) = self.client("cloudformation", region).describe_stacks(StackName=self.stack)["Stacks"]
        except ClientError as error:
            if is_missing_stack(error):
                place = f"{self.stack!r} in {region or self.region}"
                raise Refused(f"There is no stack {place}. Deploy it first, or name another: --stack, --region.") from error
            raise
        return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}

    def resource(self, logical_id: str) -> str:
        """What one of the stack's resources is called in the account."""
        cloudformation = self.client("cloudformation")
        try:
            found = cloudformation.describe_stack_resource(StackName=self.stack, LogicalResourceId=logical_id)
        except ClientError as error:
            if is_missing_stack(error):
                self.outputs()
                raise Refused(f"The stack {self.stack!r} has no {logical_id}: its deployment is not finished, or it is not Atrium's.") from error
            raise
        return found["StackResourceDetail"]["PhysicalResourceId"]

    def output(self, name: str) -> str:
        outputs = self.outputs()
        if name not in outputs:
            raise Refused(
                f"The stack {self.stack!r} has no output {name}: its deployment is not finished, or it is not Atrium's."
            )
        return outputs[name]


def arguments(command: str, description: str) -> argparse.ArgumentParser:
    """What every command takes."""
    parser = argparse.ArgumentParser(prog=f"cargo xtask {command}", description=description, allow_abbrev=False)
    parser.add_argument("--stack", help="name of the stack (default: that of the environment in samconfig.toml)")
    parser.add_argument("--config-env", default="default", help="environment in samconfig.toml: dev, staging, prod")
    parser.add_argument("--region", help="where the stack is (default: as the AWS CLI finds it)")
    parser.add_argument("--profile", help="profile of the AWS CLI")
    return parser


def deployment(options: argparse.Namespace) -> Deployment:
    """The deployment that the options name; refused when they leave open which."""
    configured = samconfig(SAMCONFIG, options.config_env) if options.stack is None or options.config_env != "default" else {}
    # boto3 itself overlooks AWS_REGION.
    region = options.region or configured.get("region") or os.environ.get("AWS_REGION")
    session = boto3.Session(profile_name=options.profile, region_name=region)
    if session.region_name is None:
        raise Refused("Which region? Say --region, or set AWS_REGION.")
    return Deployment(options.stack or configured["stack_name"], session, overrides(configured.get("parameter_overrides", [])))


def samconfig(file: Path, environment: str) -> dict:
    """What samconfig.toml says about deploying in this environment."""
    import tomlkit  # SAM brings it; Python has a reader of its own from 3.11 on only.

    known = tomlkit.parse(file.read_text()).unwrap()
    deploy = known.get(environment, {}).get("deploy", {}).get("parameters", {}) if environment != "version" else {}
    if "stack_name" not in deploy:
        raise Refused(f"samconfig.toml has no environment {environment!r} with a stack_name.")
    return deploy


def overrides(given: str | list[str]) -> dict[str, str]:
    """SAM's parameter overrides, in either of the forms that samconfig.toml may have."""
    words = shlex.split(given) if isinstance(given, str) else given
    return dict(word.partition("=")[::2] for word in words)


def is_missing_stack(error: ClientError) -> bool:
    return error.response["Error"]["Code"] == "ValidationError" and "does not exist" in error.response["Error"]["Message"]


def run(command) -> None:
    """Runs a command to its end and turns what went wrong into words and an exit code."""
    try:
        sys.exit(command())
    except Refused as refused:
        print(refused, file=sys.stderr)
        sys.exit(NOT_DONE)
    except ClientError as error:
        told = error.response["Error"]
        print(f"AWS refuses {error.operation_name}: {told['Code']}: {told['Message']}", file=sys.stderr)
        sys.exit(COULD_NOT_ASK)
    except BotoCoreError as error:
        print(reason_without_answer(error), file=sys.stderr)
        sys.exit(COULD_NOT_ASK)


def reason_without_answer(error: BotoCoreError) -> str:
    """Why AWS was not even asked."""
    # The library has a dozen such errors without a common kind.
    if any(word in type(error).__name__ for word in ("Credential", "Token", "SSO", "Profile")):
        return NOT_SIGNED_IN.format(error=error)
    return f"AWS does not answer: {error}"
