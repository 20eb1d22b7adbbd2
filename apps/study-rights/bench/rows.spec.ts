import { describe, expect, it } from '@jest/globals';
import { isHetu } from '../src/study-rights/domain/hetu.js';
import { isLearnerOid, isOrganisationOid, isStudyRightOid } from '../src/study-rights/domain/oids.js';
import { readTransfer } from '../src/study-rights/koski/transfer-body.js';
import { CHANGED_DAY, CHANGED_FIELD, payloadOf, rowOf, templates } from './rows.js';

const TODAY = '2026-11-27';
const NUMBERS = [0, 1, 9, 10, 349_999, 350_000, 362_000];

describe('the load of bench:study-rights', () => {
  it('has well-formed identifiers, and no two alike', () => {
    const rows = Array.from({ length: 40_000 }, (_, n) => rowOf(n * 9));
    for (const { oid, learnerOid, institutionOid, hetu } of NUMBERS.map(rowOf)) {
      expect([isStudyRightOid(oid), isLearnerOid(learnerOid), isOrganisationOid(institutionOid)]).not.toContain(false);
      expect(isHetu(hetu, TODAY)).toBe(true);
    }
    for (const field of ['oid', 'learnerOid', 'hetu', 'sourceId'] as const) {
      expect(new Set(rows.map((row) => row[field])).size).toBe(rows.length);
    }
  });

  it('is taken by the service as it stands, and a change is a change of one field', () => {
    for (const n of templates.keys()) {
      const opiskeluoikeudet = [payloadOf(n), payloadOf(n, true)];
      const body = { henkilö: { hetu: rowOf(n).hetu }, opiskeluoikeudet };
      expect(readTransfer(body, TODAY)).toEqual({ learner: body.henkilö, opiskeluoikeudet });
      expect(payloadOf(n, true)).toEqual({ ...payloadOf(n), [CHANGED_FIELD]: CHANGED_DAY });
    }
  });
});
