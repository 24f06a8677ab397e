"""Nested SAM applications (`AWS::Serverless::Application`), each deployed as a stack of its own.

Importing this module repairs three things that ministack 1.5.33 does otherwise than AWS. Each repair can go when a newer
pinned version passes without it.
"""

import json

from ministack.services import cloudformation
from ministack.services.cloudformation import engine, helpers, provisioners

# AWS processes the transforms of a nested template too (AWS CloudFormation user guide, *Template transforms*; AWS SAM
# developer guide, *AWS::Serverless::Application*). The emulator deploys it as it was uploaded, without knowing SAM's types.
#
# Only the deployment of a nested stack looks this function up when it runs. The API's own actions took theirs when they
# were imported, and transform what they get themselves.
resolve_template = helpers._resolve_template


def resolve_transformed_template(params, *args, **kwargs):
    body, error = resolve_template(params, *args, **kwargs)
    if error is not None or not body:
        return body, error
    template = engine._apply_transforms(engine._parse_template(body))
    if isinstance(template, engine._TransformFailed):
        raise ValueError(f"{params['TemplateURL'][0]}: {template.error}")
    return json.dumps(template), None


helpers._resolve_template = resolve_transformed_template

# AWS leaves an unchanged resource alone, and `Fn::GetAtt` still gives its attributes (AWS CloudFormation user guide,
# *Update behaviors of stack resources*). The emulator forgets the attributes of each resource of a nested stack that an
# update leaves unchanged, so that whatever refers to them is deployed with an empty value.
update_resource = provisioners._update_resource


def update_keeping_attributes(kind, physical_id, old_properties, properties, stack_name, logical_id=None, *args, **kwargs):
    updated_id, attributes = update_resource(
        kind, physical_id, old_properties, properties, stack_name, logical_id, *args, **kwargs
    )
    if updated_id != physical_id:
        return updated_id, attributes
    stack = cloudformation._stacks.get(stack_name) or {}
    before = stack.get("_resources", {}).get(logical_id) or {}
    return updated_id, {**(before.get("Attributes") or {}), **(attributes or {})}


provisioners._update_resource = update_keeping_attributes

# When a nested stack cannot be created, AWS deletes what it had created by then (AWS CloudFormation user guide, *Stack
# failure options*). The emulator leaves it behind, and with it functions of fixed names that the next attempt would meet.
STACK = provisioners._RESOURCE_HANDLERS["AWS::CloudFormation::Stack"]
create_nested_stack = STACK["create"]


def create_or_clear_away(logical_id, properties, parent_name):
    try:
        return create_nested_stack(logical_id, properties, parent_name)
    except Exception:
        for name, stack in list(cloudformation._stacks.items()):
            is_this = stack.get("_parent_stack_name") == parent_name and name.startswith(f"{parent_name}-{logical_id}-")
            if is_this and stack["StackStatus"] == "CREATE_FAILED":
                STACK["delete"](name, properties)
        raise


STACK["create"] = create_or_clear_away
