import { fileURLToPath } from 'node:url';
import type { HttpClient } from '../http/http-message.ts';
import type { Clock } from '../model/clock.ts';
import type { AuthMethod, FileLayout } from '../model/config.generated.ts';
import { durationMs } from '../model/duration.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { fileExchange } from './file-exchange.ts';
import type { FileStore } from './file-store.ts';
import { folderStore } from './folder-store.ts';
import { layoutsOf } from './rows/layout.ts';
import { sftpStore } from './sftp-store.ts';

/** A connection to a place of files, with every reference to a secret looked up. */
export interface FileExchangeSettings {
  readonly connection: string;
  /** `file:///folder` or `sftp://host[:port][/folder]`. */
  readonly url: string;
  readonly auth: AuthMethod | undefined;
  readonly credentials: Readonly<Record<string, string>>;
  /** `host_key`, `settle` and `layouts` are read here; the rest is the connector's. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly layouts: Readonly<Record<string, FileLayout>>;
}

/**
 * Opens nothing before the first call. `store`: where the files lie in place of the address. Throws OPTION_INVALID for an
 * address or option that cannot be.
 */
export function openFileExchange(settings: FileExchangeSettings, clock: Clock, store?: FileStore): HttpClient {
  const { connection, options } = settings;
  return fileExchange({
    store: store ?? storeOf(settings),
    layouts: layoutsOf(settings.layouts, options.layouts, connection),
    clock,
    settleMs: settleMs(options.settle, connection),
  });
}

function storeOf({ connection, url: written, auth, credentials, options }: FileExchangeSettings): FileStore {
  const invalid = (says: string) => new IntegrationError('OPTION_INVALID', `"${connection}" ${says}`, { connection });
  const url = URL.parse(written);
  if (url?.protocol === 'file:') {
    if (auth?.kind !== 'none') throw invalid('is a folder, where nobody signs in: set auth to the way of kind none');
    return folderStore(fileURLToPath(url));
  }
  if (url?.protocol !== 'sftp:') throw invalid('is no sftp or file address');
  if (auth?.kind !== 'ssh-key' && auth?.kind !== 'ssh-password')
    throw invalid('is an SFTP server: set auth to a way of kind ssh-key or ssh-password');
  const hostKey = options.host_key;
  if (typeof hostKey !== 'string' || !/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(hostKey.trim())) {
    throw invalid('needs the option host_key: SHA256:…, as `ssh-keyscan <host> | ssh-keygen -lf -` prints it');
  }
  const credential = (name: string): string => credentials[name] ?? '';
  return sftpStore({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 22 : Number(url.port),
    root: decodeURIComponent(url.pathname).replace(/\/+$/, ''),
    username: credential(auth.username),
    hostKey,
    ...(auth.kind === 'ssh-password'
      ? { password: credential(auth.password) }
      : {
          privateKey: credential(auth.private_key),
          ...(auth.passphrase === undefined ? {} : { passphrase: credential(auth.passphrase) }),
        }),
  });
}

const SETTLE = '5s';

function settleMs(option: unknown, connection: string): number {
  const written = option ?? SETTLE;
  if (typeof written === 'string' && /^\d+(ms|s|m|h|d)$/.test(written)) return durationMs(written);
  throw new IntegrationError('OPTION_INVALID', `the option settle of "${connection}" is no duration such as 5s`, {
    connection,
  });
}
