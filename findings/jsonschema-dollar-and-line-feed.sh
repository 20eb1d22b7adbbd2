#!/usr/bin/env bash
# One schema, two verdicts: `$` of a JSON Schema pattern before a trailing line feed.
#
# JSON Schema's patterns are ECMA-262 regular expressions, in which `$` without the flag `m` is the end of the text only.
# Python's jsonschema hands the pattern to `re`, whose `$` also matches before one line feed at the end. A sender that
# checks `"course code": "TKT-101\n"` in Python against `^[A-Z0-9-]+$` finds nothing wrong; a receiver with Ajv refuses
# the same body. Seen with jsonschema 4.23.0 on Python 3 and ajv 8.17.1 on Node 20:
#
#   python jsonschema: valid
#   ajv: invalid
#
# Exits with 1 when either verdict changes. Needs python3 with venv, node and npm; works in a temporary folder.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check jsonschema==4.23.0
npm install --silent --no-audit --no-fund ajv@8.17.1

cat > schema.json << 'JSON'
{ "type": "string", "pattern": "^[A-Z0-9-]+$" }
JSON
printf '"TKT-101\\n"' > instance.json

python=$(env/bin/python -c '
import json, jsonschema
validator = jsonschema.Draft7Validator(json.load(open("schema.json")))
print("valid" if validator.is_valid(json.load(open("instance.json"))) else "invalid")')
ajv=$(node -e '
const Ajv = require("ajv");
const { readFileSync } = require("node:fs");
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
console.log(new Ajv().compile(read("schema.json"))(read("instance.json")) ? "valid" : "invalid")')

echo "python jsonschema: $python"
echo "ajv: $ajv"
[ "$python" = valid ] && [ "$ajv" = invalid ]
