const WRITTEN = [/^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{2}|\d{4})$/, /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/];

/**
 * A date as people write it (12.5.2022, 12.5.22, 2022-05-12) as YYYY-MM-DD; undefined when it is none. Two digits of a year
 * are of this century up to ten years ahead, else of the one before.
 */
export function dayFromText(text: string, thisYear: number): string | undefined {
  const { d, m, y } = WRITTEN.map((form) => form.exec(text.trim())?.groups).find(Boolean) ?? {};
  if (d === undefined || m === undefined || y === undefined) return undefined;
  const century = Math.floor(thisYear / 100) * 100;
  const short = century + Number(y) <= thisYear + 10 ? century + Number(y) : century - 100 + Number(y);
  const year = y.length === 2 ? short : Number(y);
  const day = `${String(year).padStart(4, '0')}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const real = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(day) ? day : undefined;
}

/** YYYY-MM-DD as d.m.yyyy; anything else as it stands. */
export function textOfDay(day: string): string {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return y === undefined ? day : `${Number(d)}.${Number(m)}.${y}`;
}
