/** Credits as people write them, with comma or point, at most two decimals; undefined when it is no number. */
export function creditsFromText(text: string): number | undefined {
  const written = text.trim().replace(',', '.');
  return /^\d{1,5}(\.\d{1,2})?$/.test(written) ? Number(written) : undefined;
}

/** Credits as they are written into a field: "2,5". */
export function textOfCredits(credits: number | null | undefined, mark: ',' | '.' = ','): string {
  return credits === null || credits === undefined ? '' : String(credits).replace('.', mark);
}
