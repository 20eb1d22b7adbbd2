import type { HoksFields, Part } from '../hoks.js';
import { refuse, type Refusal } from '../refusal.js';

const local = 'aiemmin-hankitut-paikalliset-tutkinnon-osat';
const common = 'aiemmin-hankitut-yhteiset-tutkinnon-osat';

/** Prior learning in a local part, or in an osa-alue of a common part, tells the process by which it was verified. */
export function priorLearningIsVerified(fields: HoksFields): Refusal | null {
  const parts: [string, Part][] = (fields[local] ?? []).map((part, index) => [`${local}.${index}`, part]);
  for (const [index, part] of (fields[common] ?? []).entries()) {
    parts.push(
      ...(part['osa-alueet'] ?? []).map((area, at): [string, Part] => [`${common}.${index}.osa-alueet.${at}`, area]),
    );
  }
  const wrong = parts.find(
    ([, part]) => !/^osaamisentodentamisenprosessi_\d+$/.test(part['valittu-todentamisen-prosessi-koodi-uri'] ?? ''),
  );
  return wrong === undefined ? null : refuse('hoks/verification-process-missing', { place: wrong[0] });
}
