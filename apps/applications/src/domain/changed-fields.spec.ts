import { describe, expect, it } from '@jest/globals';
import { aContent, anApplication, aPart, HANDLER, NOW, OPEN_PART, STUDENT } from '../../test/examples.js';
import { changedFields } from './changed-fields.js';
import { cancelApplication } from './decide/cancel-application.js';
import { returnPart } from './decide/return-part.js';
import type { Basis } from './application.js';
import type { Decision } from './decided.js';

const inProcess = anApplication([OPEN_PART, OPEN_PART]);
const fieldsOf = (decision: Decision) => 'application' in decision && changedFields(inProcess, decision.application);

describe('the fields that differ between two versions', () => {
  it('are none when nothing has been changed but the version', () => {
    expect(changedFields(inProcess, { ...inProcess, version: 4, changedAt: NOW })).toEqual([]);
  });

  it('are none when the fields of the same content only stand in another order', () => {
    const reversed = (object: object) => Object.fromEntries(Object.entries(object).reverse());
    const parts = inProcess.parts.map((part) => ({
      ...part,
      content: { ...part.content, bases: part.content.bases.map((basis) => reversed(basis) as unknown as Basis) },
    }));
    expect(changedFields(inProcess, { ...inProcess, parts })).toEqual([]);
  });

  it('are paths in the part that a handler returned, and no other', () => {
    const content = { reasonCodes: ['TYPE'], fields: [], message: 'Tarkenna.' };
    const command = { actorId: HANDLER, partId: 'part-2', ...content, now: NOW };
    expect(fieldsOf(returnPart(inProcess, command))).toEqual([
      'parts.1.state',
      'parts.1.returnReasonCodes',
      'parts.1.returnMessage',
    ]);
  });

  it('name what a student wrote in a part as clients call it', () => {
    const content = aContent({ creditsApplied: 3, targets: [] });
    const [first] = inProcess.parts;
    const after = {
      ...inProcess,
      handlerId: 'handler-2',
      parts: [{ ...aPart(1), ...first, content }, inProcess.parts[1]!],
    };
    expect(changedFields(inProcess, after)).toEqual(['handlerId', 'parts.0.targets', 'parts.0.creditsApplied']);
  });

  it('are all parts when their number has changed', () => {
    expect(changedFields(inProcess, { ...inProcess, parts: inProcess.parts.slice(1) })).toEqual(['parts']);
  });

  it('[R36] of a cancellation are the states of the parts', () => {
    expect(fieldsOf(cancelApplication(inProcess, { actorId: STUDENT, partIds: null, now: NOW }))).toEqual([
      'parts.0.state',
      'parts.1.state',
    ]);
  });
});
