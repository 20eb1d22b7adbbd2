import { z } from 'zod';
import { migrate } from '#messaging';
import { databaseSettings, loadConfig } from '#platform';
import { database } from './persistence/database.js';

await migrate(loadConfig(z.object(databaseSettings)), database);
