import { type OperationName, OPERATIONS } from '#contracts';
import { fill, placesIn, worded } from './fill.js';
import type { Localised } from './localised.js';

/** What somebody can do about a refusal, as a service declares it beside its codes. */
export interface StepRule {
  /** The operation that does it. Without one it is done outside the interfaces: somebody is asked, or something is corrected in the request. */
  readonly does?: OperationName;
  /** Where the places of the operation's path are filled from, when the refused request or the refusal call them otherwise. */
  readonly at?: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, unknown>>;

/** A step of which the details of the refusal decide whether it can be taken: by name, the values that it takes. */
export interface ConditionalStep<S extends string> {
  readonly step: S;
  readonly when?: Readonly<Record<string, readonly (string | boolean)[]>>;
  readonly unless?: Readonly<Record<string, readonly (string | boolean)[]>>;
}

/** A declared step with its name and its texts. */
export interface NextStep extends StepRule, ConditionalStep<string> {
  readonly text: Localised;
}

/** The steps of a service by name. */
export type StepTable<S extends string> = Readonly<Record<S, StepRule & { readonly text: Localised }>>;

/** A next step in a problem document. */
export interface NextAction {
  readonly text: string;
  readonly operationId?: string;
  readonly method?: string;
  /** Where it is done; left out when the request and the refusal do not say all that its path needs. */
  readonly href?: string;
}

/** Who asked for what was refused, and where. */
export interface RefusedRequest {
  readonly url: string;
  /** Parameters of its path. */
  readonly params: Values;
  /** Of the reader; undefined where nobody is signed in. */
  readonly roles: readonly string[] | undefined;
}

/** The steps that a code names, from the table. */
export function stepsNamed<S extends string>(
  table: StepTable<S>,
  named: readonly (S | ConditionalStep<S>)[] = [],
): readonly NextStep[] {
  return named.map((one) => {
    const conditional: ConditionalStep<S> = typeof one === 'string' ? { step: one } : one;
    return { ...conditional, ...table[conditional.step] };
  });
}

/** Those that can be taken: their conditions hold, and their text finds its values. */
export function stepsInReach(steps: readonly NextStep[] | undefined, values: Values): readonly NextStep[] {
  const holds = ([name, taken]: [string, readonly (string | boolean)[]]) => taken.some((one) => one === values[name]);
  return (steps ?? []).filter(({ text, when = {}, unless = {} }) => {
    const applies = Object.entries(when).every(holds) && !Object.entries(unless).some(holds);
    return applies && placesIn(text.fi).every((place) => worded(values[place]) !== undefined);
  });
}

/** A step in the words of a reader. */
export function textOfStep({ text }: NextStep, values: Values, language: keyof Localised): string {
  return fill(text[language], (name) => worded(values[name]));
}

/** The steps as the reader finds them in a problem document: only those that the reader's roles may take. */
export function nextActions(
  steps: readonly NextStep[] | undefined,
  values: Values,
  language: keyof Localised,
  request: RefusedRequest,
): NextAction[] {
  return stepsInReach(steps, values).flatMap((step) => {
    const text = textOfStep(step, values, language);
    if (step.does === undefined) return [{ text }];
    const { method, path, roles } = OPERATIONS[step.does];
    if (roles !== null && !request.roles?.some((role) => (roles as readonly string[]).includes(role))) return [];
    const href = hrefOf(path, step.at, { ...request.params, ...values, service: serviceOf(request.url) });
    return [{ text, operationId: step.does.replace(/^.*\./, ''), method, ...(href !== undefined && { href }) }];
  });
}

function hrefOf(path: string, at: StepRule['at'], values: Values): string | undefined {
  const valueOf = (place: string) => worded(values[at?.[place] ?? place]);
  if (placesIn(path).some((place) => valueOf(place) === undefined)) return undefined;
  return fill(path, (place) => encodeURIComponent(valueOf(place) ?? ''));
}

/** Operations that every service has are named once, with the service in the path of the request. */
function serviceOf(url: string): string | undefined {
  return /^\/api\/([a-z-]+)\//.exec(url)?.[1];
}
