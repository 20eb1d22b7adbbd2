/** Fields of our events, and of Koski's and eHOKS's payloads in them, that hold a person's name or what names one. */
const NAMING = new Set([
  ...['firstName', 'lastName', 'email', 'studentName', 'handlerName', 'phone'],
  ...['etunimet', 'kutsumanimi', 'sukunimi', 'hetu', 'sahkoposti', 'puhelinnumero'],
]);

/**
 * What a letter holds, without the names of persons: nobody needs them to find out why a message failed (pages.md 12). Their length
 * stays, because that may be why. Text that is no JSON has no fields, and is left as it is.
 */
export function withoutNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, NAMING.has(name) ? withheld(inner) : withoutNames(inner)]),
  );
}

/** What is no text is no name, and may be why the message cannot be read. */
function withheld(value: unknown): unknown {
  return typeof value === 'string' ? `(withheld, ${value.length} characters)` : withoutNames(value);
}
