import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { connect as openSocket } from 'node:net';
import { dirname } from 'node:path/posix';
import SftpClient from 'ssh2-sftp-client';
import { type FileStore, type StoredFile, StoreFailure, UNFINISHED } from './file-store.ts';

export interface SftpPlace {
  readonly host: string;
  readonly port: number;
  /** Absolute path, `` for where the server puts the user. */
  readonly root: string;
  readonly username: string;
  readonly password?: string;
  /** PEM or OpenSSH text. */
  readonly privateKey?: string;
  readonly passphrase?: string;
  /** `SHA256:` and base64, as `ssh-keyscan host | ssh-keygen -lf -` prints it. */
  readonly hostKey: string;
}

const READY_MS = 20_000;

/**
 * Files on an SFTP server. One connection, made when it is needed and made anew after it broke. The server must prove to
 * be the one whose fingerprint the project has: there is no way to trust whoever answers.
 */
export function sftpStore(place: SftpPlace): FileStore {
  let open: Promise<SftpClient> | undefined;
  let stranger: string | undefined;

  async function connect(): Promise<SftpClient> {
    // Without listeners of its own an error of the idle connection would end the process.
    const lost = () => {
      open = undefined;
    };
    const client = new SftpClient('pipewright', { error: lost, end: lost, close: lost });
    stranger = undefined;
    try {
      await client.connect({
        // Without it each of the four questions of a listing waits for a delayed acknowledgement: measured, ten times as long.
        sock: openSocket({ host: place.host, port: place.port, noDelay: true }),
        username: place.username,
        ...(place.password === undefined ? {} : { password: place.password }),
        ...(place.privateKey === undefined ? {} : { privateKey: place.privateKey }),
        ...(place.passphrase === undefined ? {} : { passphrase: place.passphrase }),
        readyTimeout: READY_MS,
        hostVerifier: (key: Buffer) => {
          const print = fingerprint(key);
          const known = sameText(print, place.hostKey);
          if (!known) stranger = print;
          return known;
        },
      });
      return client;
    } catch (error) {
      await client.end().catch(ended);
      throw connectFailure(error, place, stranger);
    }
  }

  async function using<T>(path: string, work: (client: SftpClient) => Promise<T>): Promise<T> {
    open ??= connect();
    const mine = open;
    try {
      return await work(await mine);
    } catch (error) {
      const failure = error instanceof StoreFailure ? error : callFailure(error, path);
      if (
        (failure.kind === 'unreachable' || failure.kind === 'refused' || failure.kind === 'stranger') &&
        open === mine
      )
        open = undefined;
      throw failure;
    }
  }

  const at = (path: string) => (path === '' ? place.root || '.' : place.root === '' ? path : `${place.root}/${path}`);
  return {
    list: (folder) =>
      using(folder, async (client) => {
        const entries = await client.list(at(folder));
        return entries
          .filter(({ type }) => type === '-')
          .map<StoredFile>(({ name, size, modifyTime }) => ({ name, size, changedMs: modifyTime }));
      }),
    has: (path) =>
      using(dirname(path), async (client) => {
        if ((await client.exists(at(path))) !== false) return true;
        await client.stat(dirname(at(path)));
        return false;
      }),
    read: (path, maxBytes) =>
      using(path, async (client) => {
        if ((await client.stat(at(path))).size > maxBytes) return undefined;
        return (await client.get(at(path))) as Buffer;
      }),
    write: (path, content, began) =>
      using(path, async (client) => {
        const unfinished = `${at(path)}.${randomUUID()}${UNFINISHED}`;
        await client.put(content, unfinished);
        began();
        await client.rename(unfinished, at(path));
      }),
    move: (from, to) =>
      using(from, async (client) => {
        const folder = dirname(at(to));
        if ((await client.exists(folder)) === false) await client.mkdir(folder, true);
        await replace(client, at(from), at(to));
      }),
    close: async () => {
      const client = await open?.catch(ended);
      open = undefined;
      await client?.end();
    },
  };
}

/**
 * RENAME of the protocol does not replace a file (draft-ietf-secsh-filexfer-02 §6.5); OpenSSH has a call of its own that
 * does, which many other servers lack. What stood there goes first then: it is a file of the same name that was archived before.
 */
async function replace(client: SftpClient, from: string, to: string): Promise<void> {
  try {
    await client.posixRename(from, to);
  } catch (error) {
    if (!(error instanceof Error && /does not support this extended request/i.test(error.message))) throw error;
    if ((await client.exists(to)) !== false) await client.delete(to);
    await client.rename(from, to);
  }
}

/** A connection that could not be made is told to who asked for it; ending it tells the same once more. */
const ended = (): undefined => undefined;

/** RFC 4253 §6.6 keys, by the hash that OpenSSH shows since 6.8: SHA-256 as base64 without padding. */
export const fingerprint = (key: Buffer): string =>
  `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b.trim().replace(/=+$/, ''))];
  return left.length === right.length && timingSafeEqual(left, right);
}

function connectFailure(error: unknown, { host, username }: SftpPlace, stranger: string | undefined): StoreFailure {
  if (stranger !== undefined) {
    return new StoreFailure(
      'stranger',
      `${host} shows the key ${stranger}, which is not the one in the option host_key`,
      error,
    );
  }
  const says = error instanceof Error ? error.message : String(error);
  if (/authentication|privateKey|passphrase/i.test(says))
    return new StoreFailure('refused', `${host} does not let the user "${username}" in`, error);
  return new StoreFailure('unreachable', `${host} cannot be reached`, error);
}

/** Codes of the SFTP protocol (draft-ietf-secsh-filexfer-02 §7) as ssh2 gives them, and names as ssh2-sftp-client does. */
function callFailure(error: unknown, path: string): StoreFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 2 || code === 'ENOENT' || code === 'ERR_BAD_PATH')
    return new StoreFailure('missing', `there is no "${path}"`, error);
  if (code === 3 || code === 'EACCES')
    return new StoreFailure('denied', `"${path}" may not be touched by this user`, error);
  if (code === 4 || code === 'ERR_GENERIC_CLIENT_SFTP')
    return new StoreFailure('broken', `"${path}": the server says that it failed`, error);
  return new StoreFailure('unreachable', 'the connection broke', error);
}
