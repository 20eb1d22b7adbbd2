import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { InitializeOnPreviewAllowlist, NestFactory, RouterModule } from '@nestjs/core';
import type { ServiceName } from '#contracts';
import { openApiDocument, type OpenApiDocument } from '#platform';

/**
 * A program of its own, because the services read settings as they are loaded: writes the OpenAPI documents of all services to its
 * standard output, as one JSON object by service. In Nest's preview mode nothing is made or connected: it needs no database and no broker.
 */
const MODULES: Readonly<Record<ServiceName, () => Promise<Type>>> = {
  applications: async () => (await import('../../apps/applications/src/applications.module.js')).ApplicationsModule,
  decisions: async () => (await import('../../apps/decisions/src/decisions.module.js')).DecisionsModule,
  'recognition-bank': async () =>
    (await import('../../apps/recognition-bank/src/recognition-bank.module.js')).RecognitionBankModule,
  notifications: async () => (await import('../../apps/notifications/src/notifications.module.js')).NotificationsModule,
  'study-rights': async () => (await import('../../apps/study-rights/src/study-rights.module.js')).StudyRightsModule,
};

// It knows below which path the controllers of a library stand.
InitializeOnPreviewAllowlist.add(RouterModule);
const documents: Partial<Record<ServiceName, OpenApiDocument>> = {};
for (const [service, load] of Object.entries(MODULES) as [ServiceName, () => Promise<Type>][]) {
  const app = await NestFactory.createApplicationContext(await load(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  documents[service] = openApiDocument(app, service);
}
process.stdout.write(JSON.stringify(documents), () => process.exit(0));
