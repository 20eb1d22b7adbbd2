import { applyDecorators, Header } from '@nestjs/common';
import type { z } from 'zod';
import { type AnswerDescription, describeOperation, type Deprecation } from './operation-description.js';

/**
 * Describes what a controller method answers: its OpenAPI operation comes from here, and every scenario test holds the answers
 * against it. The status is that of the method (`@HttpCode`, else 201 for POST and 200 for the rest).
 * @param schema of the body, null when there is none. What a view function returns is inferred from it, so the two cannot differ
 */
export function Answers(schema: z.ZodType | null, description: Omit<AnswerDescription, 'schema'>): MethodDecorator {
  return (target, method) => describeOperation(target, method, { answer: { schema, ...description } });
}

/**
 * Announces the end of an operation: every answer of the method carries `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and where to go
 * instead; OpenAPI marks it. docs/stability.md promises at least 12 months between the two days.
 * @throws Error at start when the notice is shorter
 */
export function Deprecated(deprecation: Deprecation): MethodDecorator {
  const [since, sunset] = [beginningOf(deprecation.since), beginningOf(deprecation.sunset)];
  const earliest = new Date(since);
  earliest.setUTCFullYear(earliest.getUTCFullYear() + 1);
  if (sunset < earliest)
    throw new Error(`An end on ${deprecation.sunset} is less than 12 months after ${deprecation.since}.`);
  const { successor } = deprecation;
  return applyDecorators(
    ((target, method) => describeOperation(target, method, { deprecation })) as MethodDecorator,
    Header('deprecation', `@${since.getTime() / 1000}`),
    Header('sunset', sunset.toUTCString()),
    ...(successor === undefined ? [] : [Header('link', `<${successor}>; rel="successor-version"`)]),
  );
}

function beginningOf(day: string): Date {
  const beginning = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(beginning.getTime())) throw new Error(`${day} is no day (YYYY-MM-DD).`);
  return beginning;
}
