import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './list-desk-messages.cursor.js';
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

  it('a cursor leads back to the same place', () => {
    const place = fc.record({
      deliveredAt: fc
        .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      id: fc.uuid(),
    });
    fc.assert(fc.property(place, (position) => expect(decodeCursor(encodeCursor(position))).toEqual(position)));
  });

  it('an invented cursor is refused by its code, never by another error', () => {
    const invented = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    fc.assert(fc.property(invented, (cursor) => expect(() => decodeCursor(cursor)).toThrow('message/cursor-invalid')));
  });
});
