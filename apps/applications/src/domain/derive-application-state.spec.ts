import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ApplicationKind } from './application.js';
import {
  APPROVED_PART,
  CANCELLED_PART,
  DRAFT_PART,
  OPEN_PART,
  RECORDED_PART,
  REJECTED_PART,
  RETURNED_PART,
  SENT_PART,
} from '../../test/examples.js';
import type { CountedPart } from './count-of-parts.js';
import { deriveApplicationState, type ApplicationState } from './derive-application-state.js';
import { labelsOfApplication } from './label-of-application.js';

type Row = readonly [
  rule: string,
  kind: ApplicationKind,
  state: ApplicationState,
  parts: readonly Partial<CountedPart>[],
];

const TABLE: readonly Row[] = [
  ['[R27] all parts are drafts', 'RECOGNITION', 'DRAFT', [DRAFT_PART, DRAFT_PART]],
  ['[R28] all parts are sent', 'RECOGNITION', 'SENT', [SENT_PART, SENT_PART]],
  ['[R29] [D12] one part is in processing', 'RECOGNITION', 'IN_PROCESS', [OPEN_PART, SENT_PART]],
  ['[R33] one part is returned', 'RECOGNITION', 'RETURNED', [RETURNED_PART, OPEN_PART]],
  ['[D3] returned leads before approved', 'RECOGNITION', 'RETURNED', [RETURNED_PART, APPROVED_PART, REJECTED_PART]],
  ['[R36] all parts are cancelled', 'RECOGNITION', 'CANCELLED', [CANCELLED_PART, CANCELLED_PART]],
  ['[R40] [D13] all approved, one unrecorded', 'RECOGNITION', 'APPROVED', [APPROVED_PART, RECORDED_PART]],
  ['[R41] some approved, some undecided', 'RECOGNITION', 'IN_PROCESS', [RECORDED_PART, OPEN_PART]],
  ['[R41] approved, another only sent', 'RECOGNITION', 'IN_PROCESS', [APPROVED_PART, SENT_PART]],
  ['[D16] approved beside a cancelled one', 'RECOGNITION', 'APPROVED', [APPROVED_PART, CANCELLED_PART]],
  ['[R44] [D13] approved unrecorded and rejected', 'RECOGNITION', 'APPROVED', [APPROVED_PART, REJECTED_PART]],
  ['[R43] one rejected, the others undecided', 'RECOGNITION', 'REJECTED', [REJECTED_PART, OPEN_PART]],
  ['[R32] [D13] decided and recorded', 'RECOGNITION', 'HANDLED', [RECORDED_PART, REJECTED_PART]],
  ['[R32] [D12] all rejected', 'RECOGNITION', 'HANDLED', [REJECTED_PART, REJECTED_PART]],
  ['[D12] cancelled beside a decided one', 'RECOGNITION', 'HANDLED', [RECORDED_PART, CANCELLED_PART]],
  ['[D16] cancelled beside an open one', 'RECOGNITION', 'REJECTED', [REJECTED_PART, CANCELLED_PART, OPEN_PART]],
  ['[R39] a pre-application, approved', 'PRELIMINARY', 'PRELIMINARILY_APPROVED', [RECORDED_PART, REJECTED_PART]],
  ['[R39] a pre-application, one part approved', 'PRELIMINARY', 'IN_PROCESS', [APPROVED_PART, OPEN_PART]],
  ['[R39] a pre-application, approved and unrecorded', 'PRELIMINARY', 'PRELIMINARILY_APPROVED', [APPROVED_PART]],
  ['[D12] a pre-application, all rejected', 'PRELIMINARY', 'HANDLED', [REJECTED_PART]],
];

describe('the state of an application', () => {
  it.each(TABLE)('%s (%s) reads %s', (_rule, kind, state, parts) => {
    expect(deriveApplicationState(kind, counted(parts))).toBe(state);
  });

  it('[R25] [R45] shows nine different cells for nine states', () => {
    const cells = TABLE.map(([, kind, state, parts]) => [
      state,
      labelsOfApplication(kind, counted(parts), 'STAFF').state.fi,
    ]);
    const states = new Set(cells.map(([state]) => state));
    expect(states.size).toBe(9);
    for (const state of states) {
      for (const [other, cell] of cells) {
        if (other !== state) expect(cells.filter(([s]) => s === state).map(([, c]) => c)).not.toContain(cell);
      }
    }
  });

  it('[R45] is one of the nine for any parts', () => {
    const nine = new Set(TABLE.map(([, , state]) => state));
    fc.assert(
      fc.property(fc.constantFrom('RECOGNITION', 'PRELIMINARY'), anyParts, (kind, parts) => {
        expect(nine).toContain(deriveApplicationState(kind as ApplicationKind, parts));
      }),
    );
  });

  it('[R41] is no approval while a part is undecided, regardless of what the label says of the others', () => {
    fc.assert(
      fc.property(fc.constantFrom<ApplicationKind>('RECOGNITION', 'PRELIMINARY'), anyParts, (kind, parts) => {
        const undecided = parts.some(({ state, outcome }) => outcome === null && state !== 'CANCELLED');
        const state = deriveApplicationState(kind, parts);
        expect(undecided && (state === 'APPROVED' || state === 'PRELIMINARILY_APPROVED')).toBe(false);
      }),
    );
  });

  it('[D12] does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        expect(deriveApplicationState('RECOGNITION', [...parts].reverse())).toBe(
          deriveApplicationState('RECOGNITION', parts),
        );
      }),
    );
  });
});

const anyParts = fc.array(
  fc.constantFrom(
    ...counted([OPEN_PART, SENT_PART, RETURNED_PART, CANCELLED_PART, APPROVED_PART, RECORDED_PART, REJECTED_PART]),
  ),
  { minLength: 1, maxLength: 50 },
);

function counted(parts: readonly Partial<CountedPart>[]): CountedPart[] {
  return parts.map((part) => ({ state: 'DRAFT', outcome: null, ...part }));
}
