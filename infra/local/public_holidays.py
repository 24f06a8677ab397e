"""Writes the public holidays that administrators can take over into the service policy.

Run by hand, once a year or when a country changes them: python -m pip install holidays; python infra/local/public_holidays.py
"""

import json
from pathlib import Path

import holidays

YEARS = range(2026, 2030)
REGIONS = [
    *(("DE", state) for state in ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]),
    ("AT", None),
    ("CH", "ZH"),
    ("SE", None),
    ("GB", "ENG"),
    ("FR", None),
    ("NL", None),
    ("US", None),
]
LANGUAGES = {"DE": "de", "AT": "de", "CH": "de", "SE": "sv", "GB": "en_GB", "FR": "fr", "NL": "nl", "US": "en_US"}


def days(country: str, subdivision: str | None) -> dict[str, str]:
    """Sundays of the calendar are no holidays here: nobody works on them anyway where they count as such."""
    found = holidays.country_holidays(country, subdiv=subdivision, years=YEARS, language=LANGUAGES[country])
    return {day.isoformat(): name for day, name in sorted(found.items()) if name not in ("Söndag", "Sunday")}


def main() -> None:
    table = {"-".join(filter(None, region)): days(*region) for region in REGIONS}
    path = Path(__file__).parents[2] / "web/src/domains/tickets/data/holidays.json"
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
