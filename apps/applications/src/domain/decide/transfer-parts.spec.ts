import { describe, expect, it } from '@jest/globals';
import {
  anApplication,
  APPROVED_PART,
  THE_COLLEAGUE,
  THE_HANDLER,
  HANDLER,
  NOW,
  OPEN_PART,
  SENT_PART,
} from '../../../test/examples.js';
import type { Application } from '../application.js';
import type { Decided } from '../decided.js';
import { transferParts, type TransferPartsCommand } from './transfer-parts.js';

const ADMINISTRATOR = { personId: 'admin', roles: ['ADMIN'] };
const ANOTHERS = { ...OPEN_PART, handlerId: 'handler-3' };

describe('transferring parts', () => {
  it('[R12] the named part goes to the colleague with the message; the others stay', () => {
    const { application, events } = given(anApplication([OPEN_PART, OPEN_PART, SENT_PART, OPEN_PART]), {
      partIds: ['part-3'],
      message: 'Olen lomalla.',
    });
    expect(application.parts.map(({ handlerId }) => handlerId)).toEqual([HANDLER, HANDLER, 'handler-2', HANDLER]);
    expect(application.parts[2]?.transfer).toEqual({
      ...{ fromHandlerId: HANDLER, byId: HANDLER, message: 'Olen lomalla.', at: NOW.toISOString() },
    });
    expect(JSON.stringify(events)).not.toContain('lomalla');
    expect(events).toMatchObject([{ partIds: ['part-3'], handlerId: 'handler-2', transferredBy: HANDLER }]);
  });

  it("[R13] the whole: all undecided parts of one's own, not those of others", () => {
    const { application } = given(anApplication([OPEN_PART, ANOTHERS, APPROVED_PART, SENT_PART]));
    const handlers = application.parts.map(({ handlerId }) => handlerId);
    expect(handlers).toEqual(['handler-2', 'handler-3', HANDLER, 'handler-2']);
  });

  it('[R13] an administrator gives the parts of those who are away', () => {
    const { application, events } = given(anApplication([OPEN_PART, ANOTHERS]), { actor: ADMINISTRATOR });
    expect(application.parts.map(({ handlerId }) => handlerId)).toEqual(['handler-2', 'handler-2']);
    expect(events).toMatchObject([{ formerHandlerIds: [HANDLER, 'handler-3'], transferredBy: 'admin' }]);
  });

  it.each([
    ["another's part", { partIds: ['part-2'] }, 'application/not-the-handler'],
    ['a part of another application', { partIds: ['part-9'] }, 'application/part-not-found'],
    [
      '[R14] [R15] another programme',
      { newHandler: of(['KAS-MAISTERI']) },
      'application/new-handler-of-other-programme',
    ],
    ['somebody who handles nothing', { newHandler: of(null) }, 'application/new-handler-unknown'],
    ['oneself', { newHandler: { ...of([]), personId: HANDLER } }, 'application/nothing-to-transfer'],
    ['a decided part', { partIds: ['part-3'] }, 'application/part-already-decided'],
  ])('is refused: %s', (_, changes, refused) => {
    expect(transfer(anApplication([OPEN_PART, ANOTHERS, APPROVED_PART]), changes)).toMatchObject({ refused });
  });
});

function of(handlesIn: readonly string[] | null) {
  return { ...THE_COLLEAGUE, handlesIn };
}

function transfer(application: Application, changes: Partial<TransferPartsCommand> = {}) {
  const usual = { actor: THE_HANDLER, newHandler: THE_COLLEAGUE, partIds: null, message: null, now: NOW };
  return transferParts(application, { ...usual, ...changes });
}

function given(application: Application, changes: Partial<TransferPartsCommand> = {}): Decided {
  const decision = transfer(application, changes);
  if ('refused' in decision) throw new Error(decision.refused);
  return decision;
}
