import { z } from 'zod';
import { runMigrations } from '#messaging';
import { databaseSettings, loadConfig } from '#platform';
import { persistenceParts } from './persistence/parts.js';

await runMigrations('study-rights', loadConfig(z.object(databaseSettings)), persistenceParts);
