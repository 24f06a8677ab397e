"""What ministack 1.5.33 does otherwise than AWS, where the portal leans on it. Importing this module repairs it.

Each repair can go when a newer pinned version passes without it. Larger ones are modules of their own.
"""

import json
import re
from contextvars import ContextVar
from email.utils import parseaddr
from functools import lru_cache

import mail_repairs  # noqa: F401  (repairs on import)
import nested_applications  # noqa: F401  (repairs on import)
import stream_mappings  # noqa: F401  (repairs on import)
from ministack.core import iam_actions, iam_evaluator
from ministack.services import apigateway_v1, cloudfront, cognito, dynamodb, lambda_svc
from ministack.services.cloudformation import provisioners

# AWS imports `x-amazon-apigateway-gateway-responses` with the API; the emulator only knows gateway responses that are
# put one by one. Without them a refused call would not be answered as a problem document.
import_rest_api = apigateway_v1._import_rest_api


def import_with_gateway_responses(spec, data=None):
    api_id = import_rest_api(spec, data)
    for kind, response in spec.get("x-amazon-apigateway-gateway-responses", {}).items():
        apigateway_v1._put_gateway_response(api_id, kind, response)
    return api_id


apigateway_v1._import_rest_api = import_with_gateway_responses

# AWS imports the templates and responses of an integration with it (Amazon API Gateway developer guide,
# *x-amazon-apigateway-integration object*); the emulator only its type and address, so that a mock would answer nothing.
import_operation = apigateway_v1._import_operation


def import_operation_with_responses(api_id, resource_id, http_method, operation, *args, **kwargs):
    import_operation(api_id, resource_id, http_method, operation, *args, **kwargs)
    declared = (operation or {}).get("x-amazon-apigateway-integration") or {}
    for pattern, response in (declared.get("responses") or {}).items():
        response = {"selectionPattern": "" if pattern == "default" else pattern, **response}
        apigateway_v1._put_integration_response(api_id, resource_id, http_method, str(response["statusCode"]), response)


apigateway_v1._import_operation = import_operation_with_responses

# A restart empties every stream but restores how far its consumers had read, so that they would sleep through as many
# new records. Forgetting the positions makes them read each stream from its start.
lambda_svc._restore_esm_positions = lambda store, positions: None

# AWS hands `ClientMetadata` of GetTokensFromRefreshToken to the pre token generation trigger (Amazon Cognito API
# reference); the emulator drops it, so that no token could ever enrol a device.
refresh_metadata = ContextVar("refresh_metadata", default=None)
get_tokens_from_refresh_token = cognito._get_tokens_from_refresh_token
build_auth_result = cognito._build_auth_result


def get_tokens_with_metadata(data):
    token = refresh_metadata.set(data.get("ClientMetadata"))
    try:
        return get_tokens_from_refresh_token(data)
    finally:
        refresh_metadata.reset(token)


def build_auth_result_with_metadata(*args, client_metadata=None, **kwargs):
    return build_auth_result(*args, client_metadata=client_metadata or refresh_metadata.get(), **kwargs)


cognito._get_tokens_from_refresh_token = get_tokens_with_metadata
cognito._build_auth_result = build_auth_result_with_metadata

# AWS authorises SendEmail on the identity that sends (Service authorization reference, Amazon SES v2); the emulator
# asks for `*`, which no role of ours grants.
ses_v2_resource_arn = iam_actions._ses_v2_resource_arn


def ses_v2_resource_arn_of_sender(method, path, body, region, account_id):
    if method == "POST" and path.rstrip("/") == "/v2/email/outbound-emails":
        sender = parseaddr(json.loads(body or b"{}").get("FromEmailAddress", ""))[1]
        return f"arn:aws:ses:{region}:{account_id}:identity/{sender}"
    return ses_v2_resource_arn(method, path, body, region, account_id)


iam_actions._ses_v2_resource_arn = ses_v2_resource_arn_of_sender

# AWS authorises PublishBatch as Publish (Service authorization reference, Amazon SNS); the emulator as itself.
extract_iam_action = iam_actions.extract_iam_action


def extract_action_of_batch(*request):
    action = extract_iam_action(*request)
    return "sns:Publish" if action == "sns:PublishBatch" else action


iam_actions.extract_iam_action = extract_action_of_batch

# Policies of queues and topics refuse what does not come over TLS, and functions reach AWS over nothing else. Here all is plain
# HTTP on the loopback interface, so whatever comes counts as TLS.
resolve_condition_key = iam_evaluator._resolve_condition_key
iam_evaluator._resolve_condition_key = lambda key, ctx: "true" if key.lower() == "aws:securetransport" else resolve_condition_key(key, ctx)

# The `*` of a path pattern stands for any characters (Amazon CloudFront developer guide, *Path pattern*). Here it ends at
# a line's end, so that a path of the API with %0A in it would be answered with the web app's page.
glob_to_regex = cloudfront._glob_to_regex
cloudfront._glob_to_regex = lambda pattern: re.compile(glob_to_regex(pattern).pattern, re.DOTALL)

# The emulator reads an expression anew for each item that it looks at. What it finds follows from the text alone, of which the
# portal has few; without this, one scan of a table would keep all others waiting.
tokens_of = lru_cache(maxsize=4096)(dynamodb._tokenize)
dynamodb._tokenize = lambda expression: list(tokens_of(expression))
dynamodb._condition_syntax_error = lru_cache(maxsize=4096)(dynamodb._condition_syntax_error)

# The emulator has web ACLs and no log of them. It takes the resource all the same, so that infra/edge.yaml can be deployed
# as it is; nothing is written to the log.
provisioners._RESOURCE_HANDLERS["AWS::WAFv2::LoggingConfiguration"] = {
    "create": lambda logical_id, properties, stack_name: (properties["ResourceArn"], {"ManagedByFirewallManager": "false"}),
    "delete": lambda physical_id, properties: None,
}
