import type { Problem } from '../../api/problem';
import { type Application, writtenParts } from './form-content';

/** What a refusal says about fields, by the ids of their elements. A returned part is sent by itself, so its paths begin at the part. */
export function mistakesIn(problem: Problem | null, application: Application): ReadonlyMap<string, string> {
  const errors = problem?.document.errors ?? [];
  const isPart = application.state !== 'DRAFT' && errors.some(({ path }) => !path.startsWith('parts.'));
  const [first] = writtenParts(application);
  const prefix = isPart && first ? `parts.${first.number - 1}.` : '';
  return new Map(errors.map(({ path, message }) => [`${prefix}${path}`, message]));
}
