import type { EventBodies } from '#contracts';
import { expectEqual, expectThat, found } from './expectations.js';
import type { Findings } from './findings.js';
import type { Outside } from './outside.js';
import { step, type Step } from './step.js';
import { BASE, HOKS_EXISTS, PROVIDER, TOPIC, transfer, type TransferAnswer } from './study-right-story.js';

const [FIRST, SECOND] = ['tuki', 'toini'];
const CASES = `${BASE}/support-cases`;

/** The customer-service path: a HOKS stands in the way, and two people of the support desk settle it. */
export const SUPPORT_DESK_STORY: readonly Step[] = [
  step('[R169] a refusal because of a HOKS says where a support case can be opened', async (outside, findings) => {
    const { support, learners } = findings;
    const body = transfer(findings, 'withSupport');
    const answer = await outside.command<TransferAnswer>(PROVIDER, 'put', `${BASE}/transfers`, body);
    support.studyRightOid = found('oid of the study right', answer?.opiskeluoikeudet[0]?.oid);
    await outside.command(PROVIDER, 'post', `${BASE}/hoks`, {
      ...{ 'opiskeluoikeus-oid': support.studyRightOid, 'oppija-oid': learners.withSupport },
      ...{ 'ensikertainen-hyvaksyminen': '2024-09-02', 'osaamisen-hankkimisen-tarve': true },
    });
    const path = `${BASE}/study-rights/${support.studyRightOid}/invalidate`;
    const problem = await outside.refused(PROVIDER, 'post', path, { reason: 'WRONG_TYPE' }, HOKS_EXISTS);
    support.hoksId = found('HOKS named', problem['hoksId'] as number | undefined);
    expectEqual('where to open a case', problem['supportCases'], CASES);
    return `409 ${HOKS_EXISTS.code}; open a case: POST ${CASES}`;
  }),

  step('[R169] the provider opens a case; opening it again leads to the same one', async (outside, findings) => {
    const { support } = findings;
    const body = {
      studyRightOid: support.studyRightOid,
      reason: 'WRONG_TYPE',
      message: `Tutkinto on väärä (${findings.word}).`,
    };
    const opened = await outside.command<CaseFile>(PROVIDER, 'post', CASES, body);
    support.caseId = found('case', opened?.id);
    const again = await outside.command<CaseFile>(PROVIDER, 'post', CASES, body);
    expectEqual('the case when opened again', [again?.id, again?.state], [support.caseId, 'OPEN']);
    return `case ${support.caseId} is OPEN`;
  }),

  step('[R169] the desk sees everything about it, and one person proposes an override', async (outside, findings) => {
    const file = await outside.read<CaseFile>(FIRST, casePath(findings));
    expectEqual('study right', file.studyRight?.oid, findings.support.studyRightOid);
    expectEqual('HOKS', file.hoks?.id, findings.support.hoksId);
    const keys = file.refusals.map(({ key }) => key);
    expectThat('the refusal is on record', keys.includes(HOKS_EXISTS.code), keys);
    const reason = { reason: `Oppilaitos on vahvistanut asian (${findings.word}).` };
    await outside.command(FIRST, 'post', `${casePath(findings)}/override`, reason);
    const proposed = await outside.read<CaseFile>(FIRST, casePath(findings));
    expectEqual('state', proposed.state, 'PROPOSED');
    expectEqual('the study right meanwhile', (await studyRight(outside, findings, PROVIDER)).status, 200);
    return `${file.versions.length} version, ${file.audit.length} audit lines, ${file.events.length} events; now PROPOSED`;
  }),

  step('[R169] the same person may not approve it', async (outside, findings) => {
    const expected = { status: 403, code: 'support-case/second-person-needed' };
    const problem = await outside.refused(FIRST, 'post', `${casePath(findings)}/approve`, {}, expected);
    return `403 ${expected.code}: ${String(problem['detail'])}`;
  }),

  step(
    '[R169] a second person approves: the HOKS is gone and the study right invalidated',
    async (outside, findings) => {
      const { support } = findings;
      await outside.command(SECOND, 'post', `${casePath(findings)}/approve`, {});
      expectEqual('state', (await outside.read<CaseFile>(SECOND, casePath(findings))).state, 'COMPLETED');
      type CaseEvents = EventBodies['study-rights.study-right-invalidated.v1'] &
        EventBodies['study-rights.hoks-deleted.v1'];
      const ofCase = (field: keyof CaseEvents) => (body: CaseEvents) =>
        body.supportCaseId === support.caseId && field in body;
      await outside.record<CaseEvents>(TOPIC, 'the event about the HOKS', ofCase('hoksId'));
      const { body } = await outside.record<CaseEvents>(
        TOPIC,
        'the event about the study right',
        ofCase('invalidatedOn'),
      );
      expectEqual('reason', body.reason, 'WRONG_TYPE');
      expectEqual('the study right for its provider', (await studyRight(outside, findings, PROVIDER)).status, 404);
      const hoks = await outside.get(PROVIDER, `${BASE}/hoks/${support.hoksId}`);
      expectEqual('the HOKS for its provider', hoks.status, 404);
      return `COMPLETED; hoks-deleted and study-right-invalidated carry the case`;
    },
  ),

  step('[R161] the desk still reads the study right and each of its versions', async (outside, findings) => {
    const path = `${BASE}/study-rights/${findings.support.studyRightOid}`;
    const { items } = await outside.read<{ items: { version: number }[] }>(FIRST, `${path}/versions`);
    expectEqual(
      'versions',
      items.map(({ version }) => version),
      [1, 2],
    );
    const first = await outside.read<{ tila: { opiskeluoikeusjaksot: unknown[] } }>(FIRST, `${path}/versions/1`);
    expectEqual('periods of version 1', first.tila.opiskeluoikeusjaksot.length, 1);
    // For the provider it is gone, as it is in Koski.
    const own = await outside.get(PROVIDER, `${path}/versions`);
    expectEqual('the provider asks for versions', own.status, 404);
    return 'versions 1 and 2; version 1 as it was sent';
  }),
];

interface CaseFile {
  readonly id: string;
  readonly state: string;
  readonly studyRight: { readonly oid: string } | null;
  readonly hoks: { readonly id: number } | null;
  readonly versions: readonly object[];
  readonly refusals: readonly { readonly key: string }[];
  readonly audit: readonly object[];
  readonly events: readonly object[];
}

function casePath({ support }: Findings): string {
  return `${CASES}/${found('case', support.caseId)}`;
}

function studyRight(outside: Outside, { support }: Findings, who: string) {
  return outside.get(who, `${BASE}/study-rights/${found('study right', support.studyRightOid)}`);
}
