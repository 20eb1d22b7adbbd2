import { migrate } from '#messaging';
import { databaseSettings, loadConfig } from '#platform';
import { z } from 'zod';
import { migrations } from './persistence/migrations.js';

await migrate(loadConfig(z.object(databaseSettings)), { entities: [], migrations });
