"""Gives the functions of one domain of a deployed stack new code: `swap_code.py STACK DOMAIN BUILT TEMPLATE`.

BUILT is the folder with the programs; TEMPLATE says which of them a function is in.

In seconds, where `sam build` and `sam deploy` take longer; the templates stay as they are deployed.
"""

import io
import re
import sys
import zipfile
from pathlib import Path

import boto3

BUCKET = "swapped-code"


def main(stack: str, domain: str, built: str, template: str) -> None:
    declared = re.findall(r"Binary: (\w+)\}\}\n.*?Handler: ([\w.]+)", Path(template).read_text())
    program_of = {handler: program for program, handler in declared}
    lambdas = boto3.client("lambda")
    pages = lambdas.get_paginator("list_functions").paginate()
    of_stack = (one for page in pages for one in page["Functions"] if one["FunctionName"].startswith(f"{stack}-"))
    programs = {one["FunctionName"]: program_of[one["Handler"]] for one in of_stack if one["Handler"].startswith(f"{domain}.")}
    if not programs:
        sys.exit(f"{stack} has no function of {domain}")
    s3 = boto3.client("s3")
    if BUCKET not in (bucket["Name"] for bucket in s3.list_buckets()["Buckets"]):
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": s3.meta.region_name})
    for program in set(programs.values()):
        s3.put_object(Bucket=BUCKET, Key=program, Body=zipped(f"{built}/{program}"))
    for name, program in programs.items():
        lambdas.update_function_code(FunctionName=name, S3Bucket=BUCKET, S3Key=program)
    for name in programs:
        lambdas.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    print(f"{len(programs)} functions")


def zipped(artifact: str) -> bytes:
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.write(artifact, "bootstrap")
    return code.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
