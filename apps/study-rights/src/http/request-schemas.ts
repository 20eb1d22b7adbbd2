import { z } from 'zod';

const MOST = 100;

/** How many lines a page of a list has. */
export const pageLimit = z.coerce.number().int().min(1).max(MOST).default(20);

/** Where a page begins in a list in the order of a number: after this one. */
export const numberCursor = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional();
