import { describe, expect, it } from '@jest/globals';
import { isRefused, type RightsRows, rightsWith } from '#kernel';
import { changesOfRights, effectsOfRights } from '../rights-matrix.js';
import { changeRightsMatrix } from './change-rights-matrix.js';

const before = { institutionOid: '1.2.246.562.10.10000000001', version: 3, granted: {} };
const people = [
  { personId: 'admin', roles: ['ADMIN'] },
  { personId: 'handler', roles: ['HANDLER'] },
  { personId: 'both', roles: ['HANDLER', 'RECORDER'] },
];

function refusalOf(rows: RightsRows, by = people): string | undefined {
  const changed = changeRightsMatrix(before, rows, by);
  return isRefused(changed) ? changed.refused : undefined;
}

describe('changing the rights matrix', () => {
  it('[R14] keeps the rows that differ from the default, and counts the version', () => {
    const rows: RightsRows = { 'list-handling': { HANDLER: [] }, 'start-processing': { HANDLER: [] } };
    expect(changeRightsMatrix(before, rows, people)).toEqual({
      ...before,
      version: 4,
      granted: { 'list-handling': { HANDLER: [] } },
    });
  });

  it.each<[string, RightsRows, string]>([
    ['[R77] cancelling by handlers', { 'cancel-application': { HANDLER: [] } }, 'application/right-not-changeable'],
    ['[R104] keywords', { 'add-keyword': { HANDLER: [] } }, 'application/right-not-changeable'],
    ['the matrix for handlers', { 'change-rights-matrix': { HANDLER: [] } }, 'application/right-not-for-the-role'],
    ['[R21] decisions by anybody', { 'make-decision': { HANDLER: [] } }, 'application/condition-not-possible'],
    ['what a list cannot ask', { 'list-all': { ADMIN: ['APPROVED'] } }, 'application/condition-not-possible'],
  ])('refuses %s', (_case, rows, code) => {
    expect(refusalOf(rows)).toBe(code);
  });

  it('[R14] refuses to lock the last administrator out', () => {
    expect(refusalOf({ 'change-rights-matrix': {} })).toBe('application/nobody-could-change-rights');
    expect(refusalOf({ 'list-handling': {} }, people.slice(1))).toBe('application/nobody-could-change-rights');
    expect(refusalOf({ 'list-handling': {} })).toBeUndefined();
  });

  it('[R14] says who gains and who loses, by all roles of a person', () => {
    const rights = rightsWith({ 'record-recognition': { HANDLER: ['HOLDS_THE_STEP'], ADMIN: [] } });
    expect(effectsOfRights(rightsWith({}), rights, people)).toEqual([
      { action: 'record-recognition', gains: ['admin'], loses: [], otherwise: ['both'] },
    ]);
    expect(changesOfRights(rights, rights)).toEqual([]);
  });
});
