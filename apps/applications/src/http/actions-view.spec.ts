import { describe, expect, it } from '@jest/globals';
import { actionsView } from './actions-view.js';

describe('actions in words', () => {
  it('say what stands in the way and what can be done about it, in three languages', () => {
    const details = { partId: 'x', partNumber: 2, partState: 'SENT' };
    const [view] = actionsView([{ action: 'return', refusal: { refused: 'application/wrong-state', details } }]);
    expect(view).toEqual({
      action: 'return',
      possible: false,
      code: 'application/wrong-state',
      text: {
        fi: 'Osan 2 tila ei salli tätä. Ota hakemus käsittelyyn.',
        sv: expect.stringContaining('2'),
        en: expect.stringContaining('2'),
      },
    });
  });

  it('say nothing of what is possible', () => {
    expect(actionsView([{ action: 'submit', refusal: null }])).toEqual([
      { action: 'submit', possible: true, code: null, text: null },
    ]);
  });
});
