"""What preflight makes of the answers that AWS gives."""

import unittest
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from unittest import mock

import preflight
import preflight_account as account
import preflight_edge as edge
import preflight_mail as mail
import preflight_sms as sms
from botocore.exceptions import ClientError
from preflight_findings import COULD_NOT_ASK, NOTE, OK, PROBLEM, Finding, Plan, exit_code, shown

NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)
OWN_ACCOUNT = "111122223333"
CERTIFICATE = f"arn:aws:acm:us-east-1:{OWN_ACCOUNT}:certificate/7f0c"
WEB_ACL = f"arn:aws:wafv2:us-east-1:{OWN_ACCOUNT}:global/webacl/portal/a1"


def error(code: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "Ask")


class Answering:
    """An AWS client whose every operation gives the answer it was made with, or fails with it."""

    def __init__(self, **answers):
        self.answers = answers

    def __getattr__(self, operation: str):
        answer = self.answers[operation]

        def ask(**given):
            told = answer(**given) if callable(answer) else answer
            if isinstance(told, Exception):
                raise told
            return told

        return ask


def plan(stack="atrium", client=None, **given) -> Plan:
    def of(service, region=None):
        return client

    return Plan(target=SimpleNamespace(stack=stack, region="eu-central-1", client=of), account=OWN_ACCOUNT, **given)


def states(findings: list[Finding]) -> list[str]:
    return [finding.state for finding in findings]


def text(findings: list[Finding]) -> str:
    return "\n".join([finding.found + " ".join(finding.to_do) for finding in findings])


class Telling(unittest.TestCase):
    def test_a_problem_outweighs_an_open_question_and_that_a_note(self):
        def code(*found):
            return exit_code([Finding("x", state, "…") for state in found])

        self.assertEqual(code(OK, NOTE), 0)
        self.assertEqual(code(OK, COULD_NOT_ASK, NOTE), 2)
        self.assertEqual(code(COULD_NOT_ASK, PROBLEM, OK), 1)

    def test_what_is_to_be_typed_is_on_a_line_of_its_own(self):
        command = "aws " + "x" * 200
        lines = shown([Finding("mail", PROBLEM, "long " * 60, (command,)), Finding("edge", NOTE, "…")]).splitlines()
        self.assertEqual([line for line in lines if command in line], [f"{'':<14}   {command}"])
        self.assertTrue(all(len(line) <= 116 for line in lines if command not in line))
        self.assertEqual(lines[-1], "1 to be solved first, 1 worth knowing")
        self.assertEqual(shown([Finding("x", OK, "…")]).splitlines()[-1], "Nothing stands in the way.")

    def test_a_refused_question_ends_one_check_and_not_the_others(self):
        def refused(plan):
            raise error("AccessDeniedException", "not for you")

        (finding,) = preflight.answered("mail account", refused, plan())
        self.assertEqual((finding.check, finding.state), ("mail account", COULD_NOT_ASK))
        self.assertIn("AccessDeniedException: not for you", finding.found)
        self.assertEqual(preflight.answered("domain", lambda plan: [], plan()), [])

    def test_options_count_more_than_samconfig(self):
        given = {"mail_from": "a@x.example", "mail_identity": None, "domain": None, "certificate": None, "web_acl": None, "sms_monthly_limit": None}
        parameters = {"MailFrom": "b@x.example", "DomainName": "p.x.example", "SetApiLogRole": "false", "WebAclArn": ""}
        made = preflight.planned(SimpleNamespace(**given), SimpleNamespace(parameters=parameters), OWN_ACCOUNT)
        self.assertEqual(
            (made.mail_from, made.domain, made.web_acl, made.sets_api_log_role), ("a@x.example", "p.x.example", None, False)
        )


class Mail(unittest.TestCase):
    def of_account(self, **told):
        healthy = {"SendingEnabled": True, "ProductionAccessEnabled": True, "EnforcementStatus": "HEALTHY"}
        return mail.account(plan(client=Answering(get_account={**healthy, **told})))

    def test_an_account_that_may_send_to_anybody_is_fine(self):
        self.assertEqual(states(self.of_account(SendQuota={"Max24HourSend": 50000.0})), [OK])

    def test_sandbox_suspension_and_review_are_problems_each(self):
        self.assertIn("put-account-details", text(self.of_account(ProductionAccessEnabled=False)))
        self.assertIn("put-account-sending-attributes", text(self.of_account(SendingEnabled=False)))
        self.assertIn("PROBATION", text(self.of_account(EnforcementStatus="PROBATION")))
        everything = self.of_account(ProductionAccessEnabled=False, SendingEnabled=False, EnforcementStatus="SHUTDOWN")
        self.assertEqual(states(everything), [PROBLEM] * 3)

    def of_sender(self, known: dict, mail_from="portal@firm.example", identity=None):
        def get_email_identity(EmailIdentity):
            return known.get(EmailIdentity, error("NotFoundException"))

        client = Answering(get_email_identity=get_email_identity)
        return mail.sender(plan(client=client, mail_from=mail_from, mail_identity=identity))

    signed = {"VerifiedForSendingStatus": True, "DkimAttributes": {"SigningEnabled": True, "Status": "SUCCESS", "Tokens": ["t1"]}}
    pending = {
        "VerifiedForSendingStatus": False,
        "DkimAttributes": {"SigningEnabled": True, "Status": "PENDING", "Tokens": ["t1"]},
    }

    def test_a_verified_and_signing_domain_is_fine(self):
        self.assertEqual(states(self.of_sender({"firm.example": self.signed}, identity="firm.example")), [OK, OK])

    def test_a_domain_that_waits_for_its_records_names_them(self):
        found = self.of_sender({"firm.example": self.pending}, identity="firm.example")
        self.assertEqual(states(found), [PROBLEM])
        self.assertIn("t1._domainkey.firm.example CNAME t1.dkim.amazonses.com", text(found))

    def test_an_address_alone_works_and_is_worth_a_note(self):
        known = {"portal@firm.example": {"VerifiedForSendingStatus": True, "DkimAttributes": {"Status": "NOT_STARTED"}}}
        self.assertEqual(states(self.of_sender(known)), [OK, NOTE])

    def test_unsigned_mail_of_a_verified_domain_is_a_note(self):
        failed = {"VerifiedForSendingStatus": True, "DkimAttributes": {"SigningEnabled": True, "Status": "FAILED", "Tokens": []}}
        self.assertEqual(states(self.of_sender({"firm.example": failed}, identity="firm.example")), [OK, NOTE])

    def test_a_sender_that_only_its_domain_verifies_needs_the_parameter(self):
        found = self.of_sender({"firm.example": self.signed})
        self.assertEqual(states(found), [PROBLEM])
        self.assertIn("MailIdentity=firm.example", text(found))

    def test_nobody_known_and_nobody_named_are_problems(self):
        self.assertIn("create-email-identity --email-identity firm.example", text(self.of_sender({})))
        self.assertEqual(states(self.of_sender({}, mail_from=None)), [PROBLEM])

    def test_the_address_beside_its_domain_is_what_ses_asks_for(self):
        both = {"firm.example": self.signed, "portal@firm.example": self.signed}
        self.assertEqual(states(self.of_sender(both, identity="firm.example")), [OK, OK, NOTE])

    def test_an_identity_covers_itself_its_addresses_and_what_is_below(self):
        for identity in ("portal@mail.firm.example", "mail.firm.example", "firm.example", "FIRM.example"):
            self.assertTrue(mail.covers(identity, "portal@mail.firm.example"), identity)
        for identity in ("other@mail.firm.example", "rm.example", "x.mail.firm.example", "example.com"):
            self.assertFalse(mail.covers(identity, "portal@mail.firm.example"), identity)
        self.assertEqual(states(self.of_sender({"other.example": self.signed}, identity="other.example")), [PROBLEM])


class TextMessages(unittest.TestCase):
    def of(self, wanted: int, is_in_sandbox=False, **attributes) -> list[Finding]:
        client = Answering(
            get_sms_sandbox_account_status={"IsInSandbox": is_in_sandbox}, get_sms_attributes={"attributes": attributes}
        )
        return sms.account(plan(client=client, sms_monthly_limit=wanted))

    def test_whoever_wants_none_is_asked_nothing(self):
        self.assertEqual(sms.account(plan(client=Answering(), sms_monthly_limit=0)), [])

    def test_an_account_out_of_the_sandbox_with_money_is_fine(self):
        self.assertEqual(states(self.of(1000, MonthlySpendLimit="100")), [OK, OK])

    def test_the_sandbox_is_a_problem(self):
        found = self.of(10, is_in_sandbox=True)
        self.assertEqual(states(found), [PROBLEM, OK])
        self.assertIn("Exit SMS sandbox", text(found))
        self.assertIn("SmsMonthlyLimit=0", text(found))

    def test_a_limit_of_the_account_below_the_plan_is_worth_knowing(self):
        found = self.of(1000, MonthlySpendLimit="20")
        self.assertEqual(states(found), [OK, NOTE])
        self.assertIn("set-sms-attributes --attributes MonthlySpendLimit=50 --region eu-central-1", text(found))
        # An account that nobody has changed does not name its dollar.
        self.assertEqual(states(self.of(1000)), [OK, NOTE])

    def test_the_option_counts_more_than_samconfig(self):
        def planned(option, **parameters):
            none = dict.fromkeys(("mail_from", "mail_identity", "domain", "certificate", "web_acl"))
            options = SimpleNamespace(**none, sms_monthly_limit=option)
            return preflight.planned(options, SimpleNamespace(parameters=parameters), OWN_ACCOUNT).sms_monthly_limit

        self.assertEqual((planned(None), planned(None, SmsMonthlyLimit="500"), planned(0, SmsMonthlyLimit="500")), (0, 500, 0))


class Edge(unittest.TestCase):
    def test_a_certificate_elsewhere_is_refused_without_asking(self):
        for wrong in (
            CERTIFICATE.replace("us-east-1", "eu-central-1"),
            CERTIFICATE.replace(OWN_ACCOUNT, "999999999999"),
            CERTIFICATE.replace(":acm:", ":iam:"),
            "portal.firm.example",
        ):
            found = edge.certificate(plan(domain="portal.firm.example", certificate=wrong))
            self.assertEqual(states(found), [PROBLEM], wrong)
        self.assertIsNone(edge.misplaced_certificate(CERTIFICATE, OWN_ACCOUNT))

    def test_what_is_not_said_is_taken_from_the_edge_stack(self):
        outputs = {"CertificateArn": CERTIFICATE, "WebAclArn": WEB_ACL}
        told = {"Stacks": [{"Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()]}]}
        session = SimpleNamespace(client=lambda service, region_name, config: Answering(describe_stacks=told))

        def taken(**given):
            asked = Plan(target=SimpleNamespace(stack="atrium", session=session), account=OWN_ACCOUNT, **given)
            found, _ = edge.with_outputs(asked, "atrium-edge")
            return found.certificate, found.web_acl

        self.assertEqual(taken(domain="portal.firm.example"), (CERTIFICATE, WEB_ACL))
        self.assertEqual(taken(), (None, WEB_ACL))
        self.assertEqual(taken(domain="portal.firm.example", certificate="mine"), ("mine", WEB_ACL))
        self.assertEqual(taken(domain="portal.firm.example", web_acl="mine"), (CERTIFICATE, "mine"))

    def test_the_edge_of_another_portal_is_named_after_it(self):
        self.assertIn("--stack-name atrium-edge --template-file", edge.deploy_edge(plan()))
        self.assertNotIn("PortalStack", edge.deploy_edge(plan()))
        other = edge.deploy_edge(plan(stack="atrium-prod", domain="portal.firm.example"))
        self.assertIn("--stack-name atrium-prod-edge ", other)
        self.assertTrue(other.endswith("DomainName=portal.firm.example PortalStack=atrium-prod"), other)

    def test_name_and_certificate_come_together(self):
        self.assertEqual(states(edge.certificate(plan())), [OK])
        self.assertEqual(states(edge.certificate(plan(domain="portal.firm.example"))), [PROBLEM])
        self.assertEqual(states(edge.certificate(plan(certificate=CERTIFICATE))), [PROBLEM])

    def judged(self, **told):
        issued = {
            "DomainName": "portal.firm.example",
            "Status": "ISSUED",
            "NotAfter": NOW + timedelta(days=200),
            "Type": "AMAZON_ISSUED",
        }
        return edge.judged_certificate({**issued, **told}, "portal.firm.example", NOW)

    def test_an_issued_certificate_of_the_name_is_fine(self):
        self.assertEqual(states(self.judged()), [OK])
        self.assertEqual(states(self.judged(DomainName="firm.example", SubjectAlternativeNames=["*.firm.example"])), [OK])

    def test_another_name_another_state_and_the_end_are_found(self):
        self.assertEqual(states(self.judged(DomainName="firm.example")), [PROBLEM])
        record = {"Name": "_a.portal", "Type": "CNAME", "Value": "_b.acm-validations.aws"}
        waiting = self.judged(Status="PENDING_VALIDATION", DomainValidationOptions=[{"ResourceRecord": record}])
        self.assertIn("_a.portal CNAME _b.acm-validations.aws", text(waiting))
        self.assertEqual(states(self.judged(NotAfter=NOW)), [PROBLEM])
        self.assertEqual(states(self.judged(NotAfter=NOW + timedelta(days=29))), [NOTE])
        self.assertEqual(states(self.judged(NotAfter=NOW + timedelta(days=30))), [OK])
        self.assertEqual(states(self.judged(Status="EXPIRED", NotAfter=NOW, DomainName="x.example")), [PROBLEM] * 3)

    def test_a_wildcard_stands_for_one_label(self):
        for name, domain, wanted in [
            ("*.firm.example", "portal.firm.example", True),
            ("*.firm.example", "firm.example", False),
            ("*.firm.example", "a.portal.firm.example", False),
            ("Portal.firm.example", "portal.FIRM.example", True),
            ("firm.example", "portal.firm.example", False),
        ]:
            self.assertEqual(edge.certifies(name, domain), wanted, (name, domain))

    def test_a_web_acl_is_a_global_one_that_is_there(self):
        there, missing = Answering(get_web_acl={}), Answering(get_web_acl=error("WAFNonexistentItemException"))
        self.assertEqual(states(edge.web_acl(plan(web_acl=WEB_ACL, client=there))), [OK])
        self.assertEqual(states(edge.web_acl(plan(web_acl=WEB_ACL, client=missing))), [PROBLEM])
        self.assertEqual(states(edge.web_acl(plan())), [NOTE])
        regional = WEB_ACL.replace("global", "regional")
        for wrong in (regional, regional.replace("us-east-1", "eu-central-1"), "portal", f"{WEB_ACL}/x", CERTIFICATE):
            self.assertEqual(states(edge.web_acl(plan(web_acl=wrong, client=there))), [PROBLEM], wrong)

    def test_a_name_leads_to_the_distribution_by_name_or_by_address(self):
        def led(here, there):
            return edge.pointing("portal.firm.example", "d1.cloudfront.net", set(here), set(there)).state

        self.assertEqual(led(["d1.cloudfront.net", "192.0.2.1"], []), OK)
        self.assertEqual(led(["192.0.2.1", "192.0.2.2"], ["192.0.2.2"]), OK)
        self.assertEqual(led(["192.0.2.1"], ["192.0.2.2"]), NOTE)
        self.assertEqual(led([], ["192.0.2.2"]), PROBLEM)

    def test_a_name_that_another_distribution_has_cannot_be_taken(self):
        pages = [{"DistributionList": {}}, {"DistributionList": {"Items": [
            {"Id": "E1", "DomainName": "d1.cloudfront.net", "Aliases": {"Items": ["portal.firm.example"]}},
            {"Id": "E2", "DomainName": "d2.cloudfront.net", "Aliases": {"Quantity": 0}},
        ]}}]  # fmt: skip
        paginator = SimpleNamespace(paginate=lambda: pages)
        asked = plan(domain="portal.firm.example", client=SimpleNamespace(get_paginator=lambda name: paginator))
        self.assertEqual(edge.other_holder(asked, None), "E1")
        self.assertIsNone(edge.other_holder(asked, "d1.cloudfront.net"))

    def test_a_name_that_does_not_resolve_has_nothing(self):
        with mock.patch("socket.gethostbyname_ex", side_effect=OSError):
            self.assertEqual(edge.resolved("portal.firm.example"), set())
        with mock.patch("socket.gethostbyname_ex", return_value=("D1.cloudfront.net.", ["portal.firm.example"], ["192.0.2.1"])):
            self.assertEqual(edge.resolved("portal.firm.example"), {"d1.cloudfront.net", "192.0.2.1"})


class Account(unittest.TestCase):
    def test_ten_functions_at_once_are_too_few_and_the_request_asks_for_more(self):
        few = account.judged_concurrency(10, 10, "eu-central-1")
        self.assertEqual(few.state, PROBLEM)
        self.assertIn("--quota-code L-B99A9384 --desired-value 1000 --region eu-central-1", few.to_do[0])
        self.assertEqual(account.judged_concurrency(100, 100, "r").state, OK)
        self.assertEqual(account.judged_concurrency(1000, None, "r").state, OK)
        reserved = account.judged_concurrency(3000, 99, "r")
        self.assertEqual(reserved.state, PROBLEM)
        self.assertIn("--desired-value 3000", reserved.to_do[0])

    def test_parts_of_paths_are_counted_once(self):
        self.assertEqual(account.resources_of(["/me", "/me/photo", "/accounts/{id}/tickets", "/accounts/{id}"]), 6)
        self.assertEqual(account.judged_api_resources(300, 300, 300, "r").state, OK)
        self.assertEqual(account.judged_api_resources(301, 300, 300, "r").state, PROBLEM)
        self.assertEqual(account.judged_api_resources(301, 400, 300, "r").state, OK)

    def test_a_quota_that_was_never_raised_is_the_default(self):
        default = {"Quota": {"Value": 300.0}}
        never = Answering(get_aws_default_service_quota=default, get_service_quota=error("NoSuchResourceException"))
        self.assertEqual(account.quota(plan(client=never), "apigateway", "L-01C8A9E0"), (300.0, 300.0))
        raised = Answering(get_aws_default_service_quota=default, get_service_quota={"Quota": {"Value": 500.0}})
        self.assertEqual(account.quota(plan(client=raised), "apigateway", "L-01C8A9E0"), (500.0, 300.0))
        refused = Answering(get_aws_default_service_quota=default, get_service_quota=error("AccessDeniedException"))
        with self.assertRaises(ClientError):
            account.quota(plan(client=refused), "apigateway", "L-01C8A9E0")

    def test_a_stack_is_updated_waited_for_or_deleted_first(self):
        for status, wanted in [
            ("CREATE_COMPLETE", OK),
            ("UPDATE_ROLLBACK_COMPLETE", OK),
            ("REVIEW_IN_PROGRESS", OK),
            ("UPDATE_IN_PROGRESS", PROBLEM),
            ("ROLLBACK_COMPLETE", PROBLEM),
            ("CREATE_FAILED", PROBLEM),
            ("UPDATE_ROLLBACK_FAILED", PROBLEM),
            ("DELETE_FAILED", PROBLEM),
        ]:
            self.assertEqual(account.judged_stack("atrium", status, "r").state, wanted, status)
        self.assertIn("delete-stack", account.judged_stack("atrium", "ROLLBACK_COMPLETE", "r").to_do[0])
        self.assertIn("continue-update-rollback", account.judged_stack("atrium", "UPDATE_ROLLBACK_FAILED", "r").to_do[0])

    def test_a_stack_that_is_not_there_is_fine_and_a_long_name_is_not(self):
        missing = Answering(describe_stacks=error("ValidationError", "Stack with id atrium does not exist"))
        self.assertEqual(states(account.stack(plan(client=missing))), [OK])
        self.assertEqual(states(account.stack(plan(stack="a" * 21, client=missing))), [PROBLEM])
        self.assertEqual(states(account.stack(plan(stack="a" * 20, client=missing))), [OK])

    def test_the_role_for_api_logs_belongs_to_one(self):
        own, others = "arn:aws:iam::1:role/atrium-ApiLogRole-AB12", "arn:aws:iam::1:role/atrium-dev-ApiLogRole-AB12"
        for role, sets_it, wanted in [
            (None, True, OK),
            (own, True, OK),
            (others, True, PROBLEM),
            (others, False, OK),
            (None, False, PROBLEM),
        ]:
            self.assertEqual(account.judged_api_log_role(role, "atrium", sets_it).state, wanted, (role, sets_it))

    def test_the_root_user_is_worth_a_note(self):
        self.assertEqual(account.caller({"Arn": "arn:aws:iam::1:root", "Account": "1"}, "r").state, NOTE)
        self.assertEqual(account.caller({"Arn": "arn:aws:iam::1:user/ops", "Account": "1"}, "r").state, OK)

    def test_tools_that_are_not_there_are_named(self):
        with mock.patch("shutil.which", side_effect=lambda name, path: None if name == "npm" else name):
            (found,) = account.tools(plan())
        self.assertEqual(found.state, PROBLEM)
        self.assertTrue(any("Node" in step for step in found.to_do) and not any("Rust" in step for step in found.to_do))

    def test_a_region_without_what_the_portal_needs_is_a_problem(self):
        def asked(offered):
            session = SimpleNamespace(
                get_partition_for_region=lambda name: "aws",
                get_available_regions=lambda service, partition_name: ["eu-central-1"] if service in offered else [],
            )
            return account.region(Plan(target=SimpleNamespace(region="eu-central-1", session=session), account=OWN_ACCOUNT))

        self.assertEqual(states(asked(account.SERVICES)), [OK])
        self.assertIn("sesv2", text(asked([one for one in account.SERVICES if one != "sesv2"])))

    def test_the_template_and_the_gateway_of_this_repository_are_counted(self):
        (counted,) = account.stack_resources(plan())
        self.assertEqual(counted.state, OK)
        quotas = Answering(
            get_aws_default_service_quota={"Quota": {"Value": 300.0}}, get_service_quota={"Quota": {"Value": 300.0}}
        )
        (found,) = account.api_resources(plan(client=quotas))
        self.assertEqual(found.state, OK)
        for number in (int(counted.found.split()[4].strip(";")), int(found.found.split()[4])):
            self.assertGreater(number, 20)


if __name__ == "__main__":
    unittest.main()
