import { z } from 'zod';
import { DIGEST_DAYS, DIGEST_MODES } from '../domain/digest.js';

export const digestMode = z
  .enum(DIGEST_MODES)
  .describe('Each day while something waits, only when something has changed, or never');
export const digestDays = z
  .enum(DIGEST_DAYS)
  .describe('Working days: those of Finland that are none of the own days off');
export const digestHour = z.int().min(0).max(23).describe('Hour in Finland from which on it is sent');

/** As many of the institution's own days off as are ever listed: some years of them. */
export const CLOSED_DAYS_AT_MOST = 366;

export const settingsShape = z
  .object({
    version: z.int().describe('0: nothing has been set'),
    digest: z
      .object({ mode: digestMode, days: digestDays, hour: digestHour })
      .readonly()
      .describe('The daily digest to handlers (R1, R2)'),
    closedDays: z.array(z.iso.date()).max(CLOSED_DAYS_AT_MOST).readonly().describe('Own days off, in their order'),
  })
  .readonly()
  .meta({ id: 'NotificationSettings' });
