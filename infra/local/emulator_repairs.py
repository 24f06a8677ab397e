"""What ministack 1.5.33 does otherwise than AWS, where the portal leans on it. Importing this module repairs it.

Each repair can go when a newer pinned version passes without it.
"""

import re

from ministack.services import apigateway_v1, cloudfront, lambda_svc

# AWS imports `x-amazon-apigateway-gateway-responses` with the API; the emulator only knows gateway responses that are
# put one by one. Without them a refused call would not be answered as a problem document.
import_rest_api = apigateway_v1._import_rest_api


def import_with_gateway_responses(spec, data=None):
    api_id = import_rest_api(spec, data)
    for kind, response in spec.get("x-amazon-apigateway-gateway-responses", {}).items():
        apigateway_v1._put_gateway_response(api_id, kind, response)
    return api_id


apigateway_v1._import_rest_api = import_with_gateway_responses

# A restart empties every stream but restores how far its consumers had read, so that they would sleep through as many
# new records. Forgetting the positions makes them read each stream from its start.
lambda_svc._restore_esm_positions = lambda store, positions: None

# The `*` of a path pattern stands for any characters (Amazon CloudFront developer guide, *Path pattern*). Here it ends at
# a line's end, so that a path of the API with %0A in it would be answered with the web app's page.
glob_to_regex = cloudfront._glob_to_regex
cloudfront._glob_to_regex = lambda pattern: re.compile(glob_to_regex(pattern).pattern, re.DOTALL)
