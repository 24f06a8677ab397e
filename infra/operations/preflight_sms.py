"""Whether text messages reach anybody, for those who want some: with the parameter SmsMonthlyLimit at 0 none is ever sent.

Source: Amazon SNS API reference, `GetSMSSandboxAccountStatus` and `GetSMSAttributes`; Amazon SNS developer guide, *SMS sandbox*
and *Setting SMS messaging preferences*.
"""

from preflight_findings import NOTE, OK, PROBLEM, Finding, Plan

# In US dollars, our guess of what one text message costs. It is less in some countries and more in others.
ABOUT_EACH = 0.05


def account(plan: Plan) -> list[Finding]:
    if not plan.sms_monthly_limit:
        return []
    sns, region = plan.target.client("sns"), plan.target.region
    return [
        sandbox(sns.get_sms_sandbox_account_status()["IsInSandbox"], region),
        spend_limit(sns.get_sms_attributes(attributes=["MonthlySpendLimit"])["attributes"], plan.sms_monthly_limit, region),
    ]


def sandbox(is_in_sandbox: bool, region: str) -> Finding:
    if not is_in_sandbox:
        return Finding("text messages", OK, f"SNS sends text messages from {region}, out of the sandbox.")
    found = (
        "The account is in the SMS sandbox: text messages reach at most ten numbers, each of which must be verified first. "
        "Nobody else gets any."
    )
    request = "Console: Amazon SNS, Mobile, Text messaging (SMS), Exit SMS sandbox. AWS answers within a day or so."
    return Finding("text messages", PROBLEM, found, (request, "Or deploy with SmsMonthlyLimit=0: then nothing is sent."))


def spend_limit(attributes: dict, wanted: int, region: str) -> Finding:
    """AWS leaves the attribute out until somebody sets it; the account's own limit is a dollar at first."""
    limit = float(attributes.get("MonthlySpendLimit") or 1)
    needed = wanted * ABOUT_EACH
    if limit >= needed:
        return Finding("text message limit", OK, f"The account spends at most ${limit:.0f} a month on text messages.")
    found = (
        f"SmsMonthlyLimit is {wanted}, which may cost ${needed:.0f} or more, and the account spends at most ${limit:.0f} a month on text "
        "messages. What is beyond is not sent."
    )
    raise_it = f"aws sns set-sms-attributes --attributes MonthlySpendLimit={needed:.0f} --region {region}"
    quota = "First ask for as much in the console: Service Quotas, Amazon SNS, Account spend threshold for SMS"
    return Finding("text message limit", NOTE, found, (quota, raise_it))
