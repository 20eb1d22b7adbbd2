import type { MailFailure } from '../domain/message.js';

/** An e-mail ready to be handed to the mail server. */
export interface Mail {
  /** The same for every attempt, so that a mail server or client can drop a repeated one. Without angle brackets. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
  /** Where the recipient can end e-mails of the kind; null when they cannot be ended there. */
  readonly unsubscribe: string | null;
}

/** Hands e-mails to the mail server. Never throws: the outcome is a value without names and addresses. */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<'SENT' | MailFailure>;
}
