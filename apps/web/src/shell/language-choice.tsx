import { useTranslation } from 'react-i18next';
import { changeLanguage, LANGUAGES } from '../texts/texts';
import { Row } from '../ui/layout';

const OWN_NAMES = { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' } as const;

export function LanguageChoice() {
  const { t, i18n } = useTranslation('shell');
  return (
    <nav aria-label={t('languages')}>
      <Row>
        {LANGUAGES.map((language) => (
          <button
            type="button"
            key={language}
            lang={language}
            aria-current={i18n.language === language ? 'true' : undefined}
            onClick={() => void changeLanguage(language)}
            style={{
              background: 'none',
              border: 0,
              padding: '6px 4px',
              minHeight: 32,
              font: 'inherit',
              cursor: 'pointer',
              textDecoration: i18n.language === language ? 'none' : 'underline',
              fontWeight: i18n.language === language ? 700 : 400,
              color: 'inherit',
            }}
          >
            {OWN_NAMES[language]}
          </button>
        ))}
      </Row>
    </nav>
  );
}
