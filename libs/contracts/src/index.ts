export type * from './generated/event-bodies.js';
export * from './topics.js';
export * from './record-key.js';
export * from './who-sees-an-application.js';
export * from './record-limits.js';
export * from './broker-rights.js';
export * from './schemas.js';
export * from './contract-documents.js';
export * from './versions.js';
