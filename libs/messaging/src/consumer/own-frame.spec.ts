import { describe, expect, it } from '@jest/globals';
import { ownFrame } from './own-frame.js';

function errorWith(message: string, ...frames: readonly string[]): Error {
  const error = new TypeError(message);
  error.stack = [`TypeError: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

describe('the own frame of an error', () => {
  it.each([
    [
      'is the first of a service, below any other frames',
      [
        'Client.query (/app/node_modules/pg/lib/client.js:5:1)',
        'prepared (/app/libs/platform/src/sql.ts:20:3)',
        'WhenDecided.handle (/app/apps/decisions/src/reactions/when-decided.ts:34:5)',
        'runReactions (/app/libs/messaging/src/consumer/effects.ts:40:3)',
      ],
      'WhenDecided.handle apps/decisions/src/reactions/when-decided',
    ],
    [
      'is that of a library where no service has one',
      [
        'JSON.parse (<anonymous>)',
        'async runReactions (file:///srv/x/dist/libs/messaging/src/consumer/effects.js:40:3)',
      ],
      'runReactions libs/messaging/src/consumer/effects',
    ],
    ['may have no function', ['/app/apps/decisions/src/case.ts:1:2'], '<anonymous> apps/decisions/src/case'],
    ['may be a constructor', ['new Case (/app/apps/decisions/src/case.ts:1:2)'], 'Case apps/decisions/src/case'],
    ['is missing where nothing is ours', ['Client.query (/app/node_modules/pg/lib/client.js:5:1)'], undefined],
    ['is none of a package that lies below a folder of that name', ['f (/x/node_modules/y/libs/z.js:1:1)'], undefined],
  ] as const)('%s', (_, frames, expected) => {
    expect(ownFrame(errorWith('no', ...frames))).toBe(expected);
  });

  it('stays when lines and folders change', () => {
    const one = errorWith('x', 'decide (/a/dist/apps/decisions/src/case.js:1:2)');
    const other = errorWith('y', 'decide (/srv/other/apps/decisions/src/case.ts:99:7)');
    expect(ownFrame(one)).toBe(ownFrame(other));
  });

  it('is not taken from the message', () => {
    const message = 'bad value\n    at Anna (/apps/010101-123N/x.ts:1:1)';
    expect(ownFrame(errorWith(message, 'decide (/a/apps/decisions/src/case.ts:1:2)'))).toBe(
      'decide apps/decisions/src/case',
    );
    expect(ownFrame('text')).toBeUndefined();
  });
});
