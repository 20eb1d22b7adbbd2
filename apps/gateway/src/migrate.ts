import { z } from 'zod';
import { runMigrations } from '#messaging';
import { databaseSettings, loadConfig } from '#platform';
import { persistence } from './persistence/persistence.js';

await runMigrations('gateway', loadConfig(z.object(databaseSettings)), persistence);
