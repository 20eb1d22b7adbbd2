import type { FormContent, PartFields } from './form-content';
import type { Fields } from './merged';

const OF_PART = ['type', 'bases', 'targets', 'credits'] as const;

/** The content by paths, for comparing: `handler`, `parts.0.bases`. With another number of parts they are one field. */
export function fieldsOf(content: FormContent, partCount: number): Fields {
  if (content.parts.length !== partCount) return { handler: content.handler, parts: content.parts };
  const ofParts = content.parts.flatMap((part, index) =>
    OF_PART.map((field) => [`parts.${index}.${field}`, part[field]] as const),
  );
  return { handler: content.handler, ...Object.fromEntries(ofParts) };
}

/** The content that has these fields. @param like where what the fields do not say is taken from */
export function contentFrom(fields: Fields, like: FormContent): FormContent {
  const handler = fields['handler'] as FormContent['handler'];
  if ('parts' in fields) return { handler, parts: fields['parts'] as PartFields[] };
  const parts = like.parts.map((part, index) => ({
    ...part,
    ...Object.fromEntries(OF_PART.map((field) => [field, fields[`parts.${index}.${field}`] ?? part[field]])),
  }));
  return { handler, parts };
}
