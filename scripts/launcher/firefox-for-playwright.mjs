#!/usr/bin/env node
/**
 * Starts the Firefox that FIREFOX names, for Playwright, and stands between the two: Playwright 1.65 sends for each context
 * `emulation.setMediaFeaturesOverride`, which Firefox 153 ESR does not know and refuses, and no context can be made. No scenario asks for a
 * media feature, so here the command is answered as done. To be deleted once Debian's Firefox knows it.
 */
import { spawn } from 'node:child_process';
import { WebSocket, WebSocketServer } from 'ws';

const UNKNOWN_TO_FIREFOX = 'emulation.setMediaFeaturesOverride';
const LISTENING = /^WebDriver BiDi listening on (ws:\/\/\S+)/;
const HOST = '127.0.0.1';

const firefox = spawn(process.env.FIREFOX ?? 'firefox-esr', process.argv.slice(2), {
  stdio: ['ignore', 'inherit', 'pipe'],
});
firefox.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
firefox.once('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => firefox.kill(signal));

let unread = '';
firefox.stderr.setEncoding('utf8').on('data', (text) => {
  const lines = (unread + text).split('\n');
  unread = lines.pop() ?? '';
  for (const line of lines) {
    const [, address] = LISTENING.exec(line) ?? [];
    if (address === undefined) console.error(line);
    else standBefore(address);
  }
});

/** Says to Playwright where to connect to instead. */
function standBefore(address) {
  const server = new WebSocketServer({ host: HOST, port: 0 });
  server.on('connection', (playwright, { url }) => join(playwright, new WebSocket(address + url)));
  server.once('listening', () => console.error(`WebDriver BiDi listening on ws://${HOST}:${server.address().port}`));
}

function join(playwright, browser) {
  const waiting = [];
  playwright.on('message', (data) => {
    const message = data.toString();
    const { id, method } = JSON.parse(message);
    if (method === UNKNOWN_TO_FIREFOX) playwright.send(JSON.stringify({ type: 'success', id, result: {} }));
    else if (browser.readyState === WebSocket.OPEN) browser.send(message);
    else waiting.push(message);
  });
  browser.once('open', () => waiting.forEach((message) => browser.send(message)));
  browser.on('message', (data) => playwright.send(data.toString()));
  browser.once('close', () => playwright.close());
  playwright.once('close', () => browser.close());
}
