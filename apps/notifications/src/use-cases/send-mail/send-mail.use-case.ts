import { Injectable, Logger } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { afterAttempt, type MailFailure, type MessageChange, recipientGone } from '../../domain/message.js';
import { PostOffice } from '../../mail/post-office.js';
import { ATTEMPT_TIMEOUT_MS } from '../../mail/smtp-mailer.js';
import { MessageRepository, type TakenMail } from '../../persistence/message.repository.js';

const BATCH = 10;
/** Nobody else sends what is being sent. */
const LEASE_MS = ATTEMPT_TIMEOUT_MS + 5_000;

/**
 * Sends one batch of due e-mails. Sending cannot be exactly once: an e-mail whose outcome is unknown goes out again
 * with the same Message-ID. Acts for the system: there is nobody to authorise.
 */
@Injectable()
export class SendMail {
  readonly #logger = new Logger('send-mail');

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly postOffice: PostOffice,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends when every e-mail of the batch has its outcome, also when one could not be recorded.
   * @returns whether the batch was full, so that more may be due
   * @throws the first failure to record an outcome; that e-mail goes out again
   */
  async execute(): Promise<boolean> {
    const mails = await this.unitOfWork.run(async ({ sql }) => this.messages.takeMails(sql, LEASE_MS, BATCH));
    const outcomes = await Promise.allSettled(mails.map(async (mail) => this.send(mail)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    return mails.length === BATCH;
  }

  /** How many e-mails wait for another attempt, counted to 10,000. */
  async countPutOff(): Promise<number> {
    return this.unitOfWork.read((sql) => this.messages.countPutOff(sql));
  }

  private async send(mail: TakenMail): Promise<void> {
    const change = await this.attempt(mail);
    await this.unitOfWork.run(async (tx) => this.record(tx, mail, change));
  }

  /** The recipient may have left since the e-mail was queued. */
  private async attempt(mail: TakenMail): Promise<MessageChange> {
    const gone = recipientGone(mail, this.clock.now());
    if (gone !== null) return { state: 'SKIPPED', reason: gone };
    return afterAttempt(mail.attempts, await this.post(mail), this.clock.now());
  }

  /** What can't be written counts as an attempt too: it would come again for ever. */
  private async post(mail: TakenMail): Promise<'SENT' | MailFailure> {
    const { id: messageId, template, language } = mail;
    if (language === null) return 'CANNOT_BE_WRITTEN';
    try {
      return await this.postOffice.post({ ...mail, language });
    } catch (error) {
      // The name only: a message may quote what the text was to say.
      const { name } = error as Error;
      this.#logger.error({ messageId, template, language, error: name }, 'e-mail could not be written');
      return 'CANNOT_BE_WRITTEN';
    }
  }

  private async record(tx: Transaction, mail: TakenMail, change: MessageChange): Promise<void> {
    const { id: messageId, institutionOid, applicationId, template, origin } = mail;
    const changed = await this.messages.change(tx.sql, mail, change, mail.attempts);
    if (change.state === 'FAILED') this.#logger.warn({ messageId, reason: change.reason }, 'e-mail given up');
    if (!changed || change.state !== 'DELIVERED') return;
    await tx.append({
      name: 'notifications.message-delivered.v1',
      ...{ key: messageId, institutionOid, origin },
      body: { institutionOid, messageId, applicationId, template, channel: 'EMAIL' },
    });
  }
}
