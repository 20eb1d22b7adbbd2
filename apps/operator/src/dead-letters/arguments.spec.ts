import { describe, expect, it } from '@jest/globals';
import { SERVICES } from '#contracts';
import { UsageError } from '../command.js';
import { parseCommand } from './arguments.js';

const command = (line: string) => parseCommand(line.split(' ')).command;

describe('the command line of dead-letters', () => {
  it('names a letter by service and number, in either way', () => {
    const shown = { name: 'show', id: { service: 'study-rights', number: '7' } };
    expect(command('show study-rights-7')).toEqual(shown);
    expect(command('show study-rights-7 --reason ticket-4711')).toEqual({ ...shown, reason: 'ticket-4711' });
    expect(command('replay 12 --service decisions')).toEqual({
      name: 'replay',
      id: { service: 'decisions', number: '12' },
    });
    expect(parseCommand(['discard', 'applications-3', '--reason', 'sent twice', '--yes']).command).toEqual({
      name: 'discard',
      id: { service: 'applications', number: '3' },
      reason: 'sent twice',
    });
  });

  it('lists all services, or one, with the filters that were given', () => {
    expect(command('list')).toEqual({ name: 'list', services: SERVICES, filters: {}, limit: 100 });
    expect(command('list --service decisions --state all --code TypeError --limit 5')).toEqual({
      name: 'list',
      services: ['decisions'],
      filters: { state: 'all', code: 'TypeError' },
      limit: 5,
    });
  });

  it('takes the letters of a cause together', () => {
    const group = { service: 'study-rights', group: '0123456789ab' };
    expect(command('groups')).toEqual({ name: 'groups', services: SERVICES });
    expect(command('replay --group=study-rights-0123456789ab')).toEqual({ name: 'replay-group', group });
    expect(command('replay --group 0123456789ab --service study-rights')).toEqual({ name: 'replay-group', group });
    expect(command('discard --group study-rights-0123456789ab --reason mended --yes')).toEqual({
      ...{ name: 'discard-group', group },
      reason: 'mended',
    });
  });

  it('knows who may have a key from who consumes its topic', () => {
    expect(command('replay-key university.person.v1 k')).toMatchObject({
      services: ['applications', 'decisions', 'notifications'],
    });
    expect(command('replay-key university.person.v1 k --service decisions')).toMatchObject({ services: ['decisions'] });
  });

  it('answers programs in JSON', () => {
    expect(parseCommand(['list', '--json']).json).toBe(true);
    expect(parseCommand(['list']).json).toBe(false);
  });

  it.each([
    ['destroy', /"destroy" is not known/],
    ['show', /show takes 1 word/],
    ['show decisions-12 --reason x', /show needs --reason/],
    ['show 12', /Whose letter is 12/],
    ['show twelve', /"twelve" is no letter/],
    ['show nobody-12', /"nobody" is no service/],
    ['show decisions-12 --service applications', /is of decisions, not of applications/],
    ['discard applications-1', /needs --reason/],
    ['discard applications-1 --reason x', /needs --reason/],
    ['discard applications-1 --reason twice', /for good.*Add --yes.*nothing has been changed/],
    ['replay-key university.person.v1', /takes 2 words/],
    ['replay-key nothing.v1 k', /no topic "nothing.v1"/],
    ['replay-key decisions.attainment.v1 k', /No service consumes/],
    ['replay --group decisions-12', /is no group/],
    ['replay decisions-12 --group decisions-0123456789ab', /takes 0 words/],
    ['discard --group decisions-0123456789ab', /needs --reason/],
    ['list decisions', /takes 0 words/],
    ['list --limit none', /--limit is a whole number/],
    ['list --colour', /Unknown option '--colour'/],
  ])('refuses "%s" in one sentence', (line, sentence) => {
    expect(() => command(line)).toThrow(UsageError);
    expect(() => command(line)).toThrow(sentence);
  });
});
