export const LANGUAGES = ['fi', 'sv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
const KEPT_AS = 'hyvaksiluku.language';

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The language of the page: chosen here, else that of the address, the browser, Finnish. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const candidates = [asked, localStorage.getItem(KEPT_AS), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return candidates.find(isLanguage) ?? 'fi';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT_AS, language);
}

/** True when the person has chosen a language here. */
export function languageIsChosen(): boolean {
  return isLanguage(localStorage.getItem(KEPT_AS)) || isLanguage(new URLSearchParams(location.search).get('lang'));
}
