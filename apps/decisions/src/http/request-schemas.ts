import { z } from 'zod';

/** An identifier of ours in a path; written in small letters, as it stands in every event and row. */
export const uuid = z.uuid().toLowerCase();

/** Query of a list: page size and the cursor of the page before. */
export const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(500).optional(),
});
