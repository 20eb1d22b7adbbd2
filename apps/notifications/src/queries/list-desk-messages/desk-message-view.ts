import { z } from 'zod';
import { instantView, pageView } from '#platform';
import { LANGUAGES, TEMPLATES } from '../../domain/templates.js';

const deskMessage = z
  .object({
    id: z.guid(),
    template: z.enum(TEMPLATES),
    language: z.enum(LANGUAGES),
    subject: z.string(),
    text: z.string(),
    link: z.string().describe('Straight to the application (R6)'),
    path: z.string().describe('The same without the origin: where the pages go to'),
    linkText: z.string(),
    applicationId: z.guid(),
    deliveredAt: instantView,
    readAt: instantView.nullable(),
  })
  .readonly()
  .meta({ id: 'DeskMessage' });

export const deskPage = pageView(deskMessage).meta({ id: 'DeskPage' });

export type DeskMessage = z.infer<typeof deskMessage>;
export type DeskPage = z.infer<typeof deskPage>;
