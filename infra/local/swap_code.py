"""Gives the functions of one domain of a deployed stack new code: `swap_code.py STACK DOMAIN ARTIFACT`.

In seconds, where `sam build` and `sam deploy` take longer; the templates stay as they are deployed.
"""

import io
import sys
import zipfile

import boto3

BUCKET = "swapped-code"


def main(stack: str, domain: str, artifact: str) -> None:
    lambdas = boto3.client("lambda")
    pages = lambdas.get_paginator("list_functions").paginate()
    of_stack = (one for page in pages for one in page["Functions"] if one["FunctionName"].startswith(f"{stack}-"))
    names = [one["FunctionName"] for one in of_stack if one["Handler"].startswith(f"{domain}.")]
    if not names:
        sys.exit(f"{stack} has no function of {domain}")
    s3 = boto3.client("s3")
    if BUCKET not in (bucket["Name"] for bucket in s3.list_buckets()["Buckets"]):
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": s3.meta.region_name})
    s3.put_object(Bucket=BUCKET, Key=domain, Body=zipped(artifact))
    for name in names:
        lambdas.update_function_code(FunctionName=name, S3Bucket=BUCKET, S3Key=domain)
    for name in names:
        lambdas.get_waiter("function_updated_v2").wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    print(f"{len(names)} functions")


def zipped(artifact: str) -> bytes:
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.write(artifact, "bootstrap")
    return code.getvalue()


if __name__ == "__main__":
    main(*sys.argv[1:])
