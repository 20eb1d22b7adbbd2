import { createTransport } from 'nodemailer';
import type { MailFailure } from '../domain/message.js';
import { type Mail, Mailer } from './mailer.js';

export interface SmtpSettings {
  /** smtp://user:password@host:port or smtps://…; never logged. */
  readonly url: string;
  readonly from: string;
}

/** Longest time for one attempt, in ms, however slowly the server answers. */
export const ATTEMPT_TIMEOUT_MS = 25_000;

const CONNECTION_CODES = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EABORT']);

/** SMTP by nodemailer. A new connection per message: there are few, and a dead pooled one would cost an attempt. */
export class SmtpMailer extends Mailer {
  readonly #transport;
  readonly #from: string;

  constructor({ url, from }: SmtpSettings) {
    super();
    this.#from = from;
    this.#transport = createTransport({
      url,
      connectionTimeout: 5_000,
      dnsTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 10_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override async send(mail: Mail): Promise<'SENT' | MailFailure> {
    try {
      await this.#transport.sendMail({
        messageId: `<${mail.messageId}>`,
        from: this.#from,
        // An object, not a string: commas and angle brackets in a stored address must not make it several.
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        signal: AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
        headers: {
          ...{ 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' },
          ...(mail.unsubscribe !== null && { 'List-Unsubscribe': `<${mail.unsubscribe}>` }),
        },
      });
      return 'SENT';
    } catch (error) {
      return failureOf(error);
    }
  }
}

/** Only codes are read: the server's own words may repeat the address. */
function failureOf(error: unknown): MailFailure {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
  const permanent = responseCode === undefined || responseCode >= 500;
  if (code === 'EENVELOPE' && permanent && command !== 'MAIL FROM') return 'ADDRESS_REFUSED';
  return CONNECTION_CODES.has(code ?? '') ? 'SERVER_UNREACHABLE' : 'SERVER_REFUSES';
}
