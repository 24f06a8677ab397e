"""The public halves of the keys that papers are signed with, as `/.well-known/jwks.json` (RFC 7517, RFC 7518 §6.2).

Each deployment has one key. One that was replaced stays published: what was signed with it is still out in the world.
"""

import base64
import json

from botocore.exceptions import ClientError
from deployment import Deployment, Refused

NAME = ".well-known/jwks.json"
# SubjectPublicKeyInfo of P-256 (RFC 5480) ends with the point: 04, 32 bytes of x, 32 bytes of y.
POINT = 65


def published(target: Deployment, s3, bucket: str) -> bytes:
    """The file as it is to be: today's key first, then those that were published before."""
    key = own(target)
    earlier = [other for other in already(s3, bucket) if other.get("kid") != key["kid"]]
    return json.dumps({"keys": [key, *earlier]}, indent=2).encode()


def own(target: Deployment) -> dict[str, str]:
    name = target.resource("SigningKey")
    told = target.client("kms").get_public_key(KeyId=name)
    if told["KeySpec"] != "ECC_NIST_P256":
        raise Refused(f"The key {name} is {told['KeySpec']}; papers are signed with ECC_NIST_P256.")
    point = told["PublicKey"][-POINT:]
    kid = told["KeyId"].rsplit("/", 1)[-1]
    return {"kty": "EC", "crv": "P-256", "x": text(point[1:33]), "y": text(point[33:]), "kid": kid, "use": "sig", "alg": "ES256"}


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def already(s3, bucket: str) -> list[dict[str, str]]:
    try:
        return json.loads(s3.get_object(Bucket=bucket, Key=NAME)["Body"].read())["keys"]
    except ClientError as error:
        if error.response["Error"]["Code"] in ("404", "NoSuchKey"):
            return []
        raise
