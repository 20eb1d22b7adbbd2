import { describe, expect, it } from '@jest/globals';
import { type PrintedOpenLetter, storyOf, storyWithContent, tableOf, tableOfGroups } from './print.js';

const LETTER: PrintedOpenLetter = {
  id: '12',
  consumer: 'applications',
  topic: 'decisions.decision.v1',
  partition: 3,
  offset: '77',
  key: 'k-1',
  eventName: null,
  institutionOid: null,
  failure: 'unreadable',
  code: 'not-json',
  detail: 'record value',
  attempts: 1,
  firstFailureAt: '2026-11-23T10:00:00.000Z',
  lastFailureAt: '2026-11-23T10:00:00.000Z',
  stackHash: null,
  ownFrame: null,
  group: '0123456789ab',
  state: 'open',
  settledBy: null,
  settledAt: null,
  settledReason: null,
  keyParked: false,
  headers: { 'dlt-code': 'not-json' },
  body: 'red \u001b[31mtext',
};

describe('what dead-letters prints', () => {
  it('is a table with one line per letter', () => {
    const parked = { ...LETTER, id: '13', failure: 'bug', code: 'TypeError', keyParked: true };
    expect(tableOf([LETTER, parked]).split('\n')).toEqual([
      'ID               STATE  SINCE (UTC)          TOPIC                  KEY           FAILURE               TRIES',
      'applications-12  open   2026-11-23 10:00:00  decisions.decision.v1  k-1           unreadable: not-json  1',
      'applications-13  open   2026-11-23 10:00:00  decisions.decision.v1  k-1 (parked)  bug: TypeError        1',
    ]);
  });

  it('is a table with one line per group, the largest first', () => {
    const times = { firstFailureAt: '2026-11-23T10:00:00.000Z', lastFailureAt: '2026-11-24T10:00:00.000Z' };
    const small = {
      group: '0123456789ab',
      code: 'not-json',
      ownFrame: null,
      failures: ['unreadable'],
      topics: ['a', 'b'],
    };
    const large = { ...small, group: 'ba9876543210', code: 'TypeError', ownFrame: 'decide apps/decisions/src/case' };
    const groups = [
      { ...small, ...times, service: 'decisions', letters: 1, keys: 1 },
      { ...large, ...times, service: 'decisions', letters: 12, keys: 3 },
    ];
    expect(tableOfGroups(groups).split('\n')).toEqual([
      'GROUP                   LETTERS  KEYS  FIRST (UTC)          LAST (UTC)           CAUSE                                        TOPICS',
      'decisions-ba9876543210  12       3     2026-11-23 10:00:00  2026-11-24 10:00:00  TypeError in decide apps/decisions/src/case  a, b',
      'decisions-0123456789ab  1        1     2026-11-23 10:00:00  2026-11-24 10:00:00  not-json                                     a, b',
    ]);
  });

  it('tells the whole story of a letter, and nothing in it steers the terminal', () => {
    const story = storyWithContent(LETTER);
    expect(story).toContain('place       decisions.decision.v1, partition 3, offset 77');
    expect(story).toContain('  dlt-code: not-json');
    expect(story).toContain('  red \u{FFFD}[31mtext');
    expect(story).not.toMatch(/settled|stack hash/);
  });

  it('tells the story without what the letter holds unless it was opened', () => {
    expect(storyWithContent(LETTER).startsWith(storyOf(LETTER))).toBe(true);
    expect(storyOf(LETTER)).not.toMatch(/dlt-code|31mtext|no longer/);
  });

  it('says when the record is gone', () => {
    expect(storyWithContent({ ...LETTER, headers: null, body: null })).toContain('no longer on the dead-letter topic');
  });
});
