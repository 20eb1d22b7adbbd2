import { describe, expect, it } from '@jest/globals';
import { Problem } from './problem';
import { askServices } from './services';

describe('a page of several services', () => {
  const away = new Problem(503, { code: 'platform/unavailable' }, 'decisions');

  it('has what each gives, and asks further only where there is more', async () => {
    const page = await askServices({ applications: undefined, decisions: '7' }, async (service, cursor) => ({
      items: [`${service} after ${cursor ?? 'nothing'}`],
      nextCursor: service === 'decisions' ? '9' : null,
    }));
    expect(page).toEqual({
      items: ['applications after nothing', 'decisions after 7'],
      next: { decisions: '9' },
      failed: [],
    });
  });

  it('names a service that refuses or is away, and shows the others', async () => {
    const page = await askServices({ applications: undefined, decisions: undefined }, (service) =>
      service === 'decisions' ? Promise.reject(away) : Promise.resolve({ items: ['one'], nextCursor: null }),
    );
    expect(page).toEqual({ items: ['one'], next: undefined, failed: [{ service: 'decisions', error: away }] });
  });

  it('is none when the reading was given up', async () => {
    const aborted = new DOMException('given up', 'AbortError');
    await expect(askServices({ applications: undefined }, () => Promise.reject(aborted))).rejects.toBe(aborted);
  });
});
