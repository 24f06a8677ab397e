"""Whether account, region and the operator's machine are ready: quotas, settings of the account, tools.

Source: AWS Lambda API reference, `GetAccountSettings`; Service Quotas user guide; Amazon API Gateway developer guide,
*Quotas for configuring and running a REST API*; AWS CloudFormation user guide, *Quotas* and *Stack status codes*.
"""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import yaml
from botocore.exceptions import ClientError
from deployment import is_missing_stack
from preflight_findings import NOTE, OK, PROBLEM, Finding, Plan, code_of

INFRA = Path(__file__).parents[1]
SERVICES = "apigateway cloudwatch cognito-idp dynamodb kms lambda logs s3 secretsmanager sesv2 sns xray".split()
# A new account may run ten functions at once. One opened page asks for several things, and the stream's consumer may
# take ten by itself. A hundred carry the stage's own limit of 200 requests a second with functions of half a second.
NEEDED_CONCURRENCY = 100
USUAL_CONCURRENCY = 1000
MOST_RESOURCES_OF_A_STACK = 500
LONGEST_STACK_NAME = 20
TOOLS = {
    "sam": "SAM: cargo xtask installs it",
    "cargo-lambda": "cargo-lambda: cargo xtask installs it",
    "cargo": "Rust: https://rustup.rs",
    "npm": "Node 20.19 or newer, to build the web app",
}


def caller(identity: dict, region: str) -> Finding:
    found = f"{identity['Arn']}, account {identity['Account']}, region {region}."
    if identity["Arn"].endswith(":root"):
        return Finding("credentials", NOTE, f"{found} This is the root user: deploy as somebody who may do less.")
    return Finding("credentials", OK, found)


def region(plan: Plan) -> list[Finding]:
    session, name = plan.target.session, plan.target.region
    partition = session.get_partition_for_region(name)
    missing = [service for service in SERVICES if name not in session.get_available_regions(service, partition_name=partition)]
    if missing:
        return [
            Finding("region", PROBLEM, f"AWS does not offer all the portal needs in {name}: {', '.join(missing)} is missing.")
        ]
    return [Finding("region", OK, f"{name} offers what the portal needs, as far as the AWS library knows.")]


def tools(plan: Plan) -> list[Finding]:
    # The virtual environment's own programs first, as cargo xtask runs them.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    missing = [told for name, told in TOOLS.items() if shutil.which(name, path=path) is None]
    if importlib.util.find_spec("ziglang") is None:
        missing.append("zig, which links for Lambda: cargo xtask installs it")
    if missing:
        return [Finding("tools", PROBLEM, "Not found on this machine: what builds the release.", tuple(missing))]
    return [Finding("tools", OK, "SAM, cargo-lambda, zig, cargo and npm are there.")]


def stack(plan: Plan) -> list[Finding]:
    name = plan.target.stack
    if len(name) > LONGEST_STACK_NAME:
        found = f"The name {name} has {len(name)} characters. {LONGEST_STACK_NAME} may be, so that the functions' names fit."
        return [Finding("stack", PROBLEM, found)]
    try:
        (found,) = plan.target.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    except ClientError as error:
        if is_missing_stack(error):
            return [Finding("stack", OK, f"There is none called {name} yet.")]
        raise
    return [judged_stack(name, found["StackStatus"], plan.target.region)]


def judged_stack(name: str, status: str, region: str) -> Finding:
    where = f"--stack-name {name} --region {region}"
    if status == "REVIEW_IN_PROGRESS":
        return Finding("stack", OK, f"{name} has a change set and nothing else yet.")
    if status.endswith("_IN_PROGRESS"):
        wait = f"aws cloudformation describe-stack-events {where}"
        return Finding("stack", PROBLEM, f"{name} is being changed right now: {status}.", (wait,))
    if status in ("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED"):
        delete = f"aws cloudformation delete-stack {where}"
        return Finding("stack", PROBLEM, f"{name} was never finished ({status}) and cannot be updated.", (delete,))
    if status.endswith("_FAILED"):
        repair = f"aws cloudformation continue-update-rollback {where}"
        return Finding("stack", PROBLEM, f"An update of {name} failed, and so did going back: {status}.", (repair,))
    return Finding("stack", OK, f"{name} is there ({status}): the deployment updates it.")


def concurrency(plan: Plan) -> list[Finding]:
    limit = plan.target.client("lambda").get_account_settings()["AccountLimit"]
    return [judged_concurrency(limit["ConcurrentExecutions"], limit.get("UnreservedConcurrentExecutions"), plan.target.region)]


def judged_concurrency(most: int, unreserved: int | None, region: str) -> Finding:
    free = most if unreserved is None else unreserved
    told = f"{most} functions may run at once in this region" + (f", {free} of them unreserved" if free != most else "")
    if free >= NEEDED_CONCURRENCY:
        return Finding("concurrency", OK, f"{told}.")
    request = (
        f"aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 "
        f"--desired-value {max(USUAL_CONCURRENCY, most)} --region {region}"
    )
    found = f"{told}, and the portal needs {NEEDED_CONCURRENCY}: beyond that requests are refused. A trial with few people works."
    return Finding(
        "concurrency", PROBLEM, found, (request, "Or in the console: Service Quotas, AWS Lambda, Concurrent executions")
    )


def api_resources(plan: Plan) -> list[Finding]:
    applied, default = quota(plan, "apigateway", "L-01C8A9E0")
    gateway = yaml.safe_load((INFRA / "gateway.yaml").read_text())
    return [judged_api_resources(resources_of(gateway["paths"]), applied, default, plan.target.region)]


def quota(plan: Plan, service: str, code: str) -> tuple[float, float]:
    """The applied value and AWS's default; they are the same until somebody has asked for more."""
    quotas = plan.target.client("service-quotas")
    default = quotas.get_aws_default_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]["Value"]
    try:
        return quotas.get_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]["Value"], default
    except ClientError as error:
        if code_of(error) == "NoSuchResourceException":
            return default, default
        raise


def resources_of(paths) -> int:
    """Every part of a path is a resource of its own, the root too."""
    parts = {("",)}
    for path in paths:
        segments = path.strip("/").split("/")
        parts |= {("", *segments[:length]) for length in range(1, len(segments) + 1)}
    return len(parts)


def judged_api_resources(needed: int, applied: float, default: float, region: str) -> Finding:
    told = f"The portal's API has {needed} resources; one API may have {applied:.0f} (AWS's default: {default:.0f})"
    if needed <= applied:
        return Finding("API resources", OK, f"{told}.")
    request = (
        f"aws service-quotas request-service-quota-increase --service-code apigateway --quota-code L-01C8A9E0 "
        f"--desired-value {needed + 100} --region {region}"
    )
    return Finding("API resources", PROBLEM, f"{told}.", (request,))


def stack_resources(plan: Plan) -> list[Finding]:
    class Loader(yaml.SafeLoader):
        """Knows CloudFormation's short tags, as far as counting goes."""

    Loader.add_multi_constructor("!", lambda loader, suffix, node: suffix)
    templates = [INFRA / "template.yaml", *INFRA.glob("domains/*.yaml")]
    count = max(len(yaml.load(path.read_text(), Loader)["Resources"]) for path in templates)
    state = OK if count <= MOST_RESOURCES_OF_A_STACK else PROBLEM
    told = f"The largest template has {count}; a stack may have {MOST_RESOURCES_OF_A_STACK}, which is fixed."
    return [Finding("stack resources", state, told)]


def api_log_role(plan: Plan) -> list[Finding]:
    role = plan.target.client("apigateway").get_account().get("cloudwatchRoleArn")
    return [judged_api_log_role(role, plan.target.stack, plan.sets_api_log_role)]


def judged_api_log_role(role: str | None, stack: str, sets_it: bool) -> Finding:
    own = role is not None and role.rpartition("/")[2].startswith(f"{stack}-ApiLogRole-")
    if own and sets_it:
        return Finding("API log role", OK, "The account's is this stack's own.")
    if role and sets_it:
        found = f"The account has one already, which the deployment would replace for everybody in this region: {role}"
        return Finding("API log role", PROBLEM, found, ("Deploy with SetApiLogRole=false",))
    if not role and not sets_it:
        found = "SetApiLogRole is false and the account has none in this region, so the stage cannot write its log."
        return Finding("API log role", PROBLEM, found, ("Deploy without SetApiLogRole=false",))
    return Finding("API log role", OK, "The deployment sets it." if sets_it else f"It is managed elsewhere: {role}")
