import { describe, expect, it } from '@jest/globals';
import { type ApiDocument, apiBreaches, newOperations } from './openapi-changes.js';

type Json = Record<string, unknown>;

const text = { type: 'string' };
const content = (schema: Json) => ({ content: { 'application/json': { schema } } });

interface Differences {
  readonly id?: string;
  readonly view?: Json;
  readonly input?: Json;
  readonly parameters?: readonly Json[];
  readonly codes?: readonly string[];
  readonly more?: Json;
}

const VIEW = {
  type: 'object',
  properties: { id: text, state: { type: 'string', enum: ['OPEN', 'CLOSED'] }, note: text, size: { type: 'integer' } },
  required: ['id', 'state'],
};
const INPUT = {
  type: 'object',
  properties: {
    reason: { type: 'string', maxLength: 100 },
    kind: { enum: ['A', 'B'] },
    tags: { type: 'array', items: text },
  },
  required: ['reason'],
  additionalProperties: false,
};
const LIMIT = { name: 'limit', in: 'query', required: false, schema: { type: 'integer', maximum: 100 } };

function api({
  id = 'closeCase',
  view = VIEW,
  input = INPUT,
  parameters = [LIMIT],
  codes = ['case/closed'],
  more,
}: Differences = {}): ApiDocument {
  return {
    paths: {
      '/cases/{id}': {
        post: {
          operationId: id,
          parameters,
          requestBody: { required: true, ...content(input) },
          responses: {
            200: content({ $ref: '#/components/schemas/Case' }),
            409: content({ type: 'object', properties: { code: { enum: codes } } }),
          },
        },
        ...more,
      },
    },
    components: { schemas: { Case: view } },
  };
}

const withField = (schema: typeof VIEW | typeof INPUT, name: string, field: Json): Json => ({
  ...schema,
  properties: { ...schema.properties, [name]: field },
});
const without = (schema: typeof VIEW | typeof INPUT, name: string): Json => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(schema.properties).filter(([field]) => field !== name)),
});

describe('the comparison of an OpenAPI document with what was published', () => {
  it.each<[string, Differences, string]>([
    ['another name of the operation', { id: 'endCase' }, 'closeCase it is called endCase now'],
    ['a field of an answer that is gone', { view: without(VIEW, 'note') }, 'closeCase/200/note the field is gone'],
    [
      'one that may be missing',
      { view: { ...VIEW, required: ['id'] } },
      'closeCase/200/state the field may be missing now',
    ],
    [
      'one of another type',
      { view: withField(VIEW, 'size', text) },
      'closeCase/200/size the type was integer and is string',
    ],
    [
      'one that may be null',
      { view: withField(VIEW, 'note', { anyOf: [text, { type: 'null' }] }) },
      'closeCase/200/note {"type":"null"} may be answered too',
    ],
    [
      'a value of an answer that is gone',
      { view: withField(VIEW, 'state', { type: 'string', enum: ['OPEN'] }) },
      'closeCase/200/state the value "CLOSED" is gone',
    ],
    ['a code that is gone', { codes: [] }, 'closeCase/409 the code case/closed is gone'],
    [
      'a new required field of a request',
      { input: { ...INPUT, required: ['reason', 'kind'] } },
      'closeCase/body/kind the field is required now',
    ],
    ['a field that is taken no more', { input: without(INPUT, 'kind') }, 'closeCase/body/kind the field is gone'],
    [
      'a value that is taken no more',
      { input: withField(INPUT, 'kind', { enum: ['A'] }) },
      'closeCase/body/kind the value "B" is gone',
    ],
    [
      'a closer limit',
      { input: withField(INPUT, 'reason', { type: 'string', maxLength: 50 }) },
      'closeCase/body/reason maxLength was 100 and is 50',
    ],
    [
      'a new pattern',
      { input: withField(INPUT, 'reason', { type: 'string', maxLength: 100, pattern: '^a' }) },
      'closeCase/body/reason pattern "^a" is new',
    ],
    [
      'another type in a list',
      { input: withField(INPUT, 'tags', { type: 'array', items: { type: 'integer' } }) },
      'closeCase/body/tags/items the type was string and is integer',
    ],
    [
      'a parameter that is gone',
      { parameters: [] },
      'closeCase/parameters/limit the parameter is gone: requests with it are refused',
    ],
    [
      'a new required parameter',
      { parameters: [LIMIT, { ...LIMIT, name: 'view', required: true }] },
      'closeCase/parameters/view the new parameter is required: requests of today lack it',
    ],
  ])('refuses %s', (_, differences, breach) => {
    expect(apiBreaches(api(), api(differences)).map(({ place, what }) => `${place} ${what}`)).toEqual([breach]);
  });

  it('refuses an operation that is gone', () => {
    expect(apiBreaches(api(), { paths: {} })).toEqual([{ place: 'closeCase', what: 'POST /cases/{id} is gone' }]);
  });

  it.each<[string, Differences]>([
    ['a new operation', { more: { get: { operationId: 'showCase', responses: {} } } }],
    ['a new field of an answer', { view: withField(VIEW, 'closedAt', text) }],
    ['a field that is always there now', { view: { ...VIEW, required: ['id', 'state', 'note'] } }],
    [
      'a new value of an answer',
      { view: withField(VIEW, 'state', { type: 'string', enum: ['OPEN', 'CLOSED', 'LOST'] }) },
    ],
    ['other words', { view: { ...VIEW, description: 'A case' } }],
    ['a new code', { codes: ['case/closed', 'case/lost'] }],
    ['a new optional field of a request', { input: withField(INPUT, 'note', text) }],
    ['a field that need not be sent any more', { input: { ...INPUT, required: [] } }],
    ['a wider limit', { input: withField(INPUT, 'reason', { type: 'string', maxLength: 200 }) }],
    [
      'a request that may be null',
      { input: withField(INPUT, 'reason', { anyOf: [{ type: 'string', maxLength: 100 }, { type: 'null' }] }) },
    ],
    ['a new optional parameter', { parameters: [LIMIT, { ...LIMIT, name: 'q' }] }],
  ])('lets pass %s', (_, differences) => {
    expect(apiBreaches(api(), api(differences))).toEqual([]);
  });

  it('comes to an end with a shape that contains itself', () => {
    const nested = withField(VIEW, 'parent', { $ref: '#/components/schemas/Case' });
    expect(apiBreaches(api({ view: nested }), api({ view: nested }))).toEqual([]);
  });

  it('names operations that nobody has been promised yet', () => {
    expect(newOperations({ paths: {} }, api())).toEqual(['closeCase']);
    expect(newOperations(api(), api())).toEqual([]);
  });
});
