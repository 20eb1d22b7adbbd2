import { z } from 'zod';
import { runMigrations } from '#messaging';
import { databaseSettings, loadConfig } from '#platform';
import { database } from './persistence/database.js';

await runMigrations('notifications', loadConfig(z.object(databaseSettings)), database);
