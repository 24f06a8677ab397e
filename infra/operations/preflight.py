"""Asks, before the first deployment, whether the AWS account is ready for it. It changes nothing.

Each line is one check: ok, a note (worth knowing), a problem (to be solved first, with what to do) or a question that
AWS did not answer. It ends with 1 when there is a problem, with 2 when there is none but something could not be asked,
and with 0 otherwise. Run it again after a deployment: it then also looks at what is there.
"""

import json

import deployment
import preflight_account
import preflight_edge
import preflight_mail
import preflight_sms
from botocore.exceptions import BotoCoreError, ClientError
from deployment import Deployment
from preflight_findings import COULD_NOT_ASK, Finding, Plan, exit_code, shown, unanswered

CHECKS = {
    "region": preflight_account.region,
    "tools": preflight_account.tools,
    "stack": preflight_account.stack,
    "concurrency": preflight_account.concurrency,
    "API resources": preflight_account.api_resources,
    "stack resources": preflight_account.stack_resources,
    "API log role": preflight_account.api_log_role,
    "mail account": preflight_mail.account,
    "mail sender": preflight_mail.sender,
    "text messages": preflight_sms.account,
    "certificate": preflight_edge.certificate,
    "web ACL": preflight_edge.web_acl,
    "domain": preflight_edge.domain,
}


def main() -> int:
    parser = deployment.arguments("preflight", "Ask, before the first deployment, whether the AWS account is ready for it.")
    parser.add_argument("--mail-from", help="the parameter MailFrom: the address that mails come from")
    parser.add_argument("--mail-identity", help="the parameter MailIdentity: what SES verified, if not that very address")
    parser.add_argument(
        "--sms-monthly-limit", type=int, metavar="N", help="the parameter SmsMonthlyLimit: how many text messages a month"
    )
    parser.add_argument("--domain", help="the parameter DomainName: the portal's host name")
    parser.add_argument("--certificate", help="the parameter CertificateArn (default: that of the edge stack)")
    parser.add_argument("--web-acl", help="the parameter WebAclArn (default: that of the edge stack)")
    parser.add_argument("--edge-stack", help="the stack of infra/edge.yaml in us-east-1 (default: the stack's name and -edge)")
    parser.add_argument("--json", action="store_true", help="for programs")
    options = parser.parse_args()
    target = deployment.deployment(options)
    # Everything else would fail for the same reason.
    identity = target.client("sts").get_caller_identity()
    plan = planned(options, target, identity["Account"])

    findings = [preflight_account.caller(identity, target.region)]
    plan, edge = with_edge(plan, options.edge_stack or preflight_edge.edge_stack(target.stack))
    findings += edge
    for name, check in CHECKS.items():
        findings += answered(name, check, plan)
    code = exit_code(findings)
    if options.json:
        about = {"account": plan.account, "region": target.region, "stack": target.stack, "exit_code": code}
        print(json.dumps({**about, "checks": [finding.as_json() for finding in findings]}, indent=2))
    else:
        print(shown(findings))
    return code


def planned(options, target: Deployment, account: str) -> Plan:
    """What is to be deployed: what the options say, or else samconfig.toml."""

    def said(option: str | None, parameter: str) -> str | None:
        return option or target.parameters.get(parameter) or None

    sms = options.sms_monthly_limit
    return Plan(
        target=target,
        account=account,
        mail_from=said(options.mail_from, "MailFrom"),
        mail_identity=said(options.mail_identity, "MailIdentity"),
        domain=said(options.domain, "DomainName"),
        certificate=said(options.certificate, "CertificateArn"),
        web_acl=said(options.web_acl, "WebAclArn"),
        sms_monthly_limit=int(target.parameters.get("SmsMonthlyLimit") or 0) if sms is None else sms,
        sets_api_log_role=target.parameters.get("SetApiLogRole", "true") == "true",
    )


def with_edge(plan: Plan, name: str) -> tuple[Plan, list[Finding]]:
    try:
        return preflight_edge.with_outputs(plan, name)
    except (ClientError, BotoCoreError) as error:
        return plan, [Finding("edge", COULD_NOT_ASK, unanswered(error))]


def answered(name: str, check, plan: Plan) -> list[Finding]:
    """The findings of a check; a question that AWS does not answer is one too."""
    try:
        return check(plan)
    except (ClientError, BotoCoreError) as error:
        return [Finding(name, COULD_NOT_ASK, unanswered(error))]


if __name__ == "__main__":
    deployment.run(main)
