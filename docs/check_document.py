"""Checks a signed contract with nothing but the file and the published keys: `check_document.py CONTRACT.pdf JWKS.json`.

A sealed contract carries two files (PDF/A-3, ISO 19005-3): the document as it was read, and a record of the signatures, itself
signed (RFC 7515, ES256). This script asks no portal: it reads the keys from a file, looks for a record that one of them has
signed, and for the document that the record names by its SHA-256. It needs the package `cryptography` and nothing else.
"""

import base64
import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

RECORD = re.compile(rb"[\w-]+\.[\w-]+\.[\w-]+")


def main(contract: str, jwks: str) -> None:
    keys = json.loads(Path(jwks).read_text())["keys"]
    found = list(streams(Path(contract).read_bytes()))
    records = [stream for stream in found if RECORD.fullmatch(stream)]
    if not records:
        sys.exit("This file carries no record of signatures.")
    for record in records:
        claims = signed_claims(record.decode(), keys)
        if claims is None:
            sys.exit("The record of the signatures was not signed with any of these keys, or was changed.")
        wanted = claims["document_sha256"]
        if not any(hashlib.sha256(stream).hexdigest() == wanted for stream in found):
            sys.exit("The document that was signed is not in this file, or was changed.")
        print(f"{claims['title']} ({claims['code']}), issued by {claims['company']} for {claims['account']}")
        for one in claims["signatures"]:
            print(f"signed by {one['signed_as']} at {one['at']}, confirmed by {one['factor']}")
        print(f"what they signed has the SHA-256 {wanted}, and is attached")


def streams(pdf: bytes) -> Iterator[bytes]:
    """What stands in the file's streams (ISO 32000-1, 7.3.8), unpacked where it is packed."""
    for begin in re.finditer(rb">>\s*stream\r?\n", pdf):
        told = re.findall(rb"/Length (\d+)", pdf[pdf.rfind(b" obj", 0, begin.start()) : begin.end()])
        if not told:
            continue
        content = pdf[begin.end() : begin.end() + int(told[-1])]
        try:
            yield zlib.decompress(content)
        except zlib.error:
            yield content


def signed_claims(record: str, keys: list[dict[str, str]]) -> dict | None:
    """What a record says, if one of the keys has signed it."""
    head, payload, signature = record.split(".")
    named = json.loads(decoded(head))
    for key in keys:
        if key["kid"] != named["kid"] or named["alg"] != "ES256":
            continue
        x, y = (int.from_bytes(decoded(key[part])) for part in ("x", "y"))
        public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
        plain = decoded(signature)
        der = encode_dss_signature(int.from_bytes(plain[:32]), int.from_bytes(plain[32:]))
        try:
            public.verify(der, f"{head}.{payload}".encode(), ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            continue
        return json.loads(decoded(payload))
    return None


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


if __name__ == "__main__":
    main(*sys.argv[1:])
