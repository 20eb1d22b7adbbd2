import type { Localised } from '#platform';

type Language = keyof Localised;

const TEXTS = {
  fi: {
    title: 'Hyväksiluku',
    intro:
      'Aiemmin hankitun osaamisen tunnistaminen ja hyväksilukeminen korkeakouluissa. Rajapinnat ja niiden kuvaukset:',
    interface: 'Rajapinta',
    description: 'Kuvaus (OpenAPI)',
    events: 'Tapahtumat (AsyncAPI, JSON Schema)',
    health: 'Tila',
    alive: 'gateway on käynnissä',
    ready: 'kaikki palvelut ovat valmiina',
  },
  sv: {
    title: 'Tillgodoräknande',
    intro:
      'Identifiering och tillgodoräknande av tidigare förvärvat kunnande i högskolor. Gränssnitten och deras beskrivningar:',
    interface: 'Gränssnitt',
    description: 'Beskrivning (OpenAPI)',
    events: 'Händelser (AsyncAPI, JSON Schema)',
    health: 'Läge',
    alive: 'gateway är i gång',
    ready: 'alla tjänster är redo',
  },
  en: {
    title: 'Recognition of prior learning',
    intro: 'Recognition of prior learning in higher education. The interfaces and their descriptions:',
    interface: 'Interface',
    description: 'Description (OpenAPI)',
    events: 'Events (AsyncAPI, JSON Schema)',
    health: 'State',
    alive: 'the gateway is running',
    ready: 'all services are ready',
  },
} satisfies Record<Language, Record<string, string>>;

const NAMES: Readonly<Record<Language, string>> = { fi: 'Suomeksi', sv: 'På svenska', en: 'In English' };

/** True for the code of a language the page is written in. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(NAMES, value);
}

/** The page at `/api`: what is here, for people who came with a browser. All parts are our own words, nothing from the request. */
export function overviewPage(language: Language, services: readonly string[]): string {
  const text = TEXTS[language];
  const rows = services.map(
    (service) =>
      `<tr><td>/api/${service}/v1/</td><td><a href="/api/${service}/openapi.json">/api/${service}/openapi.json</a></td></tr>`,
  );
  const languages = Object.entries(NAMES).map(([code, name]) =>
    code === language ? `<b>${name}</b>` : `<a href="/api?lang=${code}" lang="${code}" hreflang="${code}">${name}</a>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text.title}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.25rem 1rem .25rem 0}</style>
</head>
<body>
<nav>${languages.join(' · ')}</nav>
<h1>${text.title}</h1>
<p>${text.intro}</p>
<table>
<thead><tr><th scope="col">${text.interface}</th><th scope="col">${text.description}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
<p>${text.events}: <a href="/contracts/asyncapi.yaml">/contracts/asyncapi.yaml</a>, <a href="/contracts">/contracts</a></p>
<h2>${text.health}</h2>
<ul>
<li><a href="/health/live">/health/live</a>: ${text.alive}</li>
<li><a href="/health/ready">/health/ready</a>: ${text.ready}</li>
</ul>
</body>
</html>
`;
}
