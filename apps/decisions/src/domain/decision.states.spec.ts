import { describe, expect, it } from '@jest/globals';
import {
  after,
  DECISION_TRANSITIONS,
  FIRST_STATE,
  STANDING_STATES,
  type DecisionState,
  type DecisionStep,
} from './decision.states.js';

const states = Object.keys(DECISION_TRANSITIONS) as DecisionState[];
const steps: DecisionStep[] = ['confirm', 'refuse', 'record'];

describe('the transition table of decisions', () => {
  it.each<[DecisionState, DecisionStep, DecisionState | undefined]>([
    ['PROPOSED', 'confirm', 'FINAL'],
    ['PROPOSED', 'refuse', 'VOID'],
    ['PROPOSED', 'record', undefined],
    ['FINAL', 'confirm', undefined],
    ['FINAL', 'refuse', undefined],
    ['FINAL', 'record', 'RECORDED'],
    ['VOID', 'confirm', undefined],
    ['VOID', 'refuse', undefined],
    ['VOID', 'record', undefined],
    ['RECORDED', 'confirm', undefined],
    ['RECORDED', 'refuse', undefined],
    ['RECORDED', 'record', undefined],
  ])('%s, %s: %s', (state, step, expected) => {
    expect(after(state, step)).toBe(expected);
  });

  it('every state can be reached', () => {
    const reached = new Set<DecisionState>([FIRST_STATE]);
    for (let size = -1; size !== reached.size;) {
      size = reached.size;
      for (const state of [...reached]) {
        for (const step of steps) {
          const next = after(state, step);
          if (next) reached.add(next);
        }
      }
    }
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('only a void decision makes room for another', () => {
    expect(states.filter((state) => !STANDING_STATES.includes(state))).toEqual(['VOID']);
  });
});
