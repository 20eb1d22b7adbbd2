import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefused } from '#kernel';
import { deleteView, keepView, type Preferences, type SavedView, USUAL, VIEWS_AT_MOST } from './preferences.js';

const view = fc.record<SavedView>({
  id: fc.integer({ min: 1, max: 30 }).map(String),
  list: fc.constantFrom('WORK', 'ALL_APPLICATIONS'),
  name: fc.integer({ min: 1, max: 40 }).map((n) => `View ${n}`),
  query: fc.constantFrom('', 'state=SENT'),
});

/** What is left of the commands that were taken. */
function after(views: readonly SavedView[]): Preferences {
  return views.reduce((preferences, one) => {
    const kept = keepView(preferences, one);
    return isRefused(kept) ? preferences : kept;
  }, USUAL);
}

describe('views that somebody keeps', () => {
  it('are few, each of a name of its own in its list, whatever is kept in whichever order', () => {
    fc.assert(
      fc.property(fc.array(view, { maxLength: 60 }), (views) => {
        const { views: kept } = after(views);
        expect(kept.length).toBeLessThanOrEqual(VIEWS_AT_MOST);
        expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length);
        expect(new Set(kept.map(({ list, name }) => `${list} ${name}`)).size).toBe(kept.length);
      }),
    );
  });

  it('are kept again without a change, and are gone once they are deleted', () => {
    fc.assert(
      fc.property(fc.array(view, { minLength: 1, maxLength: 20 }), (views) => {
        const preferences = after(views);
        for (const one of preferences.views) {
          expect(keepView(preferences, one)).toEqual(preferences);
          const without = deleteView(preferences, one.id);
          expect(without.views.map(({ id }) => id)).not.toContain(one.id);
          expect(deleteView(without, one.id)).toEqual(without);
        }
      }),
    );
  });

  const own: SavedView = { id: '1', list: 'WORK', name: 'Äitini', query: 'state=SENT' };
  it.each([
    ['another view of that name', { ...own, id: '2' }, true],
    ['the name in capitals', { ...own, id: '2', name: 'ÄITINI' }, true],
    ['the name with its marks apart', { ...own, id: '2', name: 'Äitini'.normalize('NFD') }, true],
    ['that name in another list', { ...own, id: '2', list: 'ALL_APPLICATIONS' as const }, false],
    ['the view by its own name', { ...own, query: '' }, false],
  ])('%s: refused %#', (_, another, refused) => {
    expect(isRefused(keepView({ ...USUAL, views: [own] }, another))).toBe(refused);
  });
});
