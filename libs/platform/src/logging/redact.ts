/** Kinds of personal data and secrets that must never be written, wherever in a log line they turn up. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  // Finnish personal identity code: ddmmyy, century sign, individual number, check character.
  [/\b\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]\b/gi, '[hetu]'],
  // Person OIDs of the learner register (24, and 98 and 198 of its test environments).
  [/\b1\.2\.246\.562\.(?:24|98|198)\.\d{11}\b/g, '[person-oid]'],
  [/[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, '[email]'],
  // JSON web tokens.
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
];

/** Passwords inside connection addresses; before e-mails, which look alike. */
const CREDENTIALS = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"\\]+@/gi;

/** Values of query strings; names stay, they help. */
const QUERY_VALUES = /([?&][\w.%[\]-]+=)[^&\s"'\\]+/g;

/** A log line without personal data and secrets. */
export function redact(line: string): string {
  let clean = line.replace(CREDENTIALS, '$1[credentials]@').replace(QUERY_VALUES, '$1…');
  for (const [pattern, replacement] of FORBIDDEN) clean = clean.replace(pattern, replacement);
  return clean;
}
