import { describe, expect, it } from '@jest/globals';
import { ProblemError } from './problem.js';

type ShopCode = 'shop/closed' | 'shop/moved';

describe('a problem', () => {
  it("has a code of the platform, or one of the service's own", () => {
    const codes = [new ProblemError('platform/not-found'), new ProblemError<ShopCode>('shop/closed')];
    expect(codes.map(({ code }) => code)).toEqual(['platform/not-found', 'shop/closed']);
  });

  it('does not compile with another', () => {
    const wrong = [
      // @ts-expect-error no code of the platform
      new ProblemError('platform/not-fuond'),
      // @ts-expect-error a service names whose code it is
      new ProblemError('shop/closed'),
      // @ts-expect-error no code of the service
      new ProblemError<ShopCode>('shop/colsed'),
    ];
    expect(wrong).toHaveLength(3);
  });
});
