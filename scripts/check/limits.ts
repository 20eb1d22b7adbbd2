import { eventSchemas } from '#contracts';
import { LIMITS } from '#kernel';

type Limit = keyof typeof LIMITS;

/** Where the schemas of events state a limit: file, JSON Pointer and keyword. */
type Place = `${string}#${string} ${'maxItems' | 'maxLength' | 'maximum'}`;

const PART = 'common#/$defs/partContent/properties';
const BASIS = 'common#/$defs/basis/properties';
const ATTAINMENT = 'decisions.attainment-recorded.v1#/properties';
const TRANSFER_REFUSED = 'study-rights.study-right-transfer-refused.v1#/properties';
const HOKS_REFUSED = 'study-rights.hoks-refused.v1#/properties';
const VIRTA_REFUSED = 'study-rights.virta-records-refused.v1#/properties';
const KEYWORD = 'recognition-bank.keyword-changed.v1#/properties';
const RIGHTS = 'applications.rights-matrix-changed.v1#/properties/rows';
const PRECEDENT = 'decisions.precedent-released.v1#/properties';

const PLACES: Readonly<Record<Limit, readonly [Place, ...Place[]]>> = {
  credits: ['common#/$defs/credits maximum'],
  partsOfAnApplication: [
    'common#/$defs/applicationSummary/properties/parts maxItems',
    'applications.application-submitted.v1#/properties/parts maxItems',
    'applications.application-parts-resubmitted.v1#/properties/parts maxItems',
    'applications.application-restated.v1#/properties/parts maxItems',
  ],
  basesOfAPart: [`${PART}/bases maxItems`, `${ATTAINMENT}/bases maxItems`],
  targetsOfAPart: [`${PART}/targets maxItems`],
  reasonsOfAReturn: ['applications.application-part-returned.v1#/properties/reasonCodes maxItems'],
  fieldsOfAReturn: ['applications.application-part-returned.v1#/properties/fields maxItems'],
  code: ['common#/$defs/code maxLength', `${BASIS}/code/anyOf/0 maxLength`, `${PRECEDENT}/basisCode/anyOf/0 maxLength`],
  basisName: [
    `${BASIS}/name maxLength`,
    `${ATTAINMENT}/bases/items/properties/name maxLength`,
    `${PRECEDENT}/basisName maxLength`,
  ],
  organisation: [
    `${BASIS}/organisation/anyOf/0 maxLength`,
    `${ATTAINMENT}/bases/items/properties/organisation/anyOf/0 maxLength`,
  ],
  grade: [`${BASIS}/grade/anyOf/0 maxLength`, `${ATTAINMENT}/grade/anyOf/0 maxLength`],
  fieldOfEducation: [
    `${ATTAINMENT}/fieldOfEducation/anyOf/0 maximum`,
    `${KEYWORD}/fieldsOfEducation/items maximum`,
    `${KEYWORD}/fieldsOfEducation maxItems`,
  ],
  keyword: [
    `${PRECEDENT}/basisKeywords/items maxLength`,
    `${KEYWORD}/code maxLength`,
    `${KEYWORD}/terms/properties/fi maxLength`,
    `${KEYWORD}/terms/properties/sv maxLength`,
    `${KEYWORD}/terms/properties/en maxLength`,
    `${KEYWORD}/mergedInto/anyOf/0 maxLength`,
  ],
  oid: [
    'study-rights.study-right-stored.v1#/properties/studyRightId maxLength',
    'study-rights.study-right-stored.v1#/properties/learnerId maxLength',
    'study-rights.study-right-restated.v1#/properties/studyRightId maxLength',
    'study-rights.study-right-restated.v1#/properties/learnerId maxLength',
    'study-rights.study-right-invalidated.v1#/properties/studyRightId maxLength',
    'study-rights.study-right-invalidation-refused.v1#/properties/studyRightId maxLength',
    `${TRANSFER_REFUSED}/studyRightId/anyOf/0 maxLength`,
    'study-rights.hoks-stored.v1#/properties/studyRightId maxLength',
    'study-rights.hoks-stored.v1#/properties/learnerId maxLength',
    'study-rights.hoks-deleted.v1#/properties/studyRightId maxLength',
    `${HOKS_REFUSED}/studyRightId/anyOf/0 maxLength`,
    'study-rights.feedback-decided.v1#/properties/studyRightId maxLength',
    'study-rights.feedback-decided.v1#/properties/learnerId maxLength',
  ],
  sourceId: [
    'study-rights.study-right-stored.v1#/properties/sourceId/anyOf/0 maxLength',
    'study-rights.study-right-restated.v1#/properties/sourceId/anyOf/0 maxLength',
    `${TRANSFER_REFUSED}/sourceId/anyOf/0 maxLength`,
  ],
  keyOfAVirtaRecord: [`${VIRTA_REFUSED}/errors/items/properties/recordKey/anyOf/0 maxLength`],
  refusalsOfAnAnswer: [
    `${TRANSFER_REFUSED}/errors maxItems`,
    `${HOKS_REFUSED}/errors maxItems`,
    `${VIRTA_REFUSED}/errors maxItems`,
  ],
  messageOfARefusal: [
    'common#/$defs/errorEntry/properties/message maxLength',
    `${VIRTA_REFUSED}/errors/items/properties/message maxLength`,
  ],
  idsOfAQuestion: [
    'applications.republish-requested.v1#/properties/ids maxItems',
    'decisions.republish-requested.v1#/properties/ids maxItems',
    'recognition-bank.republish-requested.v1#/properties/ids maxItems',
  ],
  rowsOfADigest: [
    'applications.application-digest-published.v1#/properties/rows maxItems',
    'decisions.precedent-digest-published.v1#/properties/bankKeys maxItems',
    'study-rights.study-right-digest-published.v1#/properties/rows maxItems',
  ],
};

/** Limits that no request of ours has: in events alone, and so in one place. */
const OF_EVENTS_ALONE: ReadonlySet<string> = new Set([
  ...['fi', 'sv', 'en'].map((language) => `common#/$defs/localisedText/properties/${language} maxLength`),
  'common#/$defs/errorEntry/properties/key maxLength',
  // A decision has ten keywords at most; more may come from a later way to give them.
  `${PRECEDENT}/basisKeywords maxItems`,
  'decisions.recognition-recorded.v1#/properties/attainmentIds maxItems',
  'notifications.message-delivered.v1#/properties/template maxLength',
  // Codes of refusals and next steps are texts of the service.
  `${VIRTA_REFUSED}/errors/items/properties/key maxLength`,
  'study-rights.study-right-invalidation-refused.v1#/properties/key maxLength',
  'study-rights.study-right-invalidation-refused.v1#/properties/nextSteps maxItems',
  'study-rights.study-right-invalidation-refused.v1#/properties/nextSteps/items maxLength',
  // Actions, roles and conditions of a request come from the lists of this release; a later one may have more.
  `${RIGHTS} maxItems`,
  `${RIGHTS}/items/properties/action maxLength`,
  `${RIGHTS}/items/properties/grants maxItems`,
  `${RIGHTS}/items/properties/grants/items/properties/role maxLength`,
  `${RIGHTS}/items/properties/grants/items/properties/conditions maxItems`,
  `${RIGHTS}/items/properties/grants/items/properties/conditions/items maxLength`,
  // Types and states come from closed lists of the domain.
  ...['stored', 'restated'].flatMap((kind) =>
    ['type', 'state'].map((field) => `study-rights.study-right-${kind}.v1#/properties/${field} maxLength`),
  ),
]);

/** Ids and moments are bounded where they are made. */
const IDS_AND_MOMENTS =
  /\/(takenAt|hoksEventId|transferEventId|after\/anyOf\/0|upTo\/anyOf\/0|ids\/items|items\/properties\/id) maxLength$/;
/** What others send us, they bound by their own rules. */
const OTHERS_RULES = /^(national|university)\./;

/** Each limit in the schemas of events: place → value. */
export function limitsInSchemas(): Map<string, number> {
  const found = new Map<string, number>();
  const { common, events } = eventSchemas();
  collect(common, 'common#', found);
  for (const [name, schema] of events) collect(schema, `${name}#`, found);
  return found;
}

/** Limits of LIMITS that a schema states otherwise, and limits of schemas that nobody has placed. One sentence per breach. */
export function breachesOfLimits(
  limits: Readonly<Record<Limit, number>> = LIMITS,
  found: ReadonlyMap<string, number> = limitsInSchemas(),
): string[] {
  const placed = new Set<string>(Object.values(PLACES).flat());
  return [
    ...(Object.keys(PLACES) as Limit[]).flatMap((name) =>
      PLACES[name]
        .filter((place) => found.get(place) !== limits[name])
        .map((place) => `${name} is ${limits[name]} in libs/kernel/src/limits.ts and ${found.get(place)} at ${place}.`),
    ),
    ...[...found.keys()]
      .filter((place) => !placed.has(place) && !OF_EVENTS_ALONE.has(place))
      .filter((place) => !IDS_AND_MOMENTS.test(place) && !OTHERS_RULES.test(place))
      .map((place) => `${place}: is it a limit of a request too? Place it in scripts/check/limits.ts.`),
  ];
}

function collect(node: unknown, place: string, found: Map<string, number>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (['maxItems', 'maxLength', 'maximum'].includes(key) && typeof value === 'number') {
      found.set(`${place} ${key}`, value);
    } else collect(value, `${place}/${key}`, found);
  }
}
