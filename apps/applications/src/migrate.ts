import { z } from 'zod';
import { migrate } from '#messaging';
import { databaseSettings, loadConfig } from '#platform';
import { persistence } from './persistence/persistence.js';

await migrate(loadConfig(z.object(databaseSettings)), persistence);
