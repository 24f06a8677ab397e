"""Fuzzes the deployed API from its own contract: `fuzz.py CONTRACT API PEOPLE FOLDER SEED […]`.

Anonymously and as each of the people, schemathesis sends what the contract allows and what it does not, and follows
its links from answer to request. Whatever comes back must be declared there and be no 5xx. The last line that this
prints says how much was tried; what failed is printed with a curl command for each. Without --deep there are few
examples, and what lies at the edges of the allowed is tried by one customer, one of the staff, and nobody only; with
--few-callers nobody else calls. With --only it is those operations that are named, or whose domain is (`tickets.`).
"""

import argparse
import copy
import json
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

from fuzz_caller import Caller

# Zones of the contract's description; it is too long a list to be in it.
TIME_ZONES = ["America/Argentina/Buenos_Aires", "Asia/Kolkata", "Europe/Berlin", "UTC"]
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "positive_data_acceptance",
    "negative_data_rejection",
]
HERE = Path(__file__).parent
# One customer, one of the staff, and nobody.
FEW_CALLERS = ("owner", "agent", "anonymous")


def main(contract: Path, api: str, people: Path, folder: Path, seed: str, deep: bool, few_callers: bool, only: list[str]) -> None:
    declared = json.loads(contract.read_text())
    written = json.loads(people.read_text())
    callers = {role: Caller(api=api, **person) for role, person in written["callers"].items()}
    ticket = callers["owner"].open_ticket()
    if few_callers:
        callers = {role: caller for role, caller in callers.items() if role in FEW_CALLERS}
    for caller in callers.values():
        caller.sign_in()

    runs = []
    # Wrong sign-ins are counted for an address; the next run on the same portal is not to find them used up.
    network = ".".join(("127", *(str(byte) for byte in zlib.crc32(seed.encode()).to_bytes(4, "big")[:2])))
    narrowed = folder / "contract.json"
    narrowed.write_text(json.dumps(with_real_values(declared, {**written["ids"], "ticket_id": ticket})))
    for number, role in enumerate([*callers, "anonymous"], start=2):
        environment = {"FUZZ_ADDRESS": f"{network}.{number}"}
        if role in callers:
            environment["FUZZ_CALLER"] = json.dumps(vars(callers[role]))
        at_edges = deep or role in FEW_CALLERS
        phases = ["examples", *(["coverage"] if at_edges else []), "fuzzing", *(["stateful"] if leads_on(declared, only) else [])]
        options = ["--seed", seed, "--max-examples", "100" if deep else "6", "--phases", ",".join(phases)]
        if only:
            options += ["--include-operation-id-regex", names_of(only)]
        runs.append((role, begin(role, environment, narrowed, api, folder, options)))
    failed = [role for role, run in runs if run.wait() != 0]
    for role in failed:
        print(f"\n=== as {role} ===\n{(folder / f'{role}.log').read_text()}")
    numbers = {role: number_of_cases((folder / f"{role}.log").read_text()) for role, _ in runs}
    idle = [role for role, number in numbers.items() if number == 0 and role not in failed]
    for role in idle:
        print(f"{role} sent nothing, or schemathesis says it in other words")
    failed += idle
    cases = sum(numbers.values())
    outcome = f"failed as {', '.join(failed)}" if failed else "nothing failed"
    print(f"{cases} cases as {len(runs)} callers, seed {seed}; {outcome}")
    sys.exit(1 if failed else 0)


def leads_on(contract: dict, only: list[str]) -> bool:
    """Whether an answer of one of these operations leads to another of them; schemathesis fails where none does."""
    chosen = re.compile(names_of(only) if only else "")
    operations = [operation for path in contract["paths"].values() for operation in path.values()]
    links = [
        (operation["operationId"], link["operationId"])
        for operation in operations
        for response in operation["responses"].values()
        for link in response.get("links", {}).values()
    ]
    return any(chosen.search(source) and chosen.search(target) for source, target in links)


def names_of(only: list[str]) -> str:
    """A pattern of operations: those that are named, and those of the domains that are."""
    parts = (re.escape(name) + (".*" if name.endswith(".") else "") for name in only)
    return f"^({'|'.join(parts)})$"


def number_of_cases(log: str) -> int:
    found = re.search(r"^ +(\d+) generated", log, re.MULTILINE)
    return int(found[1]) if found else 0


def with_real_values(declared: dict, known: dict) -> dict:
    """The contract with ids that exist: made-up ones are all 404. What breaks a rule is still generated from it."""
    contract = copy.deepcopy(declared)
    for path in contract["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    parameter["schema"] = {"type": "string", "enum": [known[parameter["name"]]]}
    contract["components"]["schemas"]["TimeZoneName"]["enum"] = TIME_ZONES
    return contract


def begin(role: str, environment: dict, contract: Path, api: str, folder: Path, options: list[str]) -> subprocess.Popen:
    environment = {**os.environ, **environment, "SCHEMATHESIS_HOOKS": "fuzz_hooks", "PYTHONPATH": str(HERE)}
    command = [str(Path(sys.executable).with_name("st")), "run", str(contract), "--url", api]
    command += ["--checks", ",".join(CHECKS), "--continue-on-failure", "--generation-database", "none", "--no-color", *options]
    # A body with many patterns, as a brand, is a rare draw; what is drawn is tried all the same.
    command += ["--suppress-health-check", "filter_too_much"]
    with (folder / f"{role}.log").open("w") as log:
        return subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("contract", type=lambda path: Path(path).resolve())
    parser.add_argument("api")
    parser.add_argument("people", type=Path)
    parser.add_argument("folder", type=lambda path: Path(path).resolve())
    parser.add_argument("seed")
    parser.add_argument("--deep", action="store_true")
    parser.add_argument("--few-callers", action="store_true")
    parser.add_argument("--only", nargs="+", default=[])
    main(**vars(parser.parse_args()))
