import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import type { StudyRight } from '../../../study-rights/domain/study-right.js';
import { isAtWorkplace, refuseWays } from '../ways-of-hoks.js';

const lastDayWithout = '2023-06-30';
const exempt: readonly string[] = ['telma', 'telmakoulutuksenosa'];

/** A period at a workplace ending after 30.6.2023 states osa-aikaisuustieto, 1–100 %. TELMA is exempt; VALMA is not. */
export function partTimeShareIsStated(
  fields: HoksFields,
  { studyRight }: { readonly studyRight: StudyRight },
): Refusal[] {
  if (studyRight.data.suoritukset.some(({ tyyppi }) => exempt.includes(tyyppi.koodiarvo))) return [];
  return refuseWays(fields, 'hoks/part-time-share', (way) => {
    const share = way['osa-aikaisuustieto'] ?? 0;
    return isAtWorkplace(way) && way.loppu > lastDayWithout && (share < 1 || share > 100);
  });
}
