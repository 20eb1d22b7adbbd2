import type { EventBodies } from '#contracts';
import { DEMO, demoPerson } from '#testing/demo';
import { expectEqual, expectThat, found } from './expectations.js';
import type { Findings } from './findings.js';
import type { Outside } from './outside.js';
import { step, type Step } from './step.js';

const STUDENT = demoPerson('aino');
const HANDLER = demoPerson('hanna');
const STUDY_RIGHT = found(
  "Aino's study right",
  DEMO.studyRights.find((right) => right.studentId === STUDENT.personId),
);
const SUBJECT = `Hyväksilukuhakemus opiskelijalta: ${STUDENT.firstName} ${STUDENT.lastName}`;
const APPLICATIONS = '/api/applications/v1/applications';
const DECISIONS = '/api/decisions/v1';
/** The parts that end approved; the third is rejected, the fourth is first returned. */
const APPROVED = [1, 2, 4];

interface ApplicationView {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly label: { readonly fi: string };
  readonly outcomeLabel: { readonly fi: string } | null;
  readonly parts: readonly {
    readonly id: string;
    readonly number: number;
    readonly round: number;
    readonly state: string;
    readonly outcome: string | null;
    readonly handlerId: string | null;
  }[];
}

/** Sections b–e of the main job: from the draft to the entry in the recognition bank. */
export const APPLICATION_STORY: readonly Step[] = [
  step('[R27] Aino writes a draft with four parts, which nobody else can see', async (outside, findings) => {
    const draft = await createDraft(outside, findings);
    findings.applicationId = draft.id;
    const view = await application(outside, STUDENT.username, findings);
    findings.partIds = [...view.parts].sort((a, b) => a.number - b.number).map((part) => part.id);
    expectEqual('number of parts', findings.partIds.length, 4);
    expectEqual('label', view.label.fi, 'Luonnos');
    const asHandler = await outside.get(HANDLER.username, `${APPLICATIONS}/${draft.id}`);
    expectEqual('what the handler gets', asHandler.status, 404);
    return `application ${draft.id}: "${view.label.fi}", 4 parts; for the handler it does not exist`;
  }),

  step(
    '[R3, R28] she sends it to Hanna: "Lähetetty" for the student, "Uusi hakemus" for the handler',
    async (outside, findings) => {
      await outside.command(STUDENT.username, 'post', `${applicationPath(findings)}/submit`, {
        handlerId: HANDLER.personId,
      });
      const [student, handler] = [
        await application(outside, STUDENT.username, findings),
        await application(outside, HANDLER.username, findings),
      ];
      expectEqual('label for the student', student.label.fi, 'Lähetetty');
      expectEqual('label for the handler', handler.label.fi, 'Uusi hakemus');
      return `student reads "${student.label.fi}", handler reads "${handler.label.fi}"`;
    },
  ),

  step('[R4, R5, R6] Hanna finds a message on her desk, with subject and link', async (outside, findings) => {
    const message = await outside.sooner('the desk message', async () => {
      const { items } = await outside.read<{ items: DeskMessage[] }>(
        HANDLER.username,
        '/api/notifications/v1/messages?limit=50',
      );
      return items.find((item) => item.subject === SUBJECT && mentions(item, findings));
    });
    return `"${message.subject}", linked to the application`;
  }),

  step('[R5, R6] the same reaches her mailbox, because her institution wants it so', async (outside, findings) => {
    const mail = await outside.sooner('the e-mail in the mail catcher', async () =>
      (await outside.mails()).find((candidate) => candidate.subject === SUBJECT && mentions(candidate, findings)),
    );
    expectThat(
      'it is addressed to Hanna',
      mail.to.some(({ address }) => address === HANDLER.email),
      mail.to,
    );
    return `"${mail.subject}" to ${HANDLER.email}`;
  }),

  step('[R29] she takes it into processing', async (outside, findings) => {
    await outside.command(HANDLER.username, 'post', `${applicationPath(findings)}/start-processing`, {});
    const view = await application(outside, STUDENT.username, findings);
    expectEqual('label', view.label.fi, 'Käsittelyssä');
    return `"${view.label.fi}"`;
  }),

  step(
    'she approves two parts with keywords; they are final once applications has confirmed',
    async (outside, findings) => {
      await decide(outside, findings, 1, approval(findings, 5));
      await decide(outside, findings, 2, approval(findings, 5));
      return `decisions ${[1, 2].map((number) => findings.decisionIds.get(number)).join(' and ')} are FINAL`;
    },
  ),

  step('she rejects one with reasons', async (outside, findings) => {
    await decide(outside, findings, 3, {
      outcome: 'REJECTED',
      reasons: 'Kurssin sisältö ei vastaa kohdeopinnon osaamistavoitteita.',
    });
    return `decision ${findings.decisionIds.get(3)} is FINAL`;
  }),

  step('[R33] she returns the fourth for completion', async (outside, findings) => {
    await outside.command(HANDLER.username, 'post', `${partPath(findings, 4)}/return`, {
      reasonCodes: ['MISSING_INFORMATION'],
      message: 'Lisää suorituksen arvosana, kiitos.',
    });
    const part = await partOf(outside, findings, 4);
    expectEqual('state of the part', part.state, 'RETURNED');
    return 'part 4 is RETURNED';
  }),

  step('[R34, D3] Aino reads "Palautettu 1/4, Hyväksytty 2/4, Hylätty 1/4"', async (outside, findings) => {
    const view = await labelled(outside, findings, 'Palautettu 1/4, Hyväksytty 2/4, Hylätty 1/4');
    return `"${view.label.fi}"`;
  }),

  step('[R33, D11] she completes the part and resends it; it goes back to Hanna', async (outside, findings) => {
    const { version } = await application(outside, STUDENT.username, findings);
    await outside.command(
      STUDENT.username,
      'put',
      partPath(findings, 4),
      partContents(findings)[3] && {
        ...partContents(findings)[3],
        bases: [{ ...inclusionBasis(findings), grade: '5' }],
      },
      { 'if-match': `"${version}"` },
    );
    await outside.command(STUDENT.username, 'post', `${applicationPath(findings)}/resubmit`, {});
    const part = await partOf(outside, findings, 4);
    expectEqual('state and handler of the part', [part.state, part.handlerId], ['IN_PROCESS', HANDLER.personId]);
    return `part 4 is IN_PROCESS again, round ${part.round}`;
  }),

  step('[R44] the last part is approved', async (outside, findings) => {
    await decide(outside, findings, 4, approval(findings, 3));
    const view = await labelled(outside, findings, 'Hyväksytty 3/4, Hylätty 1/4');
    return `"${view.label.fi}"`;
  }),

  step('[D16] a decided part cannot be cancelled any more, nor can the whole', async (outside, findings) => {
    const before = await application(outside, STUDENT.username, findings);
    const cancel = `${applicationPath(findings)}/cancel`;
    const part = found('part 1', findings.partIds?.[0]);
    await outside.refused(
      STUDENT.username,
      'post',
      cancel,
      { partIds: [part] },
      { status: 409, code: 'application/part-already-decided' },
    );
    await outside.refused(
      STUDENT.username,
      'post',
      cancel,
      {},
      { status: 409, code: 'application/name-the-parts-to-cancel' },
    );
    const after = await application(outside, STUDENT.username, findings);
    expectEqual('the application', after, before);
    return 'both refused with 409, nothing changed';
  }),

  step(
    '[R86, R113] each approved part is recorded, and recording it again changes nothing',
    async (outside, findings) => {
      const before = await bankEntries(outside, STUDENT.username, findings);
      expectEqual('entries in the bank before anything is recorded', before, []);
      for (const number of APPROVED) {
        const path = `${DECISIONS}/decisions/${decisionId(findings, number)}/recording`;
        const first = found('answer', await outside.command<Recording>(HANDLER.username, 'post', path, {}));
        const second = found('answer', await outside.command<Recording>(HANDLER.username, 'post', path, {}));
        expectEqual(`attainments of part ${number}`, first.attainments.length, 1);
        expectEqual(`the second answer for part ${number}`, second, first);
      }
      return `${APPROVED.length} parts recorded, each asked for twice`;
    },
  ),

  step(
    '[R60, R61, D9] systems outside read one attainment per approved part, with three dates',
    async (outside, findings) => {
      const ofThis = (body: Attainment) => body.applicationId === findings.applicationId;
      await outside.sooner('three attainments on Kafka', async () => {
        const records = await outside.records<Attainment>('decisions.attainment.v1', ofThis);
        return new Set(records.map(({ body }) => body.attainmentId)).size >= APPROVED.length;
      });
      const records = await outside.records<Attainment>('decisions.attainment.v1', ofThis);
      const attainments = [...new Map(records.map(({ body }) => [body.attainmentId, body])).values()];
      expectEqual('number of attainments', attainments.length, APPROVED.length);
      for (const { originalDate, attainmentDate, recognitionDate } of attainments) {
        expectThat('the original date is kept', originalDate < STUDY_RIGHT.startDate, originalDate);
        expectThat(
          'the attainment lies within the study right',
          attainmentDate >= STUDY_RIGHT.startDate,
          attainmentDate,
        );
        expectEqual('attainment date of an older basis', attainmentDate, recognitionDate);
      }
      const [example] = attainments;
      return `${attainments.length} events; original ${example?.originalDate}, attainment ${example?.attainmentDate}, recognition ${example?.recognitionDate}`;
    },
  ),

  step('[R32, D12, D13] the application is Handled, with the outcome beside it', async (outside, findings) => {
    const view = await outside.sooner('the application is handled', async () => {
      const now = await application(outside, STUDENT.username, findings);
      return now.state === 'HANDLED' && now;
    });
    expectEqual('label', view.label.fi, 'Käsitelty');
    expectEqual('outcome', view.outcomeLabel?.fi, 'Hyväksytty 3/4, Hylätty 1/4');
    return `"${view.label.fi}", outcome "${view.outcomeLabel?.fi}"`;
  }),

  step('[D7] Aino has been told of all of it', async (outside, findings) => {
    const count = await outside.sooner('messages to the student', async () => {
      const { items } = await outside.read<{ items: DeskMessage[] }>(
        STUDENT.username,
        '/api/notifications/v1/messages?limit=100',
      );
      const own = items.filter((item) => mentions(item, findings)).length;
      // Sent, processing, 2 approved, rejected, returned, resent, approved, 3 recorded.
      return own >= 11 && own;
    });
    return `${count} messages about this application`;
  }),

  step(
    '[R82, R90, R97, R103] the bank finds the granted parts by a word of the basis, with their keywords',
    async (outside, findings) => {
      const items = await outside.sooner('three entries in the recognition bank', async () => {
        const entries = await bankEntries(outside, STUDENT.username, findings);
        return entries.length >= APPROVED.length && entries;
      });
      const seen = items.map((item) => [...item.basisKeywords].sort());
      expectEqual(
        'keywords of the entries',
        seen,
        APPROVED.map(() => keywords(findings)),
      );
      return `"${findings.word}" finds ${items.length} entries; the rejected part has none`;
    },
  ),

  step(
    '[R85, R96] neither the entries nor their topic lead to a person or an application',
    async (outside, findings) => {
      const entries = await bankEntries(outside, HANDLER.username, findings);
      const records = await outside.sooner('the entries on the topic', async () => {
        const seen = await outside.records<Precedent>('decisions.precedent.v1', (body) =>
          body.basisName.includes(findings.word),
        );
        return seen.length >= APPROVED.length && seen;
      });
      const secrets = [
        ...[findings.applicationId, ...(findings.partIds ?? []), ...findings.decisionIds.values()],
        ...[STUDENT.personId, STUDENT.lastName, HANDLER.personId, HANDLER.lastName, STUDY_RIGHT.studyRightId],
      ];
      const everything = JSON.stringify([entries, records]);
      expectEqual(
        'traces',
        secrets.filter((secret) => secret && everything.includes(secret)),
        [],
      );
      for (const { headers, key, body } of records) {
        expectEqual('the record key', key, body.bankKey);
        const revealing = ['ce_time', 'traceparent', 'ce_correlationid', 'ce_causationid'];
        expectEqual(
          'revealing headers',
          revealing.filter((name) => name in headers),
          [],
        );
        expectThat('the time is a month', /^\d{4}-\d{2}$/.test(body.recognisedMonth), body.recognisedMonth);
      }
      return `${entries.length} entries and ${records.length} records without a trace`;
    },
  ),
];

type Attainment = EventBodies['decisions.attainment-recorded.v1'];
type Precedent = EventBodies['decisions.precedent-released.v1'];

interface DeskMessage {
  readonly id: string;
  readonly subject: string;
}

interface Recording {
  readonly attainments: readonly object[];
}

/** The university's facts may still be on their way right after the first start. */
async function createDraft(outside: Outside, findings: Findings): Promise<{ id: string }> {
  const request = { studyRightId: STUDY_RIGHT.studyRightId, parts: partContents(findings) };
  const key = { 'idempotency-key': `walkthrough-${findings.word}` };
  const send = () => outside.send<{ id: string; code?: string }>(STUDENT.username, 'post', APPLICATIONS, request, key);
  const reply = await outside.sooner("the university's study rights and courses have arrived", async () => {
    const answer = await send();
    return !/study-right-unknown|course-unknown/.test(JSON.stringify(answer.body)) && answer;
  });
  expectThat('the draft is stored', [200, 201].includes(reply.status), reply.body);
  const again = await send();
  expectEqual('the answer to the same request with the same Idempotency-Key', again.body.id, reply.body.id);
  return reply.body;
}

function partContents(findings: Findings): object[] {
  const study = (name: string, code: string) => ({
    kind: 'STUDY',
    code,
    name: `${name} ${findings.word}`,
    organisation: 'Avoin yliopisto',
    credits: 5,
    grade: '4',
    gainedOn: '2023-05-20',
  });
  const competence = {
    kind: 'COMPETENCE',
    name: `Ohjelmistokehittäjänä työssä ${findings.word}`,
    organisation: 'Koodipaja Oy',
    gainedOn: '2022-11-30',
  };
  return [
    {
      type: 'SUBSTITUTION',
      bases: [study('Ohjelmoinnin alkeet', 'AY-1')],
      targets: [{ courseCode: 'TKT-101' }],
      creditsApplied: 5,
    },
    { type: 'SUBSTITUTION', bases: [competence], targets: [{ courseCode: 'TKT-202' }], creditsApplied: 5 },
    {
      type: 'SUBSTITUTION',
      bases: [study('Verkkojen käyttö', 'AY-2')],
      targets: [{ courseCode: 'TKT-203' }],
      creditsApplied: 5,
    },
    { type: 'INCLUSION', bases: [inclusionBasis(findings)], targets: [], creditsApplied: 3 },
  ];
}

function inclusionBasis(findings: Findings): object {
  return {
    kind: 'STUDY',
    code: 'AY-3',
    name: `Japanin alkeet ${findings.word}`,
    organisation: 'Avoin yliopisto',
    credits: 3,
    gainedOn: '2024-02-10',
  };
}

interface BankEntry {
  readonly basisKeywords: readonly string[];
}

async function bankEntries(outside: Outside, who: string, findings: Findings): Promise<readonly BankEntry[]> {
  const path = `/api/recognition-bank/v1/precedents?q=${findings.word}`;
  return (await outside.read<{ items: BankEntry[] }>(who, path)).items;
}

/** In alphabetical order. */
function keywords(findings: Findings): string[] {
  return [findings.word, 'ohjelmointi'].sort();
}

function approval(findings: Findings, grantedCredits: number): object {
  return {
    outcome: 'APPROVED',
    grantedCredits,
    fieldOfEducation: 7,
    keywords: keywords(findings),
    grade: '4',
  };
}

/** Refusals after which the same is tried again: an event is still on its way, or two changes met. */
const TRY_AGAIN = new Set(['decision/case-not-found', 'decision/part-not-in-process', 'platform/conflict']);

/** Decides on a part and waits until applications has confirmed. */
async function decide(outside: Outside, findings: Findings, number: number, decision: object): Promise<void> {
  const partId = found(`part ${number}`, findings.partIds?.[number - 1]);
  const { round } = await partOf(outside, findings, number);
  const path = `${DECISIONS}/cases/${findings.applicationId}/parts/${partId}/decisions`;
  // The decisions service hears of the application by event: a moment later than the handler sees it.
  const answer = await outside.sooner(`decisions knows part ${number}`, async () => {
    const reply = await outside.send<{ id?: string; code?: string }>(HANDLER.username, 'post', path, decision);
    return !TRY_AGAIN.has(reply.body.code ?? '') && reply;
  });
  // Already decided: an earlier attempt, whose answer was lost, had arrived. The event has its id.
  const taken = answer.status === 202 || answer.body.code === 'decision/already-decided';
  expectThat(`the decision on part ${number} is taken`, taken, answer.body);
  const proposed = await outside.record<EventBodies['decisions.decision-proposed.v1']>(
    'decisions.decision.v1',
    `the proposed decision on part ${number}`,
    (body) =>
      body.applicationId === findings.applicationId &&
      body.partId === partId &&
      body.round === round &&
      'outcome' in body,
  );
  const id = answer.body.id ?? proposed.body.decisionId;
  findings.decisionIds.set(number, id);
  await outside.sooner(`the decision on part ${number} is final`, async () => {
    const { state } = await outside.read<{ state: string }>(HANDLER.username, `${DECISIONS}/decisions/${id}`);
    return state === 'FINAL';
  });
}

async function labelled(outside: Outside, findings: Findings, label: string): Promise<ApplicationView> {
  return outside.sooner(`the student reads "${label}"`, async () => {
    const view = await application(outside, STUDENT.username, findings);
    return view.label.fi === label && view;
  });
}

async function application(outside: Outside, who: string, findings: Findings): Promise<ApplicationView> {
  return outside.read<ApplicationView>(who, applicationPath(findings));
}

async function partOf(outside: Outside, findings: Findings, number: number): Promise<ApplicationView['parts'][number]> {
  const { parts } = await application(outside, STUDENT.username, findings);
  return found(
    `part ${number}`,
    parts.find((part) => part.number === number),
  );
}

function applicationPath(findings: Findings): string {
  return `${APPLICATIONS}/${found('application', findings.applicationId)}`;
}

function partPath(findings: Findings, number: number): string {
  return `${applicationPath(findings)}/parts/${found(`part ${number}`, findings.partIds?.[number - 1])}`;
}

function decisionId(findings: Findings, number: number): string {
  return found(`decision on part ${number}`, findings.decisionIds.get(number));
}

function mentions(message: object, findings: Findings): boolean {
  return JSON.stringify(message).includes(found('application', findings.applicationId));
}
