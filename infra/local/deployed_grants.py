"""Prints what the functions of a deployed stack may do, as JSON: `deployed_grants.py STACK`.

For each function: every (action, resource) that its role grants, or (action, not_resource) for all but that, and the event sources that Lambda reads with that role
and where it puts what failed.
"""

import json
import sys

import boto3

lambdas = boto3.client("lambda")
iam = boto3.client("iam")


def main(stack: str) -> None:
    resources = list(resources_of(stack))
    named = {one["PhysicalResourceId"]: one["LogicalResourceId"] for one in resources}
    functions = sorted(one["PhysicalResourceId"] for one in resources if one["ResourceType"] == "AWS::Lambda::Function")
    print(json.dumps([describe(function, named) for function in functions], indent=1))


def resources_of(stack: str):
    """Also those of the domains' applications, which are stacks of their own."""
    pages = boto3.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
    for resource in (resource for page in pages for resource in page["StackResourceSummaries"]):
        yield resource
        if resource["ResourceType"] == "AWS::CloudFormation::Stack":
            yield from resources_of(resource["PhysicalResourceId"])


def describe(function: str, named: dict[str, str]) -> dict:
    role = lambdas.get_function_configuration(FunctionName=function)["Role"].split("/")[-1]
    sources = lambdas.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
    failures = [one.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination") for one in sources]
    return {
        "name": function,
        # As the template calls it.
        "role": named.get(role, role),
        "grants": [grant for document in policies_of(role) for grant in grants_in(role, document)],
        "event_sources": [one["EventSourceArn"] for one in sources],
        "failure_destinations": [destination for destination in failures if destination],
    }


def policies_of(role: str) -> list[dict]:
    inline = iam.list_role_policies(RoleName=role)["PolicyNames"]
    attached = iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]
    documents = [iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"] for name in inline]
    for arn in (policy["PolicyArn"] for policy in attached):
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        documents.append(iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"])
    return documents


def grants_in(role: str, document: dict) -> list[dict]:
    grants = []
    for statement in one_or_many(document["Statement"]):
        on = "NotResource" if "NotResource" in statement else "Resource"
        if set(statement) - {"Sid"} != {"Effect", "Action", on} or statement["Effect"] != "Allow":
            sys.exit(f"a statement of {role} is none that can be compared with calls: {statement}")
        resources = one_or_many(statement[on])
        if on == "NotResource" and len(resources) != 1:
            sys.exit(f"a statement of {role} leaves out several resources, which are no grants one by one: {statement}")
        name = "not_resource" if on == "NotResource" else "resource"
        grants += [{"action": action, name: resource} for action in one_or_many(statement["Action"]) for resource in resources]
    return grants


def one_or_many(value) -> list:
    return value if isinstance(value, list) else [value]


if __name__ == "__main__":
    main(sys.argv[1])
