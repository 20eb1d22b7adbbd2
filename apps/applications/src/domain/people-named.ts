import type { Application } from './application.js';

/** Those whom an application shows by name to everybody who sees it: its student and its handlers. */
export function peopleNamed({ studentId, handlerId, parts }: Application): string[] {
  const ids = [studentId, handlerId, ...parts.map((part) => part.handlerId)];
  return [...new Set(ids.filter((id) => id !== null))];
}
