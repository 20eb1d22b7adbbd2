import type { NewEvent } from '#messaging';
import type { Keyword } from './domain/keyword.js';

/** A keyword as it stands from now on. */
export function keywordChanged({ institutionOid, code, ...keyword }: Keyword): NewEvent {
  const { version, terms, fieldsOfEducation, state, mergedInto } = keyword;
  return {
    name: 'recognition-bank.keyword-changed.v1',
    key: `${institutionOid}:${code}`,
    institutionOid,
    body: {
      ...{ institutionOid, code, version, terms, fieldsOfEducation: [...fieldsOfEducation], state, mergedInto },
    },
  };
}
