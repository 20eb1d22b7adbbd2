import { z } from 'zod';
import { databaseSettings, httpSettings, kafkaSettings, loadConfig, oidcSettings, runtimeSettings } from '#platform';

/** Every setting of notifications. PUBLIC_BASE_URL (in httpSettings) is the origin of the links in messages. */
const settings = z.object({
  ...runtimeSettings,
  ...httpSettings,
  HTTP_PORT: httpSettings.HTTP_PORT.default(8104),
  METRICS_PORT: httpSettings.METRICS_PORT.default(9104),
  ...databaseSettings,
  ...kafkaSettings,
  ...oidcSettings,
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'expected smtp://user:password@host:port or smtps://…')
    .describe('mail server that takes the e-mails, with its password'),
  MAIL_FROM: z
    .string()
    .max(300)
    .regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'expected an e-mail address or Name <address>')
    .describe('sender of the e-mails'),
});

export const config = loadConfig(settings);
