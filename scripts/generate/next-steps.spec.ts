import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { type OperationName, OPERATIONS, SERVICES } from '#contracts';
import {
  allows,
  PART_STATES,
  type PartCommand,
  TRANSITIONS,
} from '../../apps/applications/src/domain/application.states.js';
import { caseWith, part as partOf } from '../../apps/decisions/test/examples.js';
import { proposeDecision } from '../../apps/decisions/src/domain/decision.js';
import { SUPPORT_CASE_TRANSITIONS } from '../../apps/study-rights/src/support-desk/domain/support-case.states.js';
import type { ErrorTable } from '../../libs/platform/src/errors/error-definition.js';
import { placesIn } from '../../libs/platform/src/errors/fill.js';
import { type NextStep, stepsInReach } from '../../libs/platform/src/errors/next-steps.js';
import { ERROR_TABLES } from './problem-texts.js';

interface RefusingOperation {
  readonly operationId: string;
  readonly path: string;
  /** Null: everybody who is signed in. */
  readonly roles: readonly string[] | null;
  readonly codes: readonly string[];
}

const table = Object.assign({}, ...Object.values(ERROR_TABLES)) as ErrorTable;

/** Details of a code that fill a place of a path, beside the parameters of the refused request. */
const DETAILS: Readonly<Record<string, readonly string[]>> = {
  'decision/already-decided': ['decisionId'],
  'dead-letter/not-the-oldest': ['oldestId'],
  'dead-letter/still-unreadable': ['letterId'],
  'dead-letter/body-gone': ['letterId'],
  'keyword/not-live': ['keyword'],
  'keyword/term-taken': ['keyword'],
};

/** Where the refused request does not say all that the path needs: the reader gets the operation without an address. */
const WITHOUT_ADDRESS = [
  // A transfer names its study right in its body, and by a source id perhaps: the details say which where it is known.
  ...['delete-hoks', 'invalidate-and-create', 'read-again', 'invalidate-ordinarily'],
];

/** Codes that an operation lists because it shares a published list with others; it meets none of them. */
const ONLY_LISTED = [
  /^createDraft application\/(?!too-many)/,
  /^openSupportCase support-case\/step/,
  /^\w+ReplayKey dead-letter\/effect/,
];

const reachable = (one: readonly string[] | null, other: readonly string[] | null) =>
  one === null || other === null || one.some((role) => other.includes(role));

describe('next steps of refusals', () => {
  const operations = SERVICES.flatMap(refusingOperations);
  const declared = Object.entries(table).flatMap(([code, { next = [] }]) => next.map((step) => ({ code, step })));
  const done = declared.flatMap(({ code, step }) => (step.does ? [{ code, step, by: OPERATIONS[step.does] }] : []));

  it('are many, and most of them are operations', () => {
    expect([declared.length, done.length].every((count) => count > 30)).toBe(true);
  });

  it.each(done.map(({ code, step, by }) => [code, step.step, by.roles] as const))(
    '%s: %s can be taken by somebody who meets the refusal',
    (code, _, roles) => {
      const refusing = operations.filter((operation) => operation.codes.includes(code));
      expect(refusing.some((operation) => reachable(operation.roles, roles))).toBe(true);
    },
  );

  it('have an address wherever a reader may take them', () => {
    const lost = done.flatMap(({ code, step, by }) =>
      operations
        .filter((operation) => operation.codes.includes(code) && reachable(operation.roles, by.roles))
        .flatMap(({ operationId, path }) => {
          const known = ['service', ...placesIn(path), ...(DETAILS[code] ?? [])];
          const missing = placesIn(by.path).filter((place) => !known.includes(step.at?.[place] ?? place));
          return missing.length > 0 ? [`${operationId} ${code} ${step.step}: ${missing.join()}`] : [];
        }),
    );
    const excused = (line: string) =>
      ONLY_LISTED.some((listed) => listed.test(line)) || WITHOUT_ADDRESS.some((name) => line.includes(` ${name}:`));
    expect(lost.filter((line) => !excused(line))).toEqual([]);
  });

  it.each<[RegExp, OperationName]>([
    [/open the application/i, 'applications.applicationById'],
    [/from your own list/, 'applications.applicationList'],
    [/take .* into processing/i, 'applications.startProcessing'],
    [/return the part to the student/, 'applications.returnPart'],
    [/delete one of your drafts/, 'applications.applicationList'],
    [/cancelled as a whole|choose the parts to cancel/i, 'applications.cancelApplication'],
    [/person who made the decision/, 'decisions.showCase'],
    [/open the earlier decision|open it again to see/i, 'decisions.showDecision'],
    [/reject the part/, 'decisions.makeDecision'],
    [/ask for the recording again/i, 'decisions.recordRecognition'],
    [/list from its start/, 'decisions.recordingQueue'],
    [/load the list/i, 'notifications.listDeskMessages'],
    [/search again without/i, 'recognition-bank.searchPrecedents'],
    [/settle letter|a replay settles/i, 'each.settleLettersReplay'],
    [/be discarded|discard it/i, 'each.settleLettersDiscard'],
    [/list of groups/, 'each.letterGroupsList'],
    [/new data transfer/, 'study-rights.transferStudyRights'],
    [/propose anew/, 'study-rights.proposeOverride'],
    [/in the ordinary way/, 'study-rights.invalidateStudyRight'],
  ])('a text that says %s names the operation %s', (words, operation) => {
    const saying = Object.entries(table).filter(([, { detail }]) => words.test(detail.en));
    expect(saying.length).toBeGreaterThan(0);
    const silent = saying.filter(([, { next = [] }]) => !next.some(({ does }) => does === operation));
    expect(silent.map(([code]) => code)).toEqual([]);
  });

  describe('are allowed in the state that the refusal comes from', () => {
    const cases = [
      ...PART_STATES.map((state) => ({ state, outcome: null })),
      ...(['IN_PROCESS', 'HANDLED'] as const).map((state) => ({ state, outcome: 'APPROVED' as const })),
    ];
    const contents = [
      { outcome: 'APPROVED' as const, grantedCredits: 500, fieldOfEducation: 1, keywords: ['x@example.org'] },
      { outcome: 'APPROVED' as const, grantedCredits: 100_000, fieldOfEducation: 1, keywords: ['java'] },
      { outcome: 'REJECTED' as const },
    ];

    it.each(cases)('of a decision on a part in $state, outcome $outcome', (standing) => {
      for (const content of contents) {
        const part = { ...partOf(), ...standing };
        const applicant = { name: undefined, agreedTexts: [] };
        const codeset = { isKept: false, live: new Set<string>() };
        const proposal = { id: 'd', deciderId: 'h', now: new Date(0), content, courses: [], applicant, codeset };
        const refused = proposeDecision(caseWith(part), part, undefined, proposal);
        if (!('refused' in refused)) throw new Error('a refusal was expected');
        const offered = stepsInReach(table[refused.refused]?.next, refused.details ?? {});
        const commands = offered.map(commandOf).filter((command) => command !== undefined);
        expect(commands.filter((command) => !allows(command, part))).toEqual([]);
      }
    });

    it('of a support case', () => {
      expect(SUPPORT_CASE_TRANSITIONS.PROPOSED).toHaveProperty('propose');
      expect(table['support-case/changed-since-proposal']?.next?.map(({ does }) => does)).toEqual([
        'study-rights.proposeOverride',
      ]);
    });
  });
});

/** The command of a step in the table of states of an application part. */
function commandOf({ does }: NextStep): PartCommand | undefined {
  const name = does?.replace(/^.*\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return TRANSITIONS.find(({ command }) => command === name)?.command;
}

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema: unknown }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Response>> };
}

interface Described {
  readonly operationId: string;
  readonly 'x-roles'?: readonly string[];
  readonly responses: Readonly<Record<string, Response>>;
}

function refusingOperations(service: string): RefusingOperation[] {
  const document = parse(readFileSync(`libs/contracts/openapi/${service}.yaml`, 'utf8')) as Document;
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/api/'))
    .flatMap(([path, verbs]) =>
      Object.values(verbs).map(({ operationId, 'x-roles': roles = null, responses }) => ({
        ...{ operationId, path, roles },
        codes: Object.values(responses).flatMap((response) => codesOf(response, document)),
      })),
    );
}

function codesOf(response: Response, { components }: Document): string[] {
  const { content } = components.responses[response.$ref?.split('/').at(-1) ?? ''] ?? response;
  const { schema } = content?.['application/problem+json'] ?? {};
  const { allOf = [] } = (schema ?? {}) as { allOf?: { properties?: { code?: { enum?: string[] } } }[] };
  return allOf.flatMap(({ properties }) => properties?.code?.enum ?? []);
}
