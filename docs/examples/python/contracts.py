"""The published contracts as a reader outside knows them: the JSON Schemas in libs/contracts/events, and nothing else."""

import json
import re
from pathlib import Path

from jsonschema import Draft7Validator, ValidationError, validators
from referencing import Registry, Resource

SCHEMAS = Path(__file__).resolve().parents[3] / "libs" / "contracts" / "events"
TYPE_PREFIX = "fi.hyvaksiluku."

# What a system outside may publish: event, topic, and the places in the body that make the key, joined by a colon.
INBOUND = {
    "university.institution-published.v1": ("university.institution.v1", ["/institutionOid"]),
    "university.person-published.v1": ("university.person.v1", ["/personId"]),
    "university.degree-programme-published.v1": (
        "university.degree-programme.v1",
        ["/institutionOid", "/programmeCode"],
    ),
    "university.course-published.v1": ("university.course.v1", ["/institutionOid", "/courseCode"]),
    "university.study-right-published.v1": ("university.study-right.v1", ["/studyRightId"]),
    "university.organisation-published.v1": (
        "university.organisation.v1",
        ["/institutionOid", "/organisationCode"],
    ),
    "university.enrolment-published.v1": ("university.enrolment.v1", ["/personId", "/term"]),
    "university.guidance-published.v1": ("university.guidance.v1", ["/guidanceId"]),
    "university.study-plan-published.v1": ("university.study-plan.v1", ["/studyPlanId"]),
    # Of a transfer with several study rights the first one names the key: one study right per transfer keeps the order.
    "national.study-right-transferred.v1": (
        "national.study-right-transfer.v1",
        ["/transfer/opiskeluoikeudet/0/lähdejärjestelmänId/id"],
    ),
    "national.hoks-sent.v1": ("national.hoks-transfer.v1", ["/hoks/opiskeluoikeus-oid"]),
    "national.virta-study-rights-sent.v1": ("national.virta-transfer.v1", ["/institutionOid"]),
}


def key_of(event, body):
    """The record key that belongs to a body.

    :raises ValueError: with a sentence, when the body lacks what the key is made of
    """
    _, places = INBOUND[event]
    return ":".join(text_at(body, place) for place in places)


def text_at(body, place):
    value = body
    for step in place.split("/")[1:]:
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, TypeError, ValueError):
            raise ValueError(f"{place} is missing, and the key is made of it") from None
    if not isinstance(value, str) or not value:
        raise ValueError(f"{place} must be a text that is not empty: the key is made of it")
    return value


def pattern_of_ecma(validator, pattern, instance, _schema):
    """Patterns as JSON Schema means them: `$` is the end of the text. Python's own also matches before a last line feed."""
    end_is_end = re.sub(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$", lambda found: found[1] or r"\Z", pattern)
    if validator.is_type(instance, "string") and not re.search(end_is_end, instance):
        yield ValidationError("another form")


Validator = validators.extend(Draft7Validator, {"pattern": pattern_of_ecma})


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
            f"{TYPE_PREFIX}{file.parent.name}.{file.name.removesuffix('.schema.json')}": Validator(schema, registry=registry)
            for file, schema in contents.items()
        }

    def knows(self, event_type):
        return event_type in self._validators

    def violations(self, event_type, body):
        """What is wrong with a body: places and rules, never values. Unknown fields are fine: they came later."""
        errors = self._validators[event_type].iter_errors(body)
        found = [(place, error.validator, sentence) for error in errors for place, sentence in faults(error)]
        return [f"{place} breaks {rule}: {sentence}" for place, rule, sentence in dict.fromkeys(found)]


TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "array": "a list", "null": "null"}


def faults(error):
    """Place (JSON pointer) and sentence of everything that one error says."""
    place = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in error.absolute_path)
    if error.validator == "required":
        return [(f"{place}/{name}", "the field is missing") for name in error.validator_value if name not in error.instance]
    return [(place or "/", sentence_of(error))]


def sentence_of(error):
    rule, value = error.validator, error.validator_value
    sentences = {
        "type": lambda: f"must be {' or '.join(TYPES.get(one, f'an {one}') for one in ([value] if isinstance(value, str) else value))}",
        "enum": lambda: f"must be one of {', '.join(map(str, value))}",
        "pattern": lambda: f"must have the form {value}" + (" (it ends with a line feed)" if error.instance[-1:] == "\n" else ""),
        "not": lambda: error.schema.get("description", "has a form that is not taken"),
        "minLength": lambda: f"must have at least {value} characters",
        "maxLength": lambda: f"must have at most {value} characters",
        "minItems": lambda: f"must have at least {value} entries",
        "maxItems": lambda: f"must have at most {value} entries",
        "minimum": lambda: f"must be {value} or more",
        "maximum": lambda: f"must be {value} or less",
        "anyOf": lambda: ", or ".join(dict.fromkeys(sentence_of(one) for one in error.context)),
    }
    return sentences.get(rule, lambda: f"the rule is {json.dumps(value)[:100]}")()


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
