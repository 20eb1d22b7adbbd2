import type { Application } from '../application.js';
import { allows } from '../application.states.js';
import { changed, moved, type Decision } from '../decided.js';

export interface StartProcessingCommand {
  readonly actorId: string;
  readonly now: Date;
}

/**
 * The handler begins with those of their parts that wait (R29). "Process" is also how an application is opened (R8): when all
 * of the handler's open parts are in processing already, what was asked for holds and nothing changes.
 */
export function startProcessing(application: Application, command: StartProcessingCommand): Decision {
  const own = application.parts.filter((part) => part.handlerId === command.actorId);
  if (own.length === 0) return { refused: 'application/not-the-handler' };

  const waiting = own.filter((part) => allows('start-processing', part));
  if (waiting.length === 0) {
    return own.some((part) => part.state === 'IN_PROCESS')
      ? { application, events: [] }
      : { refused: 'application/nothing-to-process' };
  }

  const parts = application.parts.map((part) => (waiting.includes(part) ? moved(part, 'start-processing') : part));
  return changed(
    application,
    command.now,
    { parts },
    {
      type: 'ApplicationProcessingStarted',
      handlerId: command.actorId,
      partIds: waiting.map((part) => part.id),
    },
  );
}
