const gone: readonly string[] = ['sahkoposti', 'puhelinnumero', 'jarjestajan-edustaja', 'hankkijan-edustaja'];
const assessors: readonly string[] = [
  'aiemmin-hankitun-osaamisen-arvioijat',
  'koulutuksen-jarjestaja-osaamisen-arvioijat',
  'tyoelama-osaamisen-arvioijat',
];
const redacted = '<REDACTED>';

/**
 * A HOKS as eHOKS gives it to statistics (Vipunen): no contact details, no names of those who represent, assess or guide;
 * of the responsible person at the workplace only that there is one. Source: ehoks src/oph/ehoks/hoks.clj.
 */
export function withoutPersonalData(hoks: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return walk(hoks) as Record<string, unknown>;
}

/** Bodies are at most 100 levels deep, so recursion is safe. */
function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => !gone.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, redactField(name, field)]));
}

function redactField(name: string, value: unknown): unknown {
  if (name === 'vastuullinen-tyopaikka-ohjaaja') return Boolean(value);
  if (!assessors.includes(name) || !Array.isArray(value)) return value instanceof Date ? value : walk(value);
  return value.map((assessor: unknown) =>
    typeof assessor === 'object' && assessor !== null && 'nimi' in assessor
      ? { ...assessor, nimi: redacted }
      : assessor,
  );
}
