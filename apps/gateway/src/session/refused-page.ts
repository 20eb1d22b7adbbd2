import { checkedTexts, escapeHtml, type Localised, type ProblemDocument } from '#platform';

const TEXTS = checkedTexts(new URL('./texts/', import.meta.url), ['refused'], ['again', 'home', 'request'], 'page');

/** What a person reads whose sign-in came to nothing: what happened, and where to go on. */
export function refusedPage(problem: ProblemDocument, language: keyof Localised): string {
  const { again = '', home = '', request = '' } = TEXTS[language]['refused'] ?? {};
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(problem.title)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}a{display:inline-block;padding:.5rem 1rem .5rem 0}</style>
</head>
<body>
<main data-code="${escapeHtml(problem.code)}">
<h1>${escapeHtml(problem.title)}</h1>
<p>${escapeHtml(problem.detail)}</p>
<p><a href="/session/login?lang=${language}">${escapeHtml(again)}</a> <a href="/">${escapeHtml(home)}</a></p>
<p><small>${escapeHtml(request)}: ${escapeHtml(problem.requestId)}</small></p>
</main>
</body>
</html>
`;
}
