"""Makes a released template deployable beside the current one: `previous_release.py RELEASES BUILD OUT`.

Takes the newest release under RELEASES and writes it into the folder OUT with the functions of this checkout and their roles
in it, which stand in BUILD as SAM has put them there: a release's functions are never taken away, so each is still in its domain's
artifact. What the release itself had compiled is not kept anywhere. Prints the version.
"""

import json
import shutil
import sys
from pathlib import Path

from deploy_state import APPLICATION, FUNCTION, read


def functions(template):
    return (resource for resource in template["Resources"].values() if resource["Type"] == FUNCTION)


def version(folder: Path):
    return [int(part) for part in folder.name.split(".")]


def functions_of_today(build: Path) -> dict[str, tuple[str, str, dict]]:
    """By handler: where SAM has put the artifact, and the role, by its name and as it is."""
    found = {}
    for resource in read(build / "template.yaml")["Resources"].values():
        if resource["Type"] == APPLICATION:
            # Beside the template of the application, from where SAM names what it built.
            built = build / resource["Properties"]["Location"]
            template = read(built)
            for function in functions(template):
                properties = function["Properties"]
                role = properties["Role"]["Fn::GetAtt"][0]
                artifact = str((built.parent / properties["CodeUri"]).resolve())
                found[properties["Handler"]] = (artifact, role, template["Resources"][role])
    return found


def main(releases: Path, build: Path, out: Path) -> None:
    release = max((folder for folder in releases.iterdir() if folder.is_dir()), key=version)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(release, out)
    today = functions_of_today(build)
    for path in (out / "domains").iterdir():
        template = read(path)
        del template["Globals"]["Function"]["CodeUri"]
        for function in list(functions(template)):
            del function["Metadata"]
            properties = function["Properties"]
            artifact, role, as_it_is = today[properties["Handler"]]
            # What this checkout's code calls is what its roles grant.
            properties |= {"CodeUri": artifact, "Role": {"Fn::GetAtt": [role, "Arn"]}}
            template["Resources"][role] = as_it_is
        path.write_text(json.dumps(template, default=str), encoding="utf-8")
    print(release.name)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
