import { defineConfig, type Plugin } from 'vite';

/** Where `npm run web` finds the gateway: the one that `npm start` starts. */
const GATEWAY = process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:8080';
const BEHIND = ['/api', '/session', '/callback', '/events', '/csp-reports', '/contracts'];

/** The browser fetches the application while the first heading is painted. */
const applicationFetchedFirst: Plugin = {
  name: 'application-fetched-first',
  transformIndexHtml: (_html, { bundle = {} }) => {
    const main = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'main');
    const files = main?.type === 'chunk' ? [main.fileName, ...main.imports] : [];
    return files.map((file) => ({
      tag: 'link',
      attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
      injectTo: 'head',
    }));
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [applicationFetchedFirst],
  // The gateway puts a nonce of its own into each answer (apps/gateway/src/pages).
  html: { cspNonce: '__CSP_NONCE__' },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    manifest: true,
    // Every browser that runs the rest knows it.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What every page needs is one file, and not thirty: it is read, and packed, as one.
      // And what comes before it must not wait for it.
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: /apps.web.src.(start|texts.language|ui.first-heading)\.ts$/, priority: 1 },
            { name: 'shell', test: /apps.web.src.main\.tsx$/ },
          ],
        },
      },
      // Everything here is for the browser: the mark of packages that also run on servers says nothing.
      onLog: (level, log, report) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : report(level, log)),
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(BEHIND.map((path) => [path, { target: GATEWAY }])),
  },
});
