import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ServiceName } from '#contracts';
import type { DataFolder } from './data-folder.js';
import { diskFull, isDiskFull, LauncherError } from './failure.js';
import { answersOk, type ProcessPlan } from './processes.js';

const HOST = '127.0.0.1';
const READY_WITHIN_MS = 120_000;
const execute = promisify(execFile);

/**
 * Small heaps: the whole stack is to fit beside an editor and a browser. Small halves of the young generation too: as large
 * as V8 lets them grow they take the room of the old one, which is then collected as a whole again and again.
 */
const NODE_FLAGS = [
  ...['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'],
  ...['--max-old-space-size=192', '--max-semi-space-size=8'],
];

/** Where one process of a service listens, and whom it talks to. */
export interface ServiceSurroundings {
  readonly httpPort: number;
  readonly metricsPort: number;
  readonly databaseUrl: string | undefined;
  readonly brokers: readonly string[];
  /** Seconds after which the group gives up a member that died without leaving. */
  readonly sessionTimeoutSeconds: number;
  readonly issuer: string;
  readonly publicBaseUrl: string;
  readonly smtpPort: number;
}

/** The settings of one process of a service. */
export function serviceSettings(service: ServiceName, around: ServiceSurroundings): NodeJS.ProcessEnv {
  return {
    HTTP_HOST: HOST,
    HTTP_PORT: String(around.httpPort),
    METRICS_PORT: String(around.metricsPort),
    DATABASE_URL: around.databaseUrl,
    KAFKA_BROKERS: around.brokers.join(','),
    KAFKA_SESSION_TIMEOUT_SECONDS: String(around.sessionTimeoutSeconds),
    OIDC_ISSUER: around.issuer,
    OIDC_AUDIENCE: 'hyvaksiluku',
    PUBLIC_BASE_URL: around.publicBaseUrl,
    ...(service === 'notifications' && {
      SMTP_URL: `smtp://${HOST}:${around.smtpPort}`,
      MAIL_FROM: 'Hyväksiluku <noreply@hyvaksiluku.example>',
    }),
  };
}

/** How our own programs, compiled into dist/, are started on this machine. */
export class Programs {
  /** The environment of every program: ours, without what is addressed to the launcher or to npm. */
  readonly env: NodeJS.ProcessEnv;

  constructor(
    private readonly root: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.env = environmentForPrograms(env, root);
  }

  /** A program that goes on until it is stopped. */
  node(name: string, script: string, readyUrl: string, env: NodeJS.ProcessEnv): ProcessPlan {
    return {
      name,
      command: process.execPath,
      args: [...NODE_FLAGS, path.join(this.root, 'dist', script)],
      env: { NODE_ENV: 'development', LOG_LEVEL: 'info', ...this.env, ...env },
      cwd: this.root,
      ready: () => answersOk(readyUrl),
      readyWithinMs: READY_WITHIN_MS,
      whyNotReady: () => answerText(readyUrl),
      stopSignal: 'SIGTERM',
      stopWithinMs: 30_000,
    };
  }

  /** One process of a service; `name` distinguishes several of them. */
  service(service: ServiceName, around: ServiceSurroundings, name: string = service): ProcessPlan {
    const ready = `http://${HOST}:${around.httpPort}/health/ready`;
    return this.node(name, `apps/${service}/src/main.js`, ready, serviceSettings(service, around));
  }

  /** The development issuer. */
  devIdp({ port, publicBaseUrl, data }: { port: number; publicBaseUrl: string; data: DataFolder }): ProcessPlan {
    const issuer = `http://${HOST}:${port}`;
    return this.node('dev-idp', 'apps/dev-idp/src/main.js', `${issuer}/.well-known/openid-configuration`, {
      HTTP_HOST: HOST,
      HTTP_PORT: String(port),
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: 'hyvaksiluku',
      PUBLIC_BASE_URL: publicBaseUrl,
      DATA_DIR: data.file('dev-idp'),
    });
  }

  /** The mail catcher. */
  maildev({ webPort, smtpPort, data }: { webPort: number; smtpPort: number; data: DataFolder }): ProcessPlan {
    const addresses = ['--ip', HOST, '--web-ip', HOST];
    return {
      ...this.node('maildev', '', `http://${HOST}:${webPort}/api/healthz`, {}),
      args: [
        '--max-old-space-size=96',
        path.join(this.root, 'node_modules', 'maildev', 'dist', 'bin', 'maildev.js'),
        ...['--smtp', String(smtpPort), '--web', String(webPort)],
        // By default every mail catcher of the machine writes into one folder below /tmp.
        ...[...addresses, '--max-emails', '2000', '--mail-directory', data.file('mail')],
      ],
    };
  }

  /**
   * Runs a program to its end; `script` is its file below dist/, with its words behind it.
   * @throws LauncherError with its last lines when it fails
   */
  async once(name: string, script: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    try {
      const [file = '', ...words] = script.split(' ');
      await execute(process.execPath, [...NODE_FLAGS, path.join(this.root, 'dist', file), ...words], {
        cwd: this.root,
        env: { NODE_ENV: 'development', ...this.env, ...env },
        signal,
        maxBuffer: 16 * 1024 * 1024,
      });
    } catch (error) {
      signal.throwIfAborted();
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      const said = `${stdout}\n${stderr}`.trim();
      if (isDiskFull(said)) throw diskFull();
      const lines = said.split('\n').slice(-12).join('\n').replace(/^/gm, '    ');
      throw new LauncherError(`${name} failed; it last said:\n${lines}`);
    }
  }
}

function environmentForPrograms(env: NodeJS.ProcessEnv, root: string): NodeJS.ProcessEnv {
  const forLauncher =
    /^(npm_|INIT_CWD$|HTTP_|METRICS_PORT$|DATA_DIR$|STACK_FILE$|KAFKA_|POSTGRES_|PG|DEMO_)|_PORT$|DATABASE_URL$/;
  const kept = Object.entries(env).filter(([name]) => !forLauncher.test(name));
  // Compiled code is kept between starts; it makes a start on two cores seconds shorter.
  return { ...Object.fromEntries(kept), NODE_COMPILE_CACHE: path.join(root, '.cache', 'node') };
}

async function answerText(url: string): Promise<string | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
  return `${response.status} ${(await response.text()).slice(0, 1000)}`;
}
