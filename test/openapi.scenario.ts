import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '#contracts';
import { parse } from 'yaml';
import { anonymous, as, closeTesting } from '#testing';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

describe('the OpenAPI documents', () => {
  afterAll(closeTesting);

  it.each(SERVICES)('of %s call each operation by a name of its own that a client can use', async (service) => {
    const { body } = await (await as('otso')).get<Document>(`/api/${service}/openapi.json`);
    const ids = Object.values(body.paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id) || /(http|controller|handle)$/i.test(id))).toEqual([]);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  it.each(SERVICES)('of %s are served as they are committed, at the gateway and by the service', async (service) => {
    const client = anonymous();
    const { body: published } = await client.get<string>(`/contracts/openapi/${service}.yaml`);
    expect(published).toBe(readFileSync(`libs/contracts/openapi/${service}.yaml`, 'utf8'));
    expect((await client.get(`/api/${service}/openapi.json`)).body).toEqual(parse(published));
  });

  it('of the gateway is served as it is committed, and what it answers itself is in it', async () => {
    const client = anonymous();
    const { body: published } = await client.get<string>('/contracts/openapi/gateway.yaml');
    expect(published).toBe(readFileSync('libs/contracts/openapi/gateway.yaml', 'utf8'));
    const { paths } = parse(published) as Document;
    const { body: index } = await client.get<{ openapi: string[]; events: string[] }>('/contracts');
    const sample = index.events.find((file) => file.includes('/samples/')) ?? '';
    const schema = index.events.find((file) => /\/events\/[a-z-]+\/[^/]+$/.test(file)) ?? '';
    // What a browser without a session can read; the sign-in leads elsewhere.
    const plain = Object.entries(paths)
      .filter(([path, { get }]) => !path.includes('{') && get?.responses[200] && !get.responses[401])
      .map(([path]) => path);
    expect(plain.length).toBeGreaterThan(5);
    // The client checks each answer against the document.
    for (const path of [...plain, ...index.openapi, sample, schema, '/contracts/events/common.schema.json']) {
      expect([path, (await client.get(path)).status]).toEqual([path, 200]);
    }
  });

  it('name commands by verb and noun', async () => {
    const { body } = await (await as('otso')).get<Document>('/api/applications/openapi.json');
    const path = '/api/applications/v1/applications/{id}/parts/{partId}/return';
    expect(body.paths[path]?.['post']?.operationId).toBe('returnPart');
  });
});
