import { describe, expect, it } from '@jest/globals';
import { seesApplication } from '#contracts';
import { aPerson } from '../../test/examples.js';
import {
  allows,
  PART_STATES,
  PRIVATE_STATES,
  TRANSITIONS,
  transitionOf,
  type PartCommand,
} from './application.states.js';
import { ROLES_BY_ACTION } from './policy.js';

describe('the transition table', () => {
  it('[R77] gives a command to the party whose role the policy lets in', () => {
    const roles = {
      ...{ OWNER: ['STUDENT'], HANDLER_OF_PART: ['HANDLER'], COLLEAGUE: ['HANDLER'] },
      HANDLER_OR_ADMINISTRATOR: ['HANDLER', 'ADMIN'],
    };
    const commands = TRANSITIONS.filter((row) => row.by !== 'DECISIONS_SERVICE');
    expect(commands.length).toBeGreaterThan(8);
    for (const { command, by } of commands) {
      expect([command, (ROLES_BY_ACTION as Record<string, unknown>)[command]]).toEqual([command, roles[by as 'OWNER']]);
    }
  });

  it('moves nothing without saying who may and which requirement says so', () => {
    expect(TRANSITIONS.filter((row) => row.from.length === 0 || !/^[A-Z]\d+(, [A-Z]\d+)*$/.test(row.source))).toEqual(
      [],
    );
  });

  it('[R27] [R28] [R29] [R32] [R33] [R36] lets a part reach every workflow state', () => {
    expect(new Set(TRANSITIONS.flatMap((row) => row.to ?? []))).toEqual(new Set(PART_STATES));
  });

  it('[R27] names the states that the rule of all services hides from everybody but the student', () => {
    const hidden = PART_STATES.filter((state) => {
      const parts = [{ state, outcome: null, handlerId: null }];
      return !seesApplication(aPerson('admin', 'ADMIN'), { studentId: 'student', programmeCode: 'TKT', parts });
    });
    expect(hidden).toEqual(PRIVATE_STATES);
  });

  it('[R32] leads nowhere from a handled part', () => {
    expect(TRANSITIONS.filter((row) => row.from.includes('HANDLED'))).toEqual([]);
  });

  it('[R36] [R77] lets only the owner student cancel and reopen', () => {
    expect(transitionOf('cancel-application').by).toBe('OWNER');
    expect(transitionOf('reopen-application').by).toBe('OWNER');
    expect(transitionOf('delete-draft').by).toBe('OWNER');
    expect(TRANSITIONS.filter((row) => row.to === 'CANCELLED').map((row) => row.command)).toEqual([
      'delete-draft',
      'cancel-application',
    ]);
  });

  it('[R30] [D5] lets a part be cancelled in Sent, In processing and Returned only', () => {
    const from = PART_STATES.filter((state) => allows('cancel-application', { state, outcome: null }));
    expect(from).toEqual(['SENT', 'IN_PROCESS', 'RETURNED']);
  });

  it.each([
    'return-part',
    'take-over-parts',
    'transfer-parts',
    'cancel-application',
    'confirm-approval',
    'confirm-rejection',
  ] satisfies PartCommand[])('[D16] refuses "%s" on a part with a confirmed decision', (command) => {
    expect(allows(command, { state: 'IN_PROCESS', outcome: 'APPROVED' })).toBe(false);
  });

  it('[R106] records nothing that is not approved', () => {
    expect(allows('record-part', { state: 'IN_PROCESS', outcome: null })).toBe(false);
    expect(allows('record-part', { state: 'IN_PROCESS', outcome: 'APPROVED' })).toBe(true);
    expect(allows('record-part', { state: 'HANDLED', outcome: 'REJECTED' })).toBe(false);
  });
});
