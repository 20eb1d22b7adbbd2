import { z } from 'zod';
import type { LocalisedText } from '#kernel';
import type { NamedCode } from '../../study-rights/http/names-in-koski-data.js';
import type { SupportCase } from '../domain/support-case.js';
import type { StoredSupportCase } from '../persistence/support-case.repository.js';

/** Path parameter of everything about one case. */
export const supportCaseParams = z.object({ id: z.uuid() });

/** Free text of a case, for the people who settle it; it goes into no log, event or metric. */
export const freeText = z.string().trim().min(1).max(2000);

/** A case as its provider sees it: what was asked, how it stands, and the desk's reason if it said no. */
export interface ProvidersCase {
  readonly id: string;
  readonly state: SupportCase['state'];
  readonly institutionOid: string;
  readonly institutionName: LocalisedText | null;
  readonly qualification: NamedCode | null;
  readonly studyRightOid: string;
  readonly hoksId: number;
  readonly reason: SupportCase['reason'];
  readonly message: string | null;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closingReason: string | null;
}

/** What the desk sees beside that: who proposed what, and who closed the case. */
export interface DesksCase extends ProvidersCase {
  readonly proposal: SupportCase['proposal'];
  readonly closedBy: string | null;
}

export function caseForProvider({
  supportCase,
  institutionOid,
  institutionName,
  qualification,
}: StoredSupportCase): ProvidersCase {
  const { id, state, studyRightOid, hoksId, reason, message, opened, closed } = supportCase;
  return {
    ...{ id, state, institutionOid, institutionName, qualification, studyRightOid, hoksId, reason, message },
    ...{ openedBy: opened.by, openedAt: opened.at },
    ...{ closedAt: closed?.at ?? null, closingReason: closed?.reason ?? null },
  };
}

export function caseForDesk(stored: StoredSupportCase): DesksCase {
  const { proposal, closed } = stored.supportCase;
  return { ...caseForProvider(stored), proposal, closedBy: closed?.by ?? null };
}
