import { describe, expect, it } from '@jest/globals';
import { listRequest } from './list-desk-messages.http.js';

describe('desk inbox request', () => {
  it('has a default page size', () => {
    expect(listRequest.parse({})).toEqual({ limit: 20 });
  });

  it.each([{ limit: '0' }, { limit: '101' }, { limit: 'x' }, { recipientId: 'somebody' }, { cursor: '' }])(
    '%j is refused',
    (query) => {
      expect(listRequest.safeParse(query).success).toBe(false);
    },
  );
});
