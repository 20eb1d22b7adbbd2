/** What readers see in place of an empty background name (R98): an explained blank, not an error. */
export const MISSING_BASIS_NAME = {
  fi: 'Aiempaa osaamista ei ole nimetty: hakemuksen kenttä ”Koulutuksen nimi” tai ”Työnimike / muu” oli tyhjä.',
  sv: 'Den tidigare kompetensen har inget namn: fältet ”Utbildningens namn” eller ”Arbetstitel / annat” i ansökan var tomt.',
  en: 'The prior learning has no name: the field “Name of education” or “Job title / other” of the application was empty.',
} as const;

/** What readers see beside an entry of which something was left out because it contained personal data (R85). */
export const WITHHELD = {
  fi: 'Aiemman osaamisen nimi, koodi tai avainsana on jätetty pois, koska siinä oli henkilötietoja.',
  sv: 'Den tidigare kompetensens namn, kod eller nyckelord har utelämnats, eftersom det innehöll personuppgifter.',
  en: 'The name, code or a keyword of the prior learning has been left out, because it held personal data.',
} as const;
