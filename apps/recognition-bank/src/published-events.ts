import type { EventBodies } from '#contracts';
import type { NewEvent } from '#messaging';

/** An entry that a released precedent has become. */
export function precedentFiled(released: EventBodies['decisions.precedent-released.v1']): NewEvent {
  const { institutionOid, bankKey, programmeCode, recognitionType, recognisedMonth } = released;
  return {
    name: 'recognition-bank.precedent-filed.v1',
    key: bankKey,
    institutionOid,
    body: { institutionOid, bankKey, programmeCode, recognitionType, recognisedMonth },
  };
}

/** Asks the decisions service to release the precedents with these bank keys again; there is at least one. */
export function askForPrecedents(institutionOid: string, bankKeys: readonly string[]): NewEvent {
  const [first = '', ...others] = bankKeys;
  return {
    name: 'recognition-bank.republish-requested.v1',
    key: institutionOid,
    institutionOid,
    body: { institutionOid, of: 'PRECEDENT', ids: [first, ...others] },
  };
}
