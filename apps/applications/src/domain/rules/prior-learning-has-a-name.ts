import type { FieldError } from '../field-error.js';

/** R65: a study has its name, and competence the words in which the student names it (job title or other). */
export function priorLearningHasAName(name: string | null, path: string): FieldError | null {
  return name === null ? { path, code: 'application/name-required' } : null;
}
