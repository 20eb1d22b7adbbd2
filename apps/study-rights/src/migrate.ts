import { z } from 'zod';
import { migrate } from '#messaging';
import { databaseSettings, loadConfig } from '#platform';
import { persistenceParts } from './persistence/parts.js';

await migrate(loadConfig(z.object(databaseSettings)), persistenceParts);
