import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { csrfTokenOf, digestOf, idleAt, isCsrfTokenOf, newSessionId } from './session.js';
import { ownPath } from './session.routes.js';

const LIMITS = { idleMs: 7_200_000, longestMs: 36_000_000 };
const at = (time: string) => new Date(`2026-09-03T${time}Z`);

describe('a session', () => {
  it('has an id of 256 bits, of which only the digest is stored', () => {
    const id = newSessionId();
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    expect(digestOf(id)).toHaveLength(32);
    expect(newSessionId()).not.toBe(id);
  });

  it.each(['', 'x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, `${'A'.repeat(42)} `])(
    '%j is no id of a session',
    (id) => expect(digestOf(id)).toBeUndefined(),
  );

  it('[W2] its token for requests that change something is its own', () => {
    const [id, other] = [newSessionId(), newSessionId()];
    expect(isCsrfTokenOf(id, csrfTokenOf(id))).toBe(true);
    for (const wrong of [undefined, '', id, csrfTokenOf(other), `${csrfTokenOf(id)}x`])
      expect(isCsrfTokenOf(id, wrong)).toBe(false);
  });

  it.each([
    ['10:00:00', '18:00:00', '12:00:00'],
    ['17:00:00', '18:00:00', '18:00:00'],
  ])('last used at %s, over at %s at the latest: over without use at %s', (used, latest, end) => {
    expect(idleAt({ lastUsedAt: at(used), endsAt: at(latest) }, LIMITS)).toEqual(at(end));
  });
});

describe('where a sign-in leads', () => {
  it.each([
    ['/', '/'],
    ['/work?tab=mine#row', '/work?tab=mine#row'],
    ['/applications/1/../2', '/applications/2'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['\\/elsewhere.example', '/'],
    ['https://elsewhere.example/', '/'],
    ['/\t/elsewhere.example', '/'],
    [['/a', '/b'], '/'],
    [undefined, '/'],
    [`/${'a'.repeat(3_000)}`, '/'],
  ])('%j → %j', (to, path) => {
    expect(ownPath(to)).toBe(path);
  });

  it('never to another origin, for any input', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((text) => `/${text}`),
        ),
        (to) => {
          const base = 'https://hyvaksiluku.example';
          expect(new URL(ownPath(to), base).origin).toBe(base);
        },
      ),
    );
  });
});
