import { expectThat, found } from './expectations.js';
import type { Findings } from './findings.js';
import { step, type Step } from './step.js';
import { BASE, PROVIDER, transfer, type TransferAnswer } from './study-right-story.js';

const CHANGED_QUALIFICATION = 'badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia';

/** The correction of a wrong type: VALMA that was stored by mistake as a qualification. */
export const WRONG_TYPE_STORY: readonly Step[] = [
  step('VALMA is stored by mistake as a qualification', async (outside, findings) => {
    const body = before2023(findings, QUALIFICATION);
    const answer = await outside.command<TransferAnswer>(PROVIDER, 'put', `${BASE}/transfers`, body);
    findings.wrongOid = found('oid of the study right', answer?.opiskeluoikeudet[0]?.oid);
    return `study right ${findings.wrongOid}`;
  }),

  step('[R168] a transfer that makes VALMA of it is refused: invalidate and create', async (outside, findings) => {
    const expected = { status: 400, code: CHANGED_QUALIFICATION };
    const problem = await outside.refused(PROVIDER, 'put', `${BASE}/transfers`, before2023(findings, VALMA), expected);
    const text = [problem['detail'], ...(problem['nextSteps'] as string[])].join(' ');
    expectThat('the text says to invalidate', /mitätöitävä.*luotava uusi opiskeluoikeus/.test(text), text);
    expectThat('the next step names the reason', text.includes('WRONG_TYPE'), text);
    return `400 ${CHANGED_QUALIFICATION}: ${String(problem['detail']).slice(-180)}`;
  }),

  step('[R163] invalidated as a wrong type and created anew it has a new oid', async (outside, findings) => {
    const path = `${BASE}/study-rights/${found('study right', findings.wrongOid)}/invalidate`;
    await outside.command(PROVIDER, 'post', path, { reason: 'WRONG_TYPE' });
    const body = before2023(findings, VALMA);
    const answer = await outside.command<TransferAnswer>(PROVIDER, 'put', `${BASE}/transfers`, body);
    const oid = found('oid of the new study right', answer?.opiskeluoikeudet[0]?.oid);
    expectThat('the oid is another', oid !== findings.wrongOid, oid);
    return `study right ${oid} in place of ${findings.wrongOid}`;
  }),
];

const QUALIFICATION = {
  tyyppi: { koodiarvo: 'ammatillinentutkinto', koodistoUri: 'suorituksentyyppi' },
  koulutusmoduuli: { tunniste: { koodiarvo: '371101', koodistoUri: 'koulutus' } },
  suoritustapa: { koodiarvo: 'reformi', koodistoUri: 'ammatillisentutkinnonsuoritustapa' },
};
const VALMA = {
  tyyppi: { koodiarvo: 'valma', koodistoUri: 'suorituksentyyppi' },
  koulutusmoduuli: {
    tunniste: { koodiarvo: '999901', koodistoUri: 'koulutus' },
    perusteenDiaarinumero: 'OPH-2658-2017',
  },
};

/** A transfer of the time when VALMA still took new states. */
function before2023(findings: Findings, suoritus: object): object {
  const { henkilö, opiskeluoikeudet } = transfer(findings, 'wrongType') as {
    henkilö: object;
    opiskeluoikeudet: object[];
  };
  const periods = [
    {
      alku: '2022-08-08',
      tila: { koodiarvo: 'lasna', koodistoUri: 'koskiopiskeluoikeudentila' },
      opintojenRahoitus: { koodiarvo: '1', koodistoUri: 'opintojenrahoitus' },
    },
  ];
  return {
    henkilö,
    opiskeluoikeudet: opiskeluoikeudet.map((one) => ({
      ...one,
      tila: { opiskeluoikeusjaksot: periods },
      suoritukset: [suoritus],
    })),
  };
}
