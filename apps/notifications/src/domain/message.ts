import type { Channel } from './announcements.js';
import { ON_ARRIVAL, type Template } from './templates.js';
import { hasLeft } from './person.js';

/** Why a message was not delivered. */
export type Reason = 'EMAIL_OFF' | 'NO_ADDRESS' | 'RECIPIENT_LEFT' | 'RECIPIENT_FORGOTTEN' | MailFailure;

/** How an attempt ended: by the mail server's answer, or before it was asked, because no text could be made. */
export type MailFailure = 'SERVER_UNREACHABLE' | 'SERVER_REFUSES' | 'ADDRESS_REFUSED' | 'CANNOT_BE_WRITTEN';

/**
 * The next state of a message. PENDING, the first one: waits for a person or institution that has not been published
 * yet. READY: an e-mail to be sent. DELIVERED: on the desk, or taken by the mail server. SKIPPED: not wanted or no
 * address. FAILED: given up. When an e-mail is due is given as a distance, not as a moment: processes whose clocks
 * differ or jump would each have their own.
 */
export type MessageChange =
  | { readonly state: 'DELIVERED'; readonly deliveredAt: Date }
  | { readonly state: 'READY'; readonly dueInMs: number }
  | { readonly state: 'SKIPPED' | 'FAILED'; readonly reason: Reason };

/** What is known when everyone a message names has been published. */
export interface DeliveryFacts {
  readonly channel: Channel;
  readonly template: Template;
  /** The institution's switch for e-mails to handlers when an application arrives. */
  readonly emailHandlerOnArrival: boolean;
  readonly recipientHasAddress: boolean;
  /** Last day of the recipient at the institution; null: no end. */
  readonly recipientValidUntil: string | null;
  /** The university has had the recipient's name removed. */
  readonly recipientForgotten: boolean;
}

/** A message whose names are all known: on the desk at once, an e-mail into the queue or, when switched off, nowhere. */
export function completeMessage(facts: DeliveryFacts, now: Date): MessageChange {
  const gone = recipientGone(facts, now);
  if (gone !== null) return { state: 'SKIPPED', reason: gone };
  if (facts.channel === 'DESK') return { state: 'DELIVERED', deliveredAt: now };
  if (!facts.emailHandlerOnArrival && ON_ARRIVAL.includes(facts.template))
    return { state: 'SKIPPED', reason: 'EMAIL_OFF' };
  if (!facts.recipientHasAddress) return { state: 'SKIPPED', reason: 'NO_ADDRESS' };
  return { state: 'READY', dueInMs: 0 };
}

/** No message for people who left or are forgotten: nobody would read it, and no one else may by it (docs/interfaces/master-data.md). */
export function recipientGone(
  facts: Pick<DeliveryFacts, 'recipientForgotten' | 'recipientValidUntil'>,
  now: Date,
): 'RECIPIENT_LEFT' | 'RECIPIENT_FORGOTTEN' | null {
  if (facts.recipientForgotten) return 'RECIPIENT_FORGOTTEN';
  return hasLeft(facts.recipientValidUntil, now) ? 'RECIPIENT_LEFT' : null;
}

/** Attempts before an e-mail is given up: with the delays below about seven hours. */
export const MAX_ATTEMPTS = 18;
const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 3_600_000;

/** Time from a failed attempt (1 = the first) to the next one, in ms: doubles, up to an hour. */
export function retryDelay(attempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
}

/**
 * What becomes of an e-mail after an attempt: delivered; tried again later; or given up, when the address can never be
 * right or the attempts are used up.
 */
export function afterAttempt(attempts: number, outcome: 'SENT' | MailFailure, now: Date): MessageChange {
  if (outcome === 'SENT') return { state: 'DELIVERED', deliveredAt: now };
  if (outcome === 'ADDRESS_REFUSED' || attempts >= MAX_ATTEMPTS) return { state: 'FAILED', reason: outcome };
  return { state: 'READY', dueInMs: retryDelay(attempts) };
}
