import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, isLanguage, keepLanguage, type Language } from './language';

export { LANGUAGES, type Language, isLanguage, languageIsChosen } from './language';

/** A file per language and feature; loaded when a page of the feature is opened. */
const files = import.meta.glob<{ default: Record<string, string> }>('../**/texts/*.json');

const fromFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, feature, done) => {
    const found = Object.keys(files).find((file) => file.endsWith(`/${feature}/texts/${language}.json`));
    const load = found === undefined ? undefined : files[found];
    if (load === undefined) return done(new Error(`no texts of ${feature} in ${language}`), false);
    load().then(
      (module) => done(null, module.default),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), false),
    );
  },
};

export async function startTexts(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(fromFiles)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      ns: ['shell'],
      defaultNS: 'shell',
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

/** Begins to load the texts of a feature, before its page asks for them. */
export function preloadTexts(feature: string): void {
  void i18next.loadNamespaces(feature);
}

export async function changeLanguage(language: Language): Promise<void> {
  keepLanguage(language);
  await i18next.changeLanguage(language);
}

/** The language of the page, for code outside of components. */
export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'fi';
}
