import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { SERVICES } from '#contracts';
import { anonymous } from '#testing';
import { arbitraryOfSchema, type KnownValues, type Schema } from './arbitrary-of-schema.js';

/** An operation of the stack, and what well-behaved clients send. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces. */
  readonly path: string;
  readonly params: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  readonly query: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  readonly body: fc.Arbitrary<unknown> | undefined;
}

interface Described {
  readonly parameters?: readonly { name: string; in: string; schema?: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: Schema } } };
}

/** All operations that the services describe themselves, and those of the interfaces that Koski and eHOKS have described. */
export async function operations(known: KnownValues): Promise<Operation[]> {
  const described = await Promise.all(
    SERVICES.map(async (service) => {
      const { body } = await anonymous().get<{ paths: Record<string, Record<string, Described>> }>(
        `/api/${service}/openapi.json`,
      );
      const own = Object.entries(body.paths).filter(([path]) => path.startsWith('/api/'));
      return own.flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, shape]) =>
          operationOf(method as Operation['method'], path, shape, known),
        ),
      );
    }),
  );
  return [...described.flat(), ...compatibleOperations(known)];
}

function operationOf(method: Operation['method'], path: string, shape: Described, known: KnownValues): Operation {
  const parametersIn = (place: string) =>
    Object.fromEntries(
      (shape.parameters ?? [])
        .filter((parameter) => parameter.in === place)
        .map(({ name, schema = {} }) => [name, arbitraryOfSchema(schema, known, name)]),
    );
  const schema = shape.requestBody?.content['application/json']?.schema;
  const body = schema && arbitraryOfSchema(schema, known);
  return { method, path, params: parametersIn('path'), query: parametersIn('query'), body };
}

const PAYLOADS = ['ammatillinen-tutkinto', 'telma', 'tuva', 'perusopetus', 'vst-vapaatavoitteinen', 'korkeakoulutus'];

function compatibleOperations(known: KnownValues): Operation[] {
  const studyRights = PAYLOADS.map((name): unknown =>
    JSON.parse(readFileSync(`apps/study-rights/test/payloads/${name}.json`, 'utf8')),
  );
  const pick = (name: string) => fc.constantFrom(...(known[name] ?? []));
  const transfer = fc.record({
    henkilö: fc.record({ oid: pick('learnerOid') }),
    opiskeluoikeudet: fc.array(fc.constantFrom(...studyRights), { minLength: 1, maxLength: 2 }),
  });
  const hoks = fc.record({
    'opiskeluoikeus-oid': pick('oid'),
    'oppija-oid': pick('learnerOid'),
    'osaamisen-hankkimisen-tarve': fc.boolean(),
    'ensikertainen-hyvaksyminen': fc.constantFrom('2026-09-01', '2026-02-30'),
  });
  const [koski, ehoks] = ['/koski/api', '/ehoks-virkailija-backend/api/v1/hoks'];
  const operation = (method: Operation['method'], path: string, body?: fc.Arbitrary<unknown>): Operation => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    return { method, path, params: Object.fromEntries(names.map((name) => [name, pick(name)])), query: {}, body };
  };
  return [
    operation('put', `${koski}/oppija`, transfer),
    operation('post', `${koski}/oppija`, transfer),
    operation('put', `${koski}/oppija/batch`, fc.array(transfer, { maxLength: 2 })),
    operation('get', `${koski}/oppija/{learnerOid}`),
    operation('get', `${koski}/opiskeluoikeus/{oid}`),
    operation('delete', `${koski}/opiskeluoikeus/{oid}`),
    operation(
      'post',
      `${koski}/opiskeluoikeus/{oid}/{version}/delete-paatason-suoritus`,
      fc.constantFrom(...studyRights),
    ),
    operation('post', ehoks, hoks),
    operation('post', '/ehoks-virkailija-backend/api/v1/validointi', hoks),
    operation('get', `${ehoks}/{hoksId}`),
    operation('put', `${ehoks}/{hoksId}`, hoks),
    operation('patch', `${ehoks}/{hoksId}`, hoks),
    operation('delete', `${ehoks}/{hoksId}`),
    operation('get', `${ehoks}/opiskeluoikeus/{oid}`),
    operation('get', `${ehoks}/paged`),
  ];
}
