import type { Refusal } from '../../../errors.js';
import type { Keyword, KeywordContent } from '../keyword.js';

/** Its terms and fields, as an administrator has written them (R104). */
export function editKeyword(keyword: Keyword, content: KeywordContent): Keyword | Refusal {
  if (keyword.state === 'RETIRED') return notLive(keyword);
  return next(keyword, content);
}

/** It is offered to nobody any more. */
export function retireKeyword(keyword: Keyword): Keyword | Refusal {
  return keyword.state === 'RETIRED' ? notLive(keyword) : next(keyword, { state: 'RETIRED' });
}

/** It is offered again, and stands for itself. */
export function restoreKeyword(keyword: Keyword): Keyword | Refusal {
  if (keyword.state === 'LIVE') return { refused: 'keyword/live-already', details: { keyword: keyword.code } };
  return next(keyword, { state: 'LIVE', mergedInto: null });
}

/**
 * From now on it means the other one: what was filed under it is found under that. A chain or a circle cannot come about, because
 * only a live keyword can be merged into, and those that had been merged into this one go with it (`follow`).
 */
export function mergeKeyword(keyword: Keyword, into: Keyword): Keyword | Refusal {
  if (into.state === 'RETIRED') return notLive(into);
  if (into.code === keyword.code) return { refused: 'keyword/merged-into-itself', details: { keyword: keyword.code } };
  return next(keyword, { state: 'RETIRED', mergedInto: into.code });
}

/** One that had been merged into a keyword which now is merged itself. */
export function follow(keyword: Keyword, into: Keyword): Keyword {
  return next(keyword, { mergedInto: into.code });
}

function next(keyword: Keyword, changes: Partial<Keyword>): Keyword {
  return { ...keyword, ...changes, version: keyword.version + 1 };
}

function notLive({ code, mergedInto }: Keyword): Refusal {
  return { refused: 'keyword/not-live', details: { keyword: code, mergedInto } };
}
