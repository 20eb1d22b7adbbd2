import { firstRefusal } from '#kernel';
import type { ActingPerson } from '../acting-person.js';
import type { Application } from '../application.js';
import { allows } from '../application.states.js';
import type { Decision } from '../decided.js';
import { aNewHandlerWorksInTheDegreeProgramme } from '../rules/a-new-handler-works-in-the-degree-programme.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { transferred } from '../transferred.js';

export interface TakeOverPartsCommand {
  readonly actor: ActingPerson;
  /** The parts to take; null: all that can be taken. */
  readonly partIds: readonly string[] | null;
  readonly now: Date;
}

/** A colleague takes undecided parts over from whoever handles them (R10, R11). What is the colleague's own already stays so. */
export function takeOverParts(application: Application, { actor, partIds, now }: TakeOverPartsCommand): Decision {
  const named = application.parts.filter(({ id }) => partIds?.includes(id));
  if (partIds?.some((id) => !named.some((part) => part.id === id))) return { refused: 'application/part-not-found' };
  const refusal = firstRefusal(
    aNewHandlerWorksInTheDegreeProgramme(actor, application),
    ...named.map((part) => aPartMovesOnlyAsTheTableSays(part, 'take-over-parts')),
  );
  if (refusal) return refusal;

  const wanted = partIds === null ? application.parts.filter((part) => allows('take-over-parts', part)) : named;
  const taken = wanted.filter(({ handlerId }) => handlerId !== actor.personId);
  if (taken.length === 0) return { refused: 'application/nothing-to-take-over' };
  const command = 'take-over-parts';
  return transferred(application, taken, {
    command,
    handlerId: actor.personId,
    actorId: actor.personId,
    message: null,
    now,
  });
}
