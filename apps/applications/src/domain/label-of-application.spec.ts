import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outcomeLabel, labelsOfApplication, type Viewer } from './label-of-application.js';
import type { CountedPart } from './count-of-parts.js';

/** returned, cancelled, approved, rejected; the rest of n is in processing. */
type Counts = { n: number; t?: number; c?: number; a?: number; r?: number };

const ROWS: readonly (readonly [rule: string, counts: Counts, fi: string, sv: string, en: string])[] = [
  ['[R40] [D2] one part approved', { n: 1, a: 1 }, 'Hyväksytty', 'Godkänd', 'Approved'],
  ['[R42] [D2] one part rejected', { n: 1, r: 1 }, 'Hylätty', 'Avslagen', 'Rejected'],
  ['[R33] [D2] one part returned', { n: 1, t: 1 }, 'Palautettu', 'Returnerad', 'Returned'],
  ['[R40] [D2] all four approved', { n: 4, a: 4 }, 'Hyväksytty', 'Godkänd', 'Approved'],
  ['[R42] [D2] all four rejected', { n: 4, r: 4 }, 'Hylätty', 'Avslagen', 'Rejected'],
  ['[R33] [D2] all four returned', { n: 4, t: 4 }, 'Palautettu', 'Returnerad', 'Returned'],
  ['[R41] [D4] three approved, one undecided', { n: 4, a: 3 }, 'Hyväksytty 3/4', 'Godkänd 3/4', 'Approved 3/4'],
  ['[R43] one rejected, three undecided', { n: 4, r: 1 }, 'Hylätty 1/4', 'Avslagen 1/4', 'Rejected 1/4'],
  ['[R34] one returned, three undecided', { n: 4, t: 1 }, 'Palautettu 1/4', 'Returnerad 1/4', 'Returned 1/4'],
  [
    '[R44] three approved and one rejected',
    { n: 4, a: 3, r: 1 },
    'Hyväksytty 3/4, Hylätty 1/4',
    'Godkänd 3/4, Avslagen 1/4',
    'Approved 3/4, Rejected 1/4',
  ],
  [
    '[D3] one returned and three approved',
    { n: 4, t: 1, a: 3 },
    'Palautettu 1/4, Hyväksytty 3/4',
    'Returnerad 1/4, Godkänd 3/4',
    'Returned 1/4, Approved 3/4',
  ],
  [
    '[D3] one returned, two approved, one rejected',
    { n: 4, t: 1, a: 2, r: 1 },
    'Palautettu 1/4, Hyväksytty 2/4, Hylätty 1/4',
    'Returnerad 1/4, Godkänd 2/4, Avslagen 1/4',
    'Returned 1/4, Approved 2/4, Rejected 1/4',
  ],
  [
    '[D16] returned, cancelled, approved and rejected',
    { n: 4, t: 1, c: 1, a: 1, r: 1 },
    'Palautettu 1/4, Peruutettu 1/4, Hyväksytty 1/4, Hylätty 1/4',
    'Returnerad 1/4, Återkallad 1/4, Godkänd 1/4, Avslagen 1/4',
    'Returned 1/4, Cancelled 1/4, Approved 1/4, Rejected 1/4',
  ],
  [
    '[D16] one cancelled beside one approved',
    { n: 3, c: 1, a: 1 },
    'Peruutettu 1/3, Hyväksytty 1/3',
    'Återkallad 1/3, Godkänd 1/3',
    'Cancelled 1/3, Approved 1/3',
  ],
];

describe('the label of an application', () => {
  it.each(ROWS)('%s', (_rule, counts, fi, sv, en) => {
    expect(outcomeLabel(partCounts(counts), 'RECOGNITION')).toEqual({ fi, sv, en });
  });

  it.each<[string, CountedPart['state'], Viewer, string]>([
    ['[R27] a draft to the student', 'DRAFT', 'STUDENT', 'Luonnos'],
    ['[R28] a sent one to the student', 'SENT', 'STUDENT', 'Lähetetty'],
    ['[R28] a sent one to staff', 'SENT', 'STAFF', 'Uusi hakemus'],
    ['[R29] one in processing to the student', 'IN_PROCESS', 'STUDENT', 'Käsittelyssä'],
    ['[R29] one in processing to staff', 'IN_PROCESS', 'STAFF', 'Käsittelyssä'],
    ['[R36] a cancelled one to the student', 'CANCELLED', 'STUDENT', 'Peruutettu'],
  ])('%s reads by its workflow state', (_rule, state, viewer, fi) => {
    const parts = [{ state, outcome: null }];
    const labels = labelsOfApplication('RECOGNITION', parts, viewer);
    expect(labels.state.fi).toBe(fi);
    expect(labels.outcome).toBeNull();
  });

  it('[R28] has both words in Swedish and English too', () => {
    const sent: CountedPart[] = [{ state: 'SENT', outcome: null }];
    expect(labelsOfApplication('RECOGNITION', sent, 'STUDENT').state).toEqual({
      fi: 'Lähetetty',
      sv: 'Skickad',
      en: 'Sent',
    });
    expect(labelsOfApplication('RECOGNITION', sent, 'STAFF').state).toMatchObject({
      sv: 'Ny ansökan',
      en: 'New application',
    });
  });

  it.each<Viewer>(['STUDENT', 'STAFF'])(
    '[D13] a handled application reads "Käsitelty" with the outcome beside it, for %s',
    (viewer) => {
      const labels = labelsOfApplication('RECOGNITION', handledParts({ a: 3, r: 1 }), viewer);
      expect(labels.state.fi).toBe('Käsitelty');
      expect(labels.outcome?.fi).toBe('Hyväksytty 3/4, Hylätty 1/4');
    },
  );

  it('[D13] while a part is approved but unrecorded the State column shows the outcome label', () => {
    const parts: CountedPart[] = [...handledParts({ r: 1 }), { state: 'IN_PROCESS', outcome: 'APPROVED' }];
    const labels = labelsOfApplication('RECOGNITION', parts, 'STUDENT');
    expect(labels.state.fi).toBe('Hyväksytty 1/2, Hylätty 1/2');
    expect(labels.outcome).toEqual(labels.state);
  });

  it('[D15] a partly approved pre-application says "alustavasti"', () => {
    expect(outcomeLabel(partCounts({ n: 4, a: 3, r: 1 }), 'PRELIMINARY')).toEqual({
      fi: 'Hyväksytty alustavasti 3/4, Hylätty 1/4',
      sv: 'Preliminärt godkänd 3/4, Avslagen 1/4',
      en: 'Preliminarily approved 3/4, Rejected 1/4',
    });
  });

  it('[R39] a wholly approved pre-application reads "Hyväksytty alustavasti" without a fraction', () => {
    expect(labelsOfApplication('PRELIMINARY', handledParts({ a: 4 }), 'STUDENT').state.fi).toBe(
      'Hyväksytty alustavasti',
    );
  });

  it('[D2] [D3] names exactly the counts above zero, in order, each at most once, for any counts', () => {
    const words = ['Palautettu', 'Peruutettu', 'Hyväksytty', 'Hylätty'];
    const share = fc.nat({ max: 12 });
    fc.assert(
      fc.property(share, share, share, share, share, (t, c, a, r, open) => {
        fc.pre(t + a + r > 0);
        const n = t + c + a + r + open;
        const label = outcomeLabel(partCounts({ n, t, c, a, r }), 'RECOGNITION')?.fi ?? '';
        const expected = [t, c, a, r]
          .map((count, i) => (count === n ? words[i] : `${words[i]} ${count}/${n}`))
          .filter((_, i) => [t, c, a, r][i] !== 0);
        expect(label.split(', ')).toEqual(expected);
        expect(label.includes('/')).toBe(expected.length > 1 || open > 0);
      }),
    );
  });
});

function partCounts({ n, t = 0, c = 0, a = 0, r = 0 }: Counts) {
  return { parts: n, returned: t, cancelled: c, approved: a, rejected: r };
}

function handledParts({ a = 0, r = 0 }: Omit<Counts, 'n'>): CountedPart[] {
  const repeat = (count: number, outcome: 'APPROVED' | 'REJECTED') =>
    Array.from({ length: count }, (): CountedPart => ({ state: 'HANDLED', outcome }));
  return [...repeat(a, 'APPROVED'), ...repeat(r, 'REJECTED')];
}
