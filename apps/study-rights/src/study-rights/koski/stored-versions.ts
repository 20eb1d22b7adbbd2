import type { StudyRight } from '../domain/study-right.js';

/** Koski's answer to what was stored: whose it is, and the oid and version of each study right. */
export interface StoredVersions {
  readonly henkilö: { readonly oid: string };
  readonly opiskeluoikeudet: readonly object[];
}

export function storedVersions(learnerOid: string, studyRights: readonly StudyRight[]): StoredVersions {
  return {
    henkilö: { oid: learnerOid },
    opiskeluoikeudet: studyRights.map(({ oid, version, data }) => ({
      oid,
      versionumero: version,
      lähdejärjestelmänId: data.lähdejärjestelmänId,
    })),
  };
}
