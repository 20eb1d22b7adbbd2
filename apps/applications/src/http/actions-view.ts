import { type ErrorTable, fill, LANGUAGES, type Localised, stepsInReach, textOfStep, worded } from '#platform';
import type { OfferedAction } from '../domain/allowed-actions.js';
import { errors, type Refusal } from '../errors.js';

const texts: ErrorTable = errors;

/** The actions with what stands in their way in words: what it is, and what can be done about it. */
export function actionsView<Name extends string>(actions: readonly OfferedAction<Name>[]) {
  return actions.map(({ action, refusal }) => ({
    action,
    possible: refusal === null,
    code: refusal?.refused ?? null,
    text: refusal && reasonOf(refusal),
  }));
}

function reasonOf({ refused, details = {} }: Refusal): Localised | null {
  const definition = texts[refused];
  if (definition === undefined) return null;
  const [step] = stepsInReach(definition.next, details);
  const say = (language: keyof Localised) => {
    const title = fill(definition.title[language], (name) => worded(details[name]));
    return step ? `${title}. ${textOfStep(step, details, language)}` : title;
  };
  const [fi = '', sv = '', en = ''] = LANGUAGES.map(say);
  return { fi, sv, en };
}
