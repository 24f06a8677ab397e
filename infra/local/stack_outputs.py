"""Prints what a deployed stack tells about itself, as one JSON object: `stack_outputs.py STACK REGION`."""

import json
import sys

import boto3

stack = boto3.client("cloudformation", region_name=sys.argv[2]).describe_stacks(StackName=sys.argv[1])["Stacks"][0]
print(json.dumps({output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}))
