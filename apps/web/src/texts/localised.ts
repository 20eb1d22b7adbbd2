import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from './texts';

export interface Localised {
  readonly fi: string;
  readonly sv?: string | null;
  readonly en?: string | null;
}

/** A name of the institution in the language of the page; Finnish, and marked so, where it lacks that (pages.md 6). */
export function inLanguage(text: Localised, language: Language): { readonly text: string; readonly lang?: 'fi' } {
  const own = text[language];
  return own ? { text: own } : { text: text.fi, lang: 'fi' };
}

/** Texts of the services in the language of the page: `say(application.label)`; the same function until the language changes. */
export function useNames(): (text: Localised) => string {
  const { i18n } = useTranslation('shell');
  const language = isLanguage(i18n.language) ? i18n.language : 'fi';
  return useCallback((text) => inLanguage(text, language).text, [language]);
}
