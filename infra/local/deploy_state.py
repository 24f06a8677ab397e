"""Deploys what the functions of a template read and write: `deploy_state.py TEMPLATE STACK ARTIFACTS`.

For the bench, which starts the functions itself. Every variable of every function becomes an output of a smaller
template, which keeps the resources that those outputs lead to. So a function gets from here what it gets from the whole
stack, and nothing is written down twice. Of the functions only the trigger of the user pool is deployed, with its
artifact in the folder ARTIFACTS: without it no token is as it should be. Prints {"outputs": {…}, "functions": {handler:
{name, binary, environment}}}.
"""

import io
import json
import os
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import boto3
import yaml

FUNCTION = "AWS::Serverless::Function"
APPLICATION = "AWS::Serverless::Application"
# What a seeder of people needs, beside what functions are told.
WANTED_OUTPUTS = ("TableName", "DocumentsBucket", "UserPoolId", "UserPoolClientId")
# The portal's address leads to the distribution and by it to the whole stack; here nobody opens it.
STAND_INS = {"PORTAL_URL": "http://localhost"}
# Nothing leads to it, and no mail is taken without it.
WANTED_RESOURCES = ("LocalMailIdentity",)
TRIGGER = "auth.shape_token"
PARAMETERS = {"DeletionProtection": "false", "MailFrom": "portal@lindholm.example"}


class Loader(yaml.SafeLoader):
    """Reads `!Sub x` as {"Fn::Sub": "x"}."""


def tagged(loader, tag, node):
    if node.id == "scalar":
        value = loader.construct_scalar(node)
    elif node.id == "sequence":
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if tag == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {tag if tag in ("Ref", "Condition") else f"Fn::{tag}": value}


Loader.add_multi_constructor("!", tagged)


def named_in(part):
    """Everything that a part of a template could be referring to."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("Ref", "DependsOn"):
                yield from [value] if isinstance(value, str) else value
            elif key == "Fn::GetAtt":
                yield value[0]
            elif key == "Fn::Sub":
                text = value if isinstance(value, str) else value[0]
                yield from (piece.split("}")[0].split(".")[0] for piece in text.split("${")[1:])
            yield from named_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from named_in(value)


def kept(resources, outputs):
    found, left = {}, [outputs]
    while left:
        for name in named_in(left.pop()):
            if name in resources and name not in found:
                found[name] = resources[name]
                left.append(resources[name])
    return found


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader)


def applications(template, folder):
    """The template of each domain, and what the main one tells it."""
    for resource in template["Resources"].values():
        if resource["Type"] == APPLICATION:
            properties = resource["Properties"]
            yield read(Path(folder, properties["Location"])), properties["Parameters"]


def smaller(template, folder):
    """The smaller template, and for each handler its binary and the outputs that hold its variables."""
    outputs = {name: template["Outputs"][name] for name in WANTED_OUTPUTS}
    functions, output_of = {}, {}
    for domain, told in applications(template, folder):
        everywhere = domain["Globals"]["Function"]["Environment"]["Variables"]
        for resource in domain["Resources"].values():
            if resource["Type"] != FUNCTION:
                continue
            properties = resource["Properties"]
            own = properties.get("Environment", {}).get("Variables", {})
            variables = {}
            for name, value in {**everywhere, **own}.items():
                # A variable of a domain is a text, or a parameter that the main template gives.
                value = STAND_INS.get(name) or (told[value["Ref"]] if isinstance(value, dict) else value)
                written = json.dumps(value, sort_keys=True)
                output = output_of.setdefault(written, f"Variable{len(output_of)}")
                outputs[output] = {"Value": value}
                variables[name] = output
            binary = resource["Metadata"]["BuildProperties"]["Binary"]
            functions[properties["Handler"]] = {"name": properties["FunctionName"], "binary": binary, "environment": variables}
    whole = {section: template[section] for section in ("AWSTemplateFormatVersion", "Parameters", "Conditions")}
    resources = kept(template["Resources"], [outputs, [{"Ref": name} for name in WANTED_RESOURCES]])
    return {**whole, "Resources": resources, "Outputs": outputs}, functions


def deploy_trigger(trigger, artifact, stack_name):
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w", zipfile.ZIP_STORED) as package:
        package.write(artifact, "bootstrap")
    boto3.client("lambda").create_function(
        FunctionName=trigger["name"]["Fn::Sub"].replace("${StackName}", stack_name),
        Runtime="provided.al2023",
        Role="arn:aws:iam::000000000000:role/trigger",
        Handler=TRIGGER,
        Environment={"Variables": trigger["environment"]},
        Code={"ZipFile": code.getvalue()},
    )


def main(path, stack_name, artifacts):
    template, functions = smaller(read(path), Path(path).parent)
    cloudformation = boto3.client("cloudformation")
    given = {**PARAMETERS, "LocalCloudPort": str(urlsplit(os.environ["AWS_ENDPOINT_URL"]).port)}
    parameters = [{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()]
    cloudformation.create_stack(StackName=stack_name, TemplateBody=json.dumps(template, default=str), Parameters=parameters)
    cloudformation.get_waiter("stack_create_complete").wait(StackName=stack_name, WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    stack = cloudformation.describe_stacks(StackName=stack_name)["Stacks"][0]
    values = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    for function in functions.values():
        function["environment"] = {name: values[output] for name, output in function["environment"].items()}
    deploy_trigger(functions[TRIGGER], Path(artifacts, functions[TRIGGER]["binary"]), stack_name)
    print(json.dumps({"outputs": {name: values[name] for name in WANTED_OUTPUTS}, "functions": functions}))


if __name__ == "__main__":
    main(*sys.argv[1:])
