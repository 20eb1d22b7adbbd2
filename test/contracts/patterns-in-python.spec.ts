import { describe, expect } from '@jest/globals';
import { type EventName, eventSchemas, goldenSamples, violationsOf } from '#contracts';
import { itWith, pythonOfExample, run } from './other-tools.js';

/** A validator that knows nothing of ECMA-262: patterns are those of Python's `re`. */
const VALIDATE = `
import json, sys
from jsonschema import Draft7Validator
from referencing import Registry, Resource
given = json.load(sys.stdin)
resources = [(schema["$id"], Resource.from_contents(schema)) for schema in given["schemas"]]
registry = Registry().with_resources(resources)
validators = {schema["$id"]: Draft7Validator(schema, registry=registry) for schema in given["schemas"]}
json.dump([validators[one["schema"]].is_valid(one["body"]) for one in given["bodies"]], sys.stdout)
`;

/** The body with these letters behind one text in it, for every text in turn. */
function spoiled(value: unknown, end: string): unknown[] {
  if (typeof value === 'string') return [value + end];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    spoiled(inner, end).map((other) =>
      Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other },
    ),
  );
}

describe('the patterns of bodies', () => {
  itWith(
    pythonOfExample(),
    'mean the same to a validator in Python, also of a text with a line end behind it',
    async (command) => {
      const { common, events } = eventSchemas();
      const bodies = [...events].flatMap(([event, { $id: schema }]) =>
        [...goldenSamples(event).values()].flatMap((body) =>
          [body, ...['\n', '\r', '\u2028', 'x'].flatMap((end) => spoiled(body, end))].map((one) => {
            const isOurs = violationsOf(event as EventName, one, 'consumer').length === 0;
            return { event, schema, body: one, isOurs };
          }),
        ),
      );
      const given = JSON.stringify({ schemas: [common, ...events.values()], bodies });
      const { stdout, stderr, code } = await run(command, ['-c', VALIDATE], given);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const theirs = JSON.parse(stdout) as boolean[];
      expect(bodies.filter(({ isOurs }, n) => isOurs !== theirs[n]).map(({ event, body }) => [event, body])).toEqual(
        [],
      );
      expect(theirs.filter((isValid) => !isValid).length).toBeGreaterThan(100);
    },
    60_000,
  );
});
