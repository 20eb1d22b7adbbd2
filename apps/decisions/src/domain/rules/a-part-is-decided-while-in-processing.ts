import type { Refusal } from '../../errors.js';
import type { PartStanding } from '../case.js';

/** R29, D12: a handler takes a part into processing before deciding it; a returned or cancelled part is not decided. */
export function aPartIsDecidedWhileInProcessing(part: PartStanding): Refusal | undefined {
  return part.state === 'IN_PROCESS' && part.outcome === null
    ? undefined
    : { refused: 'decision/part-not-in-process', details: { partId: part.partId, state: part.state } };
}
