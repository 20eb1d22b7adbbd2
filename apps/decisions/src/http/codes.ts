import type { Codesets } from '#platform';

/** Fields of education by which an approval is guided (R100), as VIRTA numbers them. */
const FIELDS_OF_EDUCATION = {
  1: { fi: 'Kasvatusalat', sv: 'Det pedagogiska området', en: 'Education' },
  2: { fi: 'Taiteet ja kulttuurialat', sv: 'Konst och kultur', en: 'Arts and culture' },
  3: { fi: 'Humanistiset alat', sv: 'Det humanistiska området', en: 'Humanities' },
  4: { fi: 'Yhteiskunnalliset alat', sv: 'De samhällsvetenskapliga områdena', en: 'Social sciences' },
  5: {
    fi: 'Kauppa, hallinto ja oikeustieteet',
    sv: 'Handel, administration och juridik',
    en: 'Business, administration and law',
  },
  6: { fi: 'Luonnontieteet', sv: 'De naturvetenskapliga områdena', en: 'Natural sciences' },
  7: {
    fi: 'Tietojenkäsittely ja tietoliikenne',
    sv: 'Databehandling och kommunikation',
    en: 'Information and communication technologies',
  },
  8: { fi: 'Tekniikan alat', sv: 'De tekniska områdena', en: 'Engineering and technology' },
  9: { fi: 'Maa- ja metsätalousalat', sv: 'Lant- och skogsbruk', en: 'Agriculture and forestry' },
  10: { fi: 'Lääketieteet', sv: 'Det medicinska området', en: 'Medical science' },
  11: { fi: 'Terveys- ja hyvinvointialat', sv: 'Hälsovård och välfärd', en: 'Health and welfare' },
  12: { fi: 'Palvelualat', sv: 'Tjänstebranschen', en: 'Services' },
};

export const codesets = { 'field-of-education': FIELDS_OF_EDUCATION } satisfies Codesets;
