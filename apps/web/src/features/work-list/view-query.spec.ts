import { describe, expect, it } from '@jest/globals';
import { queryOf, searchOf } from './view-query';

describe('a view of a list', () => {
  it.each([
    ['nothing', {}, ''],
    ['filters and an order', { state: 'SENT', order: '-changed', age: '7' }, 'age=7&order=-changed&state=SENT'],
    ['a programme with marks', { programme: 'TKT&KANDI =ä' }, 'programme=TKT%26KANDI+%3D%C3%A4'],
  ] as const)('%s: is kept as it stands in the address', (_, search, query) => {
    expect(queryOf(search)).toBe(query);
    expect(queryOf(searchOf(query))).toBe(query);
  });

  it('is the same in whichever order the filters were chosen', () => {
    expect(queryOf({ type: 'EXEMPTION', state: 'SENT' })).toBe(queryOf({ state: 'SENT', type: 'EXEMPTION' }));
  });

  it('loses what lists do not know, and keeps the rest', () => {
    expect(queryOf(searchOf('colour=red&state=LOST&type=INCLUSION'))).toBe('type=INCLUSION');
  });
});
