import { describe, expect, it } from '@jest/globals';
import { type ArrivedAnswer, asDescribed } from './described-answers.js';

const MESSAGES = '/api/notifications/v1/messages';
const READ = { id: '018f2c3e-5b7a-7c11-9d2e-3f4a5b6c7d8e', readAt: '2026-11-29T12:00:00.000Z' };
const PROBLEM = {
  type: 'urn:hyvaksiluku:problem:message/not-found',
  title: 'Not found',
  status: 404,
  detail: 'There is no such message.',
  code: 'message/not-found',
  instance: MESSAGES,
  requestId: 'r-1',
};

const marked = (differences: Partial<ArrivedAnswer> = {}): ArrivedAnswer => ({
  ...{ method: 'POST', path: `${MESSAGES}/${READ.id}/read`, status: 200, mediaType: 'application/json', body: READ },
  ...differences,
});
const refused = (problem: object): ArrivedAnswer =>
  marked({ status: 404, mediaType: 'application/problem+json', body: { ...PROBLEM, ...problem } });

describe('answers held against the OpenAPI documents', () => {
  it.each<[string, ArrivedAnswer]>([
    ['as described', marked()],
    ['a refusal by a code of the operation, with details', refused({ messageId: READ.id })],
    ['an address that is no interface', marked({ path: '/health/ready', body: { status: 'ok' } })],
    ['a refusal at an address that there is not', marked({ path: `${MESSAGES}/x/y`, status: 404, body: '' })],
  ])('pass: %s', (_, answer) => {
    expect(() => asDescribed(answer)).not.toThrow();
  });

  it.each<[string, ArrivedAnswer, string]>([
    ['a field that is not described', marked({ body: { ...READ, read: true } }), 'additionalProperty":"read"'],
    ['one that is missing', marked({ body: { id: READ.id } }), "must have required property 'readAt'"],
    ['one of another shape', marked({ body: { ...READ, readAt: 'yesterday' } }), '/readAt must match pattern'],
    ['a status that the operation does not list', marked({ status: 202 }), 'does not list'],
    ['another media type', marked({ mediaType: 'text/html' }), 'as text/html'],
    ['an operation that is not described', marked({ method: 'PUT' }), 'has no such operation'],
    [
      'a code that the operation is not refused with',
      refused({ code: 'message/unheard-of' }),
      '/code must be equal to one of',
    ],
  ])('fail: %s', (_, answer, why) => {
    expect(() => asDescribed(answer)).toThrow(why);
  });
});
