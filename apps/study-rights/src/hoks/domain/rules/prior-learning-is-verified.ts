import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields, Part } from '../hoks.js';

const vocational = 'aiemmin-hankitut-ammat-tutkinnon-osat';
const local = 'aiemmin-hankitut-paikalliset-tutkinnon-osat';
const common = 'aiemmin-hankitut-yhteiset-tutkinnon-osat';

/**
 * Prior learning in a local part, or in an osa-alue of a common part, states the process by which it was verified;
 * elsewhere it may. Where the process is stated, it is a code of the list osaamisentodentamisenprosessi.
 */
export function priorLearningIsVerified(fields: HoksFields): Refusal[] {
  const toState = [...placed(local, fields[local])];
  const mayState = [...placed(vocational, fields[vocational]), ...placed(common, fields[common])];
  for (const [place, part] of placed(common, fields[common])) {
    toState.push(...placed(`${place}.osa-alueet`, part['osa-alueet']));
  }
  const wrong = [
    ...toState.filter(([, part]) => !isProcess(processOf(part))),
    ...mayState.filter(([, part]) => processOf(part) !== undefined && !isProcess(processOf(part))),
  ];
  return wrong.map(([place]) => refuse('hoks/verification-process-missing', { place }));
}

function placed(name: string, parts: readonly Part[] = []): [place: string, part: Part][] {
  return parts.map((part, index) => [`${name}.${index}`, part]);
}

function processOf(part: Part): string | undefined {
  return part['valittu-todentamisen-prosessi-koodi-uri'];
}

function isProcess(code = ''): boolean {
  return /^osaamisentodentamisenprosessi_\d+$/.test(code);
}
