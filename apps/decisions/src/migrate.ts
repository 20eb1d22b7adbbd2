import { z } from 'zod';
import { runMigrations } from '#messaging';
import { databaseSettings, loadConfig } from '#platform';
import { migrations } from './persistence/migrations.js';

await runMigrations('decisions', loadConfig(z.object(databaseSettings)), { entities: [], migrations });
