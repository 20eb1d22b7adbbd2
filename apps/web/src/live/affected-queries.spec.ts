import { describe, expect, it } from '@jest/globals';
import { asHint, isAffected } from './affected-queries';

const ID = '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0001';
const OTHER = '0b0a1f6e-1c51-4f0e-9b41-5d1c2f3a0002';

describe('what a hint makes a page read again', () => {
  it.each([
    [['application', ID], { kind: 'application', id: ID }, true],
    [['application', OTHER], { kind: 'application', id: ID }, false],
    [['application', 'list', 'own'], { kind: 'application', id: ID }, true],
    [['message', 'unread'], { kind: 'message', id: ID }, true],
    [['message', 'list'], { kind: 'application', id: ID }, false],
    [['recording', 'queue'], { kind: 'decision', id: ID }, true],
    [['decision', ID], { kind: 'work-list', id: ID }, true],
    [['decision', OTHER], { kind: 'recording', id: ID }, false],
    [['application', OTHER], { kind: 'application' }, true],
    [['bank', 'search'], { kind: 'decision' }, false],
    [['job', ID], { kind: 'job', id: ID }, true],
  ])('%j at %j: %s', (key, hint, affected) => {
    expect(isAffected(key, hint)).toBe(affected);
  });

  it.each([
    ['{"kind":"message","id":"x"}', { kind: 'message', id: 'x' }],
    ['{', undefined],
    ['null', undefined],
    [{ resync: true }, undefined],
  ])('%j is read as %j', (data, hint) => {
    expect(asHint(data)).toEqual(hint);
  });
});
