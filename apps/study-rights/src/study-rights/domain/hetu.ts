const pattern = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([0-9A-FHJ-NPR-Y])$/;
const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';
/** Century signs in use since 1.1.2023 included (asetus 690/2022). */
const centuries: Readonly<Record<string, string>> = {
  '+': '18',
  ...Object.fromEntries([...'-YXWVU'].map((sign) => [sign, '19'])),
  ...Object.fromEntries([...'ABCDEF'].map((sign) => [sign, '20'])),
};

/**
 * Whether a text is a Finnish personal identity code: the form, a day of birth that exists and does not lie in the future,
 * and the check character. Individual numbers 900–999 (temporary codes) are taken, as Koski takes them.
 */
export function isHetu(text: string, today: string): boolean {
  const [, day, month, year, sign = '', individual = '', check] = pattern.exec(text) ?? [];
  const birth = `${centuries[sign] ?? ''}${year}-${month}-${day}`;
  const date = new Date(`${birth}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== birth) return false;
  if (birth > today || Number(individual) < 2) return false;
  return checkCharacters[Number(`${day}${month}${year}${individual}`) % checkCharacters.length] === check;
}
