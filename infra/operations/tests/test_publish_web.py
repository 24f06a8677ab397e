"""In what order the web app is put where it is served from, and when CloudFront has to forget."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import publish_web
from botocore.exceptions import ClientError
from deployment import Refused


class Cloud:
    """A bucket and a distribution that remember what was asked of them."""

    def __init__(self, there: dict[str, str | None]):
        self.there = there
        self.asked: list[tuple] = []

    def client(self, service: str):
        return self

    def get_paginator(self, name: str):
        return self

    def paginate(self, Bucket: str):
        names = sorted(self.there)
        return [{"Contents": [{"Key": name} for name in names[:1]]}, {"Contents": [{"Key": name} for name in names[1:]]}, {}]

    def head_object(self, Bucket: str, Key: str) -> dict:
        if self.there[Key] == "gone":
            raise ClientError({"Error": {"Code": "404", "Message": "Not Found"}}, "HeadObject")
        return {"CacheControl": self.there[Key]} if self.there[Key] else {}

    def put_object(self, **given):
        self.asked.append(("put", given["Key"], given["CacheControl"], given["ContentType"]))

    def get_object(self, Bucket: str, Key: str) -> dict:
        raise ClientError({"Error": {"Code": "NoSuchKey", "Message": "There is none"}}, "GetObject")

    def resource(self, logical_id: str) -> str:
        return logical_id

    def get_public_key(self, KeyId: str) -> dict:
        point = b"\x04" + b"x" * 32 + b"y" * 32
        return {"KeySpec": "ECC_NIST_P256", "KeyId": "arn:aws:kms:eu-central-1:1:key/k1", "PublicKey": b"head" + point}

    def delete_object(self, Bucket: str, Key: str):
        self.asked.append(("delete", Key))

    def create_invalidation(self, DistributionId: str, InvalidationBatch: dict):
        self.asked.append(("forget", DistributionId, InvalidationBatch["Paths"]))


class Publishing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name in ("index.html", "brand.json", "zebra.txt", "assets/index-abc.js", "assets/style-def.css"):
            file = self.folder / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(name)

    def publish(self, there: dict[str, str | None], dry_run: bool = False) -> Cloud:
        cloud = Cloud(there)
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(publish_web.publish(cloud, self.folder, "bucket", "E1", dry_run), 0)
        return cloud

    def test_assets_come_first_and_index_last_and_only_then_something_goes(self):
        asked = self.publish({"old.html": "no-cache", "index.html": "no-cache"}).asked
        self.assertEqual(
            [(what, name) for what, name, *_ in asked],
            [
                ("put", "assets/index-abc.js"),
                ("put", "assets/style-def.css"),
                ("put", "brand.json"),
                ("put", "zebra.txt"),
                ("put", "index.html"),
                ("put", ".well-known/jwks.json"),
                ("delete", "old.html"),
            ],
        )

    def test_assets_are_kept_for_good_and_nothing_else_is(self):
        headers = {name: (control, kind) for _, name, control, kind in self.publish({}).asked}
        self.assertEqual(
            headers["assets/index-abc.js"], ("public, max-age=31536000, immutable", "text/javascript; charset=utf-8")
        )
        self.assertEqual(headers["index.html"], ("no-cache", "text/html; charset=utf-8"))
        self.assertEqual(headers["brand.json"], ("no-cache", "application/json"))

    def test_old_assets_stay_for_tabs_that_are_open(self):
        asked = self.publish({"assets/index-old.js": "public, max-age=31536000, immutable"}).asked
        self.assertNotIn("delete", [what for what, *_ in asked])

    def test_cloudfront_is_told_to_forget_only_what_it_could_keep(self):
        def told(there):
            return [one for one in self.publish(there).asked if one[0] == "forget"]

        self.assertEqual(told({"index.html": "no-cache", "assets/a.js": "public, max-age=31536000, immutable"}), [])
        for control in (None, "max-age=60", "gone"):
            everything = {"Quantity": 1, "Items": ["/*"]}
            self.assertEqual(told({"index.html": control}), [("forget", "E1", everything)], control)

    def test_a_dry_run_asks_for_no_change(self):
        self.assertEqual(self.publish({"old.html": None}, dry_run=True).asked, [])

    def test_a_folder_that_is_no_web_app_is_refused_before_anything_is_put(self):
        (self.folder / "film.xyz").write_text("?")
        cloud = Cloud({})
        with self.assertRaisesRegex(Refused, "film.xyz"):
            publish_web.publish(cloud, self.folder, "bucket", "E1", False)
        (self.folder / "film.xyz").unlink()
        (self.folder / "index.html").unlink()
        with self.assertRaisesRegex(Refused, "index.html"):
            publish_web.publish(cloud, self.folder, "bucket", "E1", False)
        self.assertEqual(cloud.asked, [])


if __name__ == "__main__":
    unittest.main()
