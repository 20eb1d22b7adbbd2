import type { Application } from './application.js';

/** Those whom an application shows by name to everybody who sees it: its student, its handlers and from whom they have its parts. */
export function peopleNamed({ studentId, handlerId, parts }: Application): string[] {
  const ids = [
    studentId,
    handlerId,
    ...parts.flatMap((part) => [part.handlerId, part.transfer?.fromHandlerId ?? null]),
  ];
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Those who have transferred parts, for readers of the transfer (`read-transfer`). */
export function peopleWhoTransferred({ parts }: Application): string[] {
  return [...new Set(parts.flatMap(({ transfer }) => (transfer ? [transfer.byId] : [])))];
}
