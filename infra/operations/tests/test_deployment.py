"""Which deployment a command means."""

import argparse
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import deployment
from botocore.exceptions import ClientError, NoCredentialsError, NoRegionError, ProfileNotFound, TokenRetrievalError
from deployment import Refused

CONFIG = """
version = 0.1
[prod.deploy.parameters]
stack_name = "atrium-prod"
region = "eu-west-1"
parameter_overrides = ["MailFrom=portal@firm.example", "BrandName=Firm & Sons"]
[prod.build.parameters]
beta_features = true
[bare.build.parameters]
beta_features = true
"""


def options(**given) -> argparse.Namespace:
    return argparse.Namespace(**{"stack": None, "config_env": "default", "region": None, "profile": None, **given})


class Samconfig(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "samconfig.toml"
        self.file.write_text(CONFIG)
        for patched in (mock.patch.object(deployment, "SAMCONFIG", self.file), mock.patch.dict(os.environ, clear=True)):
            patched.start()
            self.addCleanup(patched.stop)

    def test_an_environment_names_stack_region_and_parameters(self):
        target = deployment.deployment(options(config_env="prod"))
        self.assertEqual((target.stack, target.region), ("atrium-prod", "eu-west-1"))
        self.assertEqual(target.parameters, {"MailFrom": "portal@firm.example", "BrandName": "Firm & Sons"})

    def test_what_is_said_counts_more_than_the_file(self):
        target = deployment.deployment(options(config_env="prod", stack="other", region="eu-north-1"))
        self.assertEqual((target.stack, target.region), ("other", "eu-north-1"))

    def test_a_stack_that_is_named_needs_no_file(self):
        self.file.unlink()
        self.assertEqual(deployment.deployment(options(stack="other", region="eu-north-1")).parameters, {})

    def test_an_environment_that_is_not_there_or_deploys_nothing_is_refused(self):
        for name in ("production", "bare", "version"):
            with self.assertRaisesRegex(Refused, name):
                deployment.deployment(options(config_env=name))

    def test_the_region_is_found_as_the_cli_finds_it_and_asked_for_otherwise(self):
        for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
            with mock.patch.dict(os.environ, {name: "eu-south-1"}):
                self.assertEqual(deployment.deployment(options(stack="s")).region, "eu-south-1")
        with self.assertRaisesRegex(Refused, "--region"):
            deployment.deployment(options(stack="s"))

    def test_a_profile_that_is_not_there_is_no_reason_to_use_another(self):
        with self.assertRaises(ProfileNotFound), mock.patch.dict(os.environ, {"AWS_CONFIG_FILE": "/dev/null"}):
            deployment.deployment(options(stack="s", region="eu-north-1", profile="nobodys"))

    def test_the_repositorys_own_file_has_the_environments_that_the_documents_name(self):
        own = Path(deployment.__file__).parents[2] / "samconfig.toml"
        names = {name: deployment.samconfig(own, name)["stack_name"] for name in ("default", "dev", "staging", "prod")}
        self.assertEqual(names, {"default": "atrium", "dev": "atrium-dev", "staging": "atrium-staging", "prod": "atrium-prod"})


class Words(unittest.TestCase):
    def test_overrides_come_as_one_text_or_as_many(self):
        wanted = {"BrandName": "Firm & Sons", "Version": "a=b"}
        self.assertEqual(deployment.overrides("BrandName='Firm & Sons' Version=a=b"), wanted)
        self.assertEqual(deployment.overrides(["BrandName=Firm & Sons", "Version=a=b"]), wanted)

    def test_only_the_answer_for_a_missing_stack_is_taken_for_one(self):
        def error(code, message):
            return ClientError({"Error": {"Code": code, "Message": message}}, "DescribeStacks")

        self.assertTrue(deployment.is_missing_stack(error("ValidationError", "Stack with id atrium does not exist")))
        self.assertFalse(deployment.is_missing_stack(error("ValidationError", "1 validation error detected")))
        self.assertFalse(deployment.is_missing_stack(error("AccessDenied", "the role does not exist")))

    def test_who_is_not_signed_in_is_told_how(self):
        for error in (
            NoCredentialsError(),
            ProfileNotFound(profile="ops"),
            TokenRetrievalError(provider="sso", error_msg="expired"),
        ):
            self.assertIn("aws configure", deployment.reason_without_answer(error))
        self.assertNotIn("aws configure", deployment.reason_without_answer(NoRegionError()))

    def test_what_went_wrong_becomes_an_exit_code(self):
        def raising(error):
            def command():
                raise error

            return command

        denied = ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "DescribeStacks")
        wanted = [(Refused("first this"), 1), (denied, 2), (NoCredentialsError(), 2)]
        for error, code in wanted:
            with self.assertRaises(SystemExit) as ended, mock.patch("sys.stderr"):
                deployment.run(raising(error))
            self.assertEqual(ended.exception.code, code, error)


if __name__ == "__main__":
    unittest.main()
