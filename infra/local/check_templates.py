"""Has checkov judge CloudFormation templates: `check_templates.py TEMPLATE…`.

A check that fails is to be excused beside its resource (`Metadata: checkov: skip:`), with a reason. What checkov thinks of
every function alike is excused here, once. An excuse that excuses nothing is an error, and so is a template of which
checkov looked at fewer resources than there are: it says nothing when it cannot read one. The last line that this prints
sums up.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

OF_EVERY_FUNCTION = {
    "CKV_AWS_115": "reserved concurrency is taken from all other functions; the gateway's throttle limits requests",
    "CKV_AWS_116": "nothing invokes functions asynchronously; the stream's consumer has its own destination for failures",
    "CKV_AWS_117": "functions reach AWS's public endpoints only; a network of ours would cost a NAT gateway and protect nothing",
}
FUNCTION = "AWS::Serverless::Function"
# The framework's own checks, all of them here on this machine: nothing is fetched, nothing is reported to anybody.
OPTIONS = ["--framework", "cloudformation", "--output", "json", "--compact", "--skip-download", "--soft-fail"]


class Template(yaml.SafeLoader):
    """Reads a template without understanding its functions."""


def plain(loader: yaml.SafeLoader, _suffix: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


Template.add_multi_constructor("!", plain)


def judged(template: Path) -> dict:
    """What checkov finds when it does not see the excuses: it takes any for good, needed or not."""
    with tempfile.TemporaryDirectory() as folder:
        unexcused = Path(folder) / template.name
        # A key that nobody knows in its place keeps the lines as they are.
        unexcused.write_text(template.read_text().replace("      checkov:\n", "      excuses:\n"))
        return answer(unexcused)


def answer(template: Path) -> dict:
    environment = {**os.environ, "BC_SKIP_MAPPING": "TRUE", "LOG_LEVEL": "ERROR"}
    program = Path(sys.executable).with_name("checkov")
    command = [sys.executable, str(program), "--file", str(template), *OPTIONS]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"checkov ended with {run.returncode}:\n{run.stderr}")
    report = json.loads(run.stdout)
    if not isinstance(report, dict) or "results" not in report:
        sys.exit(f"checkov found nothing to judge in {template.name}: {run.stdout[:500]}")
    return report


def excuses(resources: dict) -> dict:
    """The reason of each excuse, by resource and check."""
    found = {}
    for name, resource in resources.items():
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", []):
            found[f"{resource['Type']}.{name}", skip["id"]] = skip.get("comment", "").strip()
    return found


def findings(template: Path) -> tuple[list[str], int, int]:
    resources = yaml.load(template.read_text(), Template)["Resources"]
    report = judged(template)
    summary, failed = report["summary"], report["results"]["failed_checks"]
    wrong = []
    if summary["resource_count"] != len(resources) or summary["parsing_errors"] or not summary["passed"]:
        wrong.append(f"checkov looked at {summary['resource_count']} of {len(resources)} resources: {summary}")

    reasons = excuses(resources)
    needed = {(check["resource"], check["check_id"]): check for check in failed}
    of_functions = set()
    for (resource, check), found in needed.items():
        if resource.startswith(FUNCTION) and check in OF_EVERY_FUNCTION:
            of_functions.add(check)
        elif not reasons.get((resource, check)):
            lines = "-".join(str(line) for line in found["file_line_range"])
            wrong.append(f"{check} {found['check_name']}: {resource} (lines {lines})")
    wrong += [f"{resource} needs no excuse for {check}" for resource, check in sorted(reasons.keys() - needed.keys())]
    if any(resource["Type"] == FUNCTION for resource in resources.values()):
        wrong += [f"no function needs an excuse for {check}" for check in sorted(OF_EVERY_FUNCTION.keys() - of_functions)]
    return [f"{template}: {line}" for line in wrong], summary["passed"], len(excuses(resources))


def main(templates: list[Path]) -> None:
    wrong, passed, excused = [], 0, 0
    for template in templates:
        of_template = findings(template)
        wrong += of_template[0]
        passed += of_template[1]
        excused += of_template[2]
    for line in wrong:
        print(line)
    print(f"{passed} checks passed, {excused} are excused beside their resource, {len(wrong)} findings")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
