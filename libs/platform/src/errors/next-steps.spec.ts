import { describe, expect, it } from '@jest/globals';
import { nextActions, type NextStep, type RefusedRequest } from './next-steps.js';

const text = { fi: 'Avaa {partNumber}.', sv: 'Öppna {partNumber}.', en: 'Open {partNumber}.' };
const plain = { fi: 'Kysy.', sv: 'Fråga.', en: 'Ask.' };
const step = (changes: Partial<NextStep> = {}): NextStep => ({ step: 'open', text: plain, ...changes });
const request: RefusedRequest = {
  url: '/api/decisions/v1/cases/a%2Fb/parts/2/decisions',
  params: { applicationId: 'a/b', partId: '2' },
  roles: ['HANDLER'],
};
const of = (one: NextStep, values = {}, asked = request) => nextActions([one], values, 'en', asked);

describe('next steps', () => {
  it('name the operation, its method and its address, filled from the refused request', () => {
    const at = { id: 'applicationId' };
    expect(of(step({ does: 'applications.startProcessing', at }))).toEqual([
      {
        text: 'Ask.',
        operationId: 'startProcessing',
        method: 'POST',
        href: '/api/applications/v1/applications/a%2Fb/start-processing',
      },
    ]);
  });

  it('take what the refusal says before what the request says', () => {
    const [action] = of(step({ does: 'decisions.showDecision' }), { decisionId: 'd1' });
    expect(action?.href).toBe('/api/decisions/v1/decisions/d1');
  });

  it('have no address when neither says all of it', () => {
    const [action] = of(step({ does: 'decisions.showDecision' }));
    expect(action).toEqual({ text: 'Ask.', operationId: 'showDecision', method: 'GET' });
  });

  it('of every service stand at the service that was asked', () => {
    const asked = { url: '/api/notifications/v1/dead-letters/3/replay', params: { id: '3' }, roles: ['OPERATOR'] };
    const [action] = of(step({ does: 'each.settleLettersDiscard' }), {}, asked);
    expect(action?.href).toBe('/api/notifications/v1/dead-letters/3/discard');
  });

  it.each<[string, RefusedRequest['roles'], number]>([
    ['a handler', ['HANDLER'], 1],
    ['a student', ['STUDENT'], 0],
    ['somebody who is not signed in', undefined, 0],
  ])('that a handler may take are given to %s accordingly', (_, roles, count) => {
    expect(of(step({ does: 'applications.returnPart' }), {}, { ...request, roles })).toHaveLength(count);
  });

  it.each<[string, Partial<NextStep>, object, number]>([
    ['without a condition', {}, {}, 1],
    ['in the state', { when: { state: ['SENT'] } }, { state: 'SENT' }, 1],
    ['in another state', { when: { state: ['SENT'] } }, { state: 'RETURNED' }, 0],
    ['without the detail', { when: { state: ['SENT'] } }, {}, 0],
    ['unless', { unless: { possible: [false] } }, { possible: false }, 0],
    ['with the value of its text', { text }, { partNumber: 2 }, 1],
    ['without the value of its text', { text }, {}, 0],
  ])('%s', (_, changes, values, count) => {
    expect(of(step(changes), values)).toHaveLength(count);
  });

  it('are in the language of the reader', () => {
    expect(nextActions([step({ text })], { partNumber: 2 }, 'sv', request)).toEqual([{ text: 'Öppna 2.' }]);
  });

  it('name no operation that is not there', () => {
    // @ts-expect-error no operation of the service
    expect(step({ does: 'applications.startProcesing' }).does).toBeDefined();
  });
});
