import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type FileStore, StoreFailure } from './file-store.ts';
import { fileStoreLaws, type OtherSide } from './file-store-laws.support.ts';
import { folderStore } from './folder-store.ts';
import { type RunningSftp, startSftpServer } from './sftp-server.support.ts';
import { type SftpPlace, sftpStore } from './sftp-store.ts';

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const place = ({ url, hostKey, username, privateKey }: RunningSftp): SftpPlace => ({
  host: '127.0.0.1',
  port: Number(new URL(url).port),
  root: '',
  username,
  privateKey,
  hostKey,
});

const overSftp = (
  work: (store: FileStore, folder: string, server: RunningSftp) => Promise<void>,
  change: (server: RunningSftp) => Partial<SftpPlace> = () => ({}),
) =>
  inFolder(async (folder) => {
    const server = await startSftpServer(folder);
    const store = sftpStore({ ...place(server), ...change(server) });
    try {
      await work(store, folder, server);
    } finally {
      await store.close();
      await server.close();
    }
  });

const atTheDisk = (folder: string): OtherSide => ({
  makeFolder: async (path) => void (await mkdir(join(folder, path), { recursive: true })),
  put: (path, content) => writeFile(join(folder, path), content),
  take: (path) => rm(join(folder, path)),
  names: (path) => readdir(join(folder, path)),
  content: (path) => readFile(join(folder, path)),
  now: () => Date.now(),
});

fileStoreLaws('a folder', (work) => inFolder((folder) => work(folderStore(folder), atTheDisk(folder))));
fileStoreLaws('an SFTP server', (work) => overSftp((store, folder) => work(store, atTheDisk(folder))));

const failure = (kind: string, says: RegExp) => (error: unknown) =>
  error instanceof StoreFailure && error.kind === kind && says.test(error.message);

test('a server with another key than the project has is never spoken to', () =>
  overSftp(
    async (store, _folder, { hostKey }) => {
      await assert.rejects(
        store.list(''),
        failure('stranger', new RegExp(hostKey.replaceAll(/[+/]/g, (sign) => `\\${sign}`))),
      );
    },
    () => ({ hostKey: `SHA256:${'A'.repeat(43)}` }),
  ));

test('a user whom the server does not let in is told so, by key and by password', async () => {
  await overSftp(
    async (store) => assert.rejects(store.list(''), failure('refused', /does not let the user "stranger" in/)),
    () => ({ username: 'stranger' }),
  );
  await inFolder(async (folder) => {
    const server = await startSftpServer(folder);
    const { privateKey: _, ...known } = place(server);
    const wrong = sftpStore({ ...known, password: 'wrong' });
    await assert.rejects(wrong.list(''), failure('refused', /erp-one-sftp/));
    const right = sftpStore({ ...known, password: server.password });
    assert.deepEqual(await right.list(''), []);
    await Promise.all([wrong.close(), right.close()]);
    await server.close();
  });
});

test('a connection that broke is made anew', () =>
  overSftp(async (store, folder, server) => {
    await writeFile(join(folder, 'a.csv'), 'x');
    assert.equal((await store.list('')).length, 1);
    server.breakConnections();
    // The first call may find the broken one; it is told as out of reach, and the next one connects.
    await store.list('').catch((error: unknown) => assert.ok(failure('unreachable', /./)(error)));
    assert.equal((await store.list('')).length, 1);
  }));

test('a server that does not answer is out of reach', () =>
  inFolder(async (folder) => {
    const server = await startSftpServer(folder);
    await server.close();
    await assert.rejects(sftpStore(place(server)).list(''), failure('unreachable', /cannot be reached/));
  }));
