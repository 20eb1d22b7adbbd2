import { firstRefusal } from '#kernel';
import type { ActingPerson } from '../acting-person.js';
import type { Application, ApplicationPart } from '../application.js';
import { allows } from '../application.states.js';
import type { Decision } from '../decided.js';
import { mayTransferPartsOfOthers } from '../policy.js';
import { aNewHandlerWorksInTheDegreeProgramme } from '../rules/a-new-handler-works-in-the-degree-programme.js';
import { aPartMovesOnlyAsTheTableSays } from '../rules/a-part-moves-only-as-the-table-says.js';
import { onlyTheCurrentHandlerHandlesAPart } from '../rules/only-the-current-handler-handles-a-part.js';
import { transferred } from '../transferred.js';

export interface TransferPartsCommand {
  readonly actor: Pick<ActingPerson, 'personId' | 'roles'>;
  /** The parts to transfer; null: all that the actor can. */
  readonly partIds: readonly string[] | null;
  readonly newHandler: Pick<ActingPerson, 'personId' | 'handlesIn'>;
  /** To the new handler; the student does not read it. */
  readonly message: string | null;
  readonly now: Date;
}

/** The handler gives undecided parts to a named colleague (R12, R13); an administrator does so for one who is away. */
export function transferParts(application: Application, command: TransferPartsCommand): Decision {
  const { actor, partIds, newHandler, message, now } = command;
  const named = application.parts.filter(({ id }) => partIds?.includes(id));
  if (partIds?.some((id) => !named.some((part) => part.id === id))) return { refused: 'application/part-not-found' };
  const isTheirs = (part: ApplicationPart) =>
    mayTransferPartsOfOthers(actor) ? null : onlyTheCurrentHandlerHandlesAPart(part, actor.personId);
  const refusal = firstRefusal(
    ...named.map(isTheirs),
    aNewHandlerWorksInTheDegreeProgramme(newHandler, application),
    ...named.map((part) => aPartMovesOnlyAsTheTableSays(part, 'transfer-parts')),
  );
  if (refusal) return refusal;

  const theirs = application.parts.filter((part) => isTheirs(part) === null);
  if (theirs.length === 0) return { refused: 'application/not-the-handler' };
  const all = theirs.filter((part) => allows('transfer-parts', part));
  const given = (partIds === null ? all : named).filter(({ handlerId }) => handlerId !== newHandler.personId);
  if (given.length === 0) return { refused: 'application/nothing-to-transfer' };
  return transferred(application, given, {
    ...{ command: 'transfer-parts', handlerId: newHandler.personId, actorId: actor.personId, message, now },
  });
}
