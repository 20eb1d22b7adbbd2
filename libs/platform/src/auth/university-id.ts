import { z } from 'zod';
import { isUniversityId } from '#contracts';
import { say } from '../errors/field-errors.js';

/**
 * Id of a person or a study right, as the university wrote it: `sub` of a token, handlers and students in requests. Taken
 * exactly as sent, since the university's own systems compare it with theirs.
 */
export const universityId = z.string().refine(isUniversityId, say('universityId'));
