"""Makes a released template deployable beside the current one: `previous_release.py RELEASES BUILD OUT`.

Takes the newest release under RELEASES and writes it to OUT with the functions of this checkout in it, which stand in
BUILD as SAM has put them there: a release's functions are never taken away, so each is still in its domain's artifact.
What the release itself had compiled is not kept anywhere.
"""

import json
import sys
from pathlib import Path

import yaml
from deploy_state import FUNCTION, Loader


def read(path: Path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader)


def functions(template):
    return (resource for resource in template["Resources"].values() if resource["Type"] == FUNCTION)


def version(folder: Path):
    return [int(part) for part in folder.name.split(".")]


def main(releases: Path, build: Path, out: Path) -> None:
    release = max((folder for folder in releases.iterdir() if folder.is_dir()), key=version)
    artifacts = {
        function["Metadata"]["BuildProperties"]["Binary"]: str(build.resolve() / function["Properties"]["CodeUri"])
        for function in functions(read(build / "template.yaml"))
    }
    template = read(release / "template.yaml")
    del template["Globals"]["Function"]["CodeUri"]
    for function in functions(template):
        binary = function.pop("Metadata")["BuildProperties"]["Binary"]
        function["Properties"]["CodeUri"] = artifacts[binary]
    api = template["Resources"]["Api"]["Properties"]["DefinitionBody"]["Fn::Transform"]
    api["Parameters"]["Location"] = str((release / "gateway.yaml").resolve())
    out.write_text(json.dumps(template, default=str), encoding="utf-8")
    print(release.name)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
