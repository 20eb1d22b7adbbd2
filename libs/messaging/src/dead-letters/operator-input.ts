import { z } from 'zod';
import { say } from '#platform';

/** Number of a letter or a stretch within its service, in the order of recording. */
export const recordNumber = z.string().regex(/^\d{1,18}$/, say('runningNumber'));

/** Why an operator gives something up; kept with it, and audited. */
export const settlingReason = z.string().trim().min(3).max(500);

/** Why somebody has to read what a letter holds; stands in the audit line. */
export const openingReason = z.string().trim().min(3).max(500);

/** Letters of one cause in one service. */
export const letterGroup = z.string().regex(/^[0-9a-f]{12}$/);
