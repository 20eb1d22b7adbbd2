import { describe, expect, it } from '@jest/globals';
import { isRefused } from '#kernel';
import {
  aContent,
  anApplication,
  APPROVED_PART,
  CANCELLED_PART,
  HANDLER,
  NOW,
  OPEN_PART,
  RETURNED_PART,
  SENT_PART,
  STUDENT,
} from '../../../test/examples.js';
import type { Application, ReturnedField } from '../application.js';
import { editReturnedPart } from './edit-returned-part.js';
import { resubmitParts } from './resubmit-parts.js';
import { returnPart } from './return-part.js';
import { startProcessing } from './start-processing.js';

describe('processing and returning', () => {
  it('[R29] the handler begins with their own waiting parts only', () => {
    const before = anApplication([SENT_PART, { ...SENT_PART, handlerId: 'handler-2' }, OPEN_PART]);
    const decision = startProcessing(before, { actorId: HANDLER, now: NOW });
    expect(decision).toMatchObject({
      application: { parts: [{ state: 'IN_PROCESS' }, { state: 'SENT' }, { state: 'IN_PROCESS' }] },
      events: [{ type: 'ApplicationProcessingStarted', handlerId: HANDLER, partIds: ['part-1'] }],
    });
  });

  it('[R8] opening it again changes nothing', () => {
    const before = anApplication([OPEN_PART]);
    expect(startProcessing(before, { actorId: HANDLER, now: NOW })).toEqual({ application: before, events: [] });
  });

  it.each([
    ['somebody who handles no part', anApplication([SENT_PART]), 'handler-2', 'application/not-the-handler'],
    ['an application without open parts', anApplication([CANCELLED_PART]), HANDLER, 'application/nothing-to-process'],
  ])('[R29] is refused for %s', (_case, application, actorId, refused) => {
    expect(startProcessing(application, { actorId, now: NOW })).toEqual({ refused });
  });

  it('[R33] [R109] a part in processing goes back to the student with reason and message', () => {
    const { application, events } = returned(anApplication([OPEN_PART, OPEN_PART]));
    expect(application.parts.map((part) => part.state)).toEqual(['RETURNED', 'IN_PROCESS']);
    expect(application.parts[0]).toMatchObject({ returnReasonCodes: ['TYPE'], returnMessage: 'Vaihda tyyppi.' });
    expect(JSON.stringify(events)).not.toContain('Vaihda');
    expect(events).toEqual([
      { type: 'ApplicationPartReturned', partId: 'part-1', handlerId: HANDLER, reasonCodes: ['TYPE'], fields: [] },
    ]);
  });

  it('[R33] reasons stand at fields; what the handler writes there stays in the application', () => {
    const fields = [
      { path: 'type', code: 'WRONG', note: null },
      { path: 'bases.0.gainedOn', code: 'MISSING', note: 'Todistuksen päivä.' },
      { path: 'targets.0.courseCode', code: 'OTHER', note: null },
    ];
    const decision = giveBack(anApplication([OPEN_PART]), fields);
    if (isRefused(decision)) throw new Error(decision.refused);
    expect(decision.application.parts[0]?.returnedFields).toEqual(fields);
    expect(decision.events).toMatchObject([{ fields: fields.map(({ path, code }) => ({ path, code })) }]);
    expect(JSON.stringify(decision.events)).not.toContain('Todistuksen');
    const resent = resubmitParts(decision.application, { actorId: STUDENT, now: NOW });
    expect(resent).toMatchObject({ application: { parts: [{ returnedFields: [] }] } });
  });

  it.each(['message', 'bases.1.name', 'bases.0.secret', 'targets.1.courseCode', 'bases.0', '__proto__'])(
    '[R33] a reason at %s, which the part has not, is refused and nothing is half-done',
    (path) => {
      const errors = [{ path: 'fields.1.path', code: 'application/no-such-field' }];
      const fields = ['type', path].map((one) => ({ path: one, code: 'WRONG', note: null }));
      const refused = { refused: 'application/content-not-accepted', details: { errors } };
      expect(giveBack(anApplication([OPEN_PART]), fields)).toEqual(refused);
    },
  );

  it('[R33] a field has one reason', () => {
    const twice = { path: 'type', code: 'WRONG', note: null };
    expect(giveBack(anApplication([OPEN_PART]), [twice, twice])).toMatchObject({
      details: { errors: [{ path: 'fields.1.path' }] },
    });
  });

  it.each([
    ['not yet in processing', SENT_PART, 'application/wrong-state'],
    ['cancelled', CANCELLED_PART, 'application/wrong-state'],
    ['decided', APPROVED_PART, 'application/part-already-decided'],
    ["another handler's", { ...OPEN_PART, handlerId: 'handler-2' }, 'application/not-the-handler'],
  ])('[R33] is refused for a part that is %s', (_case, part, refused) => {
    expect(giveBack(anApplication([part]))).toMatchObject({ refused });
  });

  it('[R110] [D11] the student changes the type and sends the part to the same handler, one round on', () => {
    const { application: atStudent } = returned(anApplication([OPEN_PART, APPROVED_PART]));
    const content = aContent({ type: 'INCLUSION', targets: [] });
    const edited = editReturnedPart(atStudent, { actorId: STUDENT, partId: 'part-1', content, now: NOW });
    if (isRefused(edited)) throw new Error(edited.refused);
    expect(edited.events).toEqual([]);

    const decision = resubmitParts(edited.application, { actorId: STUDENT, now: NOW });
    expect(decision).toMatchObject({
      application: {
        version: 6,
        parts: [
          { state: 'IN_PROCESS', round: 2, handlerId: HANDLER, content: { type: 'INCLUSION' }, returnMessage: null },
          { state: 'IN_PROCESS', round: 1, outcome: 'APPROVED' },
        ],
      },
      events: [{ type: 'ApplicationPartsResubmitted', partIds: ['part-1'] }],
    });
  });

  it('[R109] a part that is not returned cannot be edited, by the handler least of all', () => {
    const content = aContent({ type: 'EXEMPTION' });
    const edit = (part: object, actorId: string) =>
      editReturnedPart(anApplication([part]), { actorId, partId: 'part-1', content, now: NOW });
    expect(edit(OPEN_PART, STUDENT)).toMatchObject({ refused: 'application/wrong-state' });
    expect(edit(RETURNED_PART, HANDLER)).toEqual({ refused: 'application/not-the-owner' });
  });

  it('is refused when nothing is returned', () => {
    expect(resubmitParts(anApplication([OPEN_PART]), { actorId: STUDENT, now: NOW })).toEqual({
      refused: 'application/nothing-to-resubmit',
    });
  });
});

function giveBack(application: Application, fields: readonly ReturnedField[] = []) {
  return returnPart(application, {
    actorId: HANDLER,
    partId: 'part-1',
    reasonCodes: ['TYPE'],
    fields,
    message: 'Vaihda tyyppi.',
    now: NOW,
  });
}

function returned(application: Application) {
  const decision = giveBack(application);
  if (isRefused(decision)) throw new Error(`refused: ${decision.refused}`);
  return decision;
}
