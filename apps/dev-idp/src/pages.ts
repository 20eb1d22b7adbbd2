import { randomBytes } from 'node:crypto';
import { escapeHtml, type Localised } from '#platform';
import { DEMO, DEMO_ACCOUNTS, type DemoAccount } from '#testing/demo';

type Language = keyof Localised;

const TEXTS = {
  fi: {
    title: 'Kirjaudu sisään',
    intro: 'Kehitysympäristön kirjautuminen. Salasana on sama kuin käyttäjätunnus.',
    username: 'Käyttäjätunnus',
    password: 'Salasana',
    submit: 'Kirjaudu',
    wrong: 'Käyttäjätunnus tai salasana on väärä.',
    serviceUser: 'Tämä on järjestelmän tunnus rajapinnoille, ei henkilön. Kirjaudu henkilön tunnuksella.',
    signOut: 'Kirjaudu ulos',
    people: 'Esittelyhenkilöt',
    name: 'Nimi',
    roles: 'Roolit',
    institution: 'Organisaatio',
    over: 'Kirjautuminen on vanhentunut. Palaa palveluun ja aloita kirjautuminen uudelleen.',
  },
  sv: {
    title: 'Logga in',
    intro: 'Inloggning i utvecklingsmiljön. Lösenordet är detsamma som användarnamnet.',
    username: 'Användarnamn',
    password: 'Lösenord',
    submit: 'Logga in',
    wrong: 'Användarnamnet eller lösenordet är fel.',
    serviceUser: 'Det här är ett systemkonto för gränssnitten, inte en persons. Logga in med en persons konto.',
    signOut: 'Logga ut',
    people: 'Demopersoner',
    name: 'Namn',
    roles: 'Roller',
    institution: 'Organisation',
    over: 'Inloggningen har gått ut. Gå tillbaka till tjänsten och börja inloggningen på nytt.',
  },
  en: {
    title: 'Sign in',
    intro: 'Sign-in of the development environment. The password is the same as the user name.',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    wrong: 'The user name or the password is wrong.',
    serviceUser:
      "This is an account of a system for the interfaces, not a person's. Sign in with the account of a person.",
    signOut: 'Sign out',
    people: 'Demo people',
    name: 'Name',
    roles: 'Roles',
    institution: 'Organisation',
    over: 'The sign-in has expired. Go back to the service and begin again.',
  },
} satisfies Record<Language, Record<string, string>>;

/** The sign-in form with the list of people. `refused`: why the last attempt failed. */
export function loginPage(language: Language, uid: string, refused?: 'wrong' | 'serviceUser'): string {
  const text = TEXTS[language];
  return page(
    language,
    text.title,
    `<p>${text.intro}</p>
${refused ? `<p role="alert"><strong>${text[refused]}</strong></p>` : ''}
<form method="post" action="/interaction/${escapeHtml(uid)}">
<p><label>${text.username}<br><input name="username" autocomplete="username" required autofocus></label></p>
<p><label>${text.password}<br><input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button>${text.submit}</button></p>
</form>
<h2>${text.people}</h2>
<table>
<thead><tr><th scope="col">${text.username}</th><th scope="col">${text.name}</th><th scope="col">${text.roles}</th><th scope="col">${text.institution}</th></tr></thead>
<tbody>
${DEMO_ACCOUNTS.map((person) => row(person, language)).join('\n')}
</tbody>
</table>`,
  );
}

/**
 * Signs out at once: the application has asked already. Without scripts there is a button.
 * @param form of the library, which proves that the page is its own
 */
export function signOutPage(language: Language, form: string): { page: string; policy: string } {
  const nonce = randomBytes(16).toString('base64');
  const { signOut } = TEXTS[language];
  const button = `<button form="op.logoutForm" name="logout" value="yes" id="sign-out">${signOut}</button>`;
  const script = `<script nonce="${nonce}">document.getElementById('sign-out').click()</script>`;
  return {
    page: page(language, signOut, `${form}<p>${button}</p>${script}`),
    policy: `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; frame-ancestors 'none'; base-uri 'none'`,
  };
}

/** Shown when the sign-in a form belongs to is over, or its cookie is missing. */
export function expiredPage(language: Language): string {
  const text = TEXTS[language];
  return page(language, text.title, `<p role="alert">${text.over}</p>`);
}

/** Shown to the person when the request of a client is wrong; for its developer, so in English. */
export function errorPage(error: string, description: string | undefined): string {
  return page('en', 'Sign-in failed', `<p role="alert">${escapeHtml(error)}: ${escapeHtml(description ?? '')}</p>`);
}

function row({ username, firstName, lastName, roles, institutionOid }: DemoAccount, language: Language): string {
  const institution = DEMO.institutions.find(({ oid }) => oid === institutionOid)?.name[language] ?? institutionOid;
  const cells = [username, `${firstName} ${lastName}`, roles.join(', '), institution];
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;padding:.25rem 1rem .25rem 0}</style>
</head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
}
