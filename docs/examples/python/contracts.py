"""The published contracts as a reader outside knows them: the JSON Schemas in libs/contracts/events, and nothing else."""

import json
from pathlib import Path

from jsonschema import Draft7Validator
from referencing import Registry, Resource

SCHEMAS = Path(__file__).resolve().parents[3] / "libs" / "contracts" / "events"
TYPE_PREFIX = "fi.hyvaksiluku."


class Contracts:
    """Looks up and applies the schema of an event. References are resolved from the folder; nothing is fetched."""

    def __init__(self, folder=SCHEMAS):
        files = sorted(Path(folder).rglob("*.schema.json"))
        if not files:
            raise SystemExit(f"{folder} holds no schemas: name the folder libs/contracts/events with --schemas.")
        contents = {file: json.loads(file.read_text("utf-8")) for file in files}
        registry = Registry().with_resources(
            (schema["$id"], Resource.from_contents(schema)) for schema in contents.values()
        )
        self._validators = {
            f"{TYPE_PREFIX}{file.parent.name}.{file.name.removesuffix('.schema.json')}": Draft7Validator(
                schema, registry=registry
            )
            for file, schema in contents.items()
        }

    def knows(self, event_type):
        return event_type in self._validators

    def violations(self, event_type, body):
        """What is wrong with a body: places and rules, never values. Unknown fields are fine: they came later."""
        errors = self._validators[event_type].iter_errors(body)
        return [f"/{'/'.join(map(str, error.absolute_path))} breaks {error.validator}" for error in errors]


class Event:
    """A record in CloudEvents binary mode: attributes in the headers, the fact alone in the body."""

    def __init__(self, message):
        headers = {name: (value or b"").decode("utf-8", "replace") for name, value in message.headers() or []}
        self.place = (message.topic(), message.partition(), message.offset())
        self.key = message.key()
        self.id = headers.get("ce_id", "")
        self.type = headers.get("ce_type", "")
        self.institution = headers.get("ce_institutionoid")
        # The same in every version of one fact and at every redelivery: an effect is known by it.
        self.fact_id = headers.get("ce_factid") or self.id
        # Grows within a key of a topic; a repetition that comes late has a lower one. None on anonymous topics.
        self.sequence = headers.get("ce_sequence")
        self._value = message.value()

    def read(self, contracts):
        """The body, and what is wrong with the record (nothing when the list is empty)."""
        if not self.id or not self.key:
            return None, ["no ce_id" if not self.id else "no key"]
        if not contracts.knows(self.type):
            return None, [f"unknown type {self.type!r}"]
        try:
            body = json.loads((self._value or b"").decode("utf-8"))
        except ValueError:
            return None, ["not JSON in UTF-8"]
        wrong = contracts.violations(self.type, body)
        if not wrong and self.institution not in (None, body["institutionOid"]):
            wrong = ["ce_institutionoid differs from the body"]
        return body, wrong
