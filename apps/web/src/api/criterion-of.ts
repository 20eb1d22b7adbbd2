/** What a typed text looks for: a study right or a learner by oid, else the id of the system that the study right came from. */
export function criterionOf(text: string): { oid?: string; learnerOid?: string; sourceId?: string } {
  if (text === '') return {};
  if (/^1\.2\.246\.562\.(15|51)\./.test(text)) return { oid: text };
  if (/^1\.2\.246\.562\./.test(text)) return { learnerOid: text };
  return { sourceId: text };
}
