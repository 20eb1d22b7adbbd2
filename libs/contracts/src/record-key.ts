import { type EventName, type TopicDefinition, topicOf } from './topics.js';

/**
 * The record key that a body asks for, by the rule of its topic.
 * @returns undefined when the body says nothing of its key, as a transfer without any id of the study right
 */
export function recordKeyOf(event: EventName, body: unknown): string | undefined {
  const rule = topicOf(event).keyRule;
  if ('fields' in rule) {
    const values = rule.fields.map((place) => textAt(body, place));
    return values.includes(undefined) ? undefined : values.join(':');
  }
  return rule.firstOf.map((place) => textAt(body, place)).find((value) => value !== undefined);
}

/** The fields by which the key of an event is checked, for a sentence to operators and developers. */
export function keyFieldsOf({ keyRule: rule }: Pick<TopicDefinition, 'keyRule'>): string {
  return 'fields' in rule ? rule.fields.join(' + ":" + ') : rule.firstOf.join(', else ');
}

const split = new Map<string, readonly string[]>();

/** There are as many places as the topics' rules name: each is taken apart once. */
function namesIn(place: string): readonly string[] {
  let names = split.get(place);
  if (!names) split.set(place, (names = place.slice(1).split('/')));
  return names;
}

/** Text at a JSON Pointer (RFC 6901, without its escapes: no field here needs them); an empty one counts as none. */
function textAt(body: unknown, place: string): string | undefined {
  let value: unknown = body;
  for (const name of namesIn(place)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}
