import { Injectable } from '@nestjs/common';
import type { MailFailure } from '../domain/message.js';
import { fullName } from '../domain/person.js';
import type { Language } from '../domain/templates.js';
import type { TakenMail } from '../persistence/message.repository.js';
import { Links } from '../texts/links.js';
import { Texts } from '../texts/texts.js';
import { Mailer } from './mailer.js';

/** Writes an e-mail in the recipient's language and posts it. */
@Injectable()
export class PostOffice {
  constructor(
    private readonly texts: Texts,
    private readonly links: Links,
    private readonly mailer: Mailer,
  ) {}

  async post(mail: TakenMail & { readonly language: Language }): Promise<'SENT' | MailFailure> {
    const { template, language, parameters, applicationId } = mail;
    const studentName = fullName(mail.studentFirstName, mail.studentLastName);
    const link = applicationId === null ? this.links.toWork : this.links.toApplication(applicationId);
    const items = parameters.items?.map((item) => ({
      ...item,
      studentName: fullName(mail.studentNames?.[item.studentId] ?? null, null),
      link: this.links.toApplication(item.applicationId),
    }));
    const text = this.texts.render({ template, language, parameters, studentName, link, ...(items && { items }) });
    return this.mailer.send({
      messageId: `${mail.id}@${this.links.host}`,
      to: mail.address,
      subject: text.subject,
      text: this.texts.plain(text),
      html: this.texts.html(text),
      language,
      unsubscribe: template === 'notification.digest.handler' ? this.links.toPreferences : null,
    });
  }
}
