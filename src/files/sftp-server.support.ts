import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path/posix';
import ssh2 from 'ssh2';
import { fingerprint } from './sftp-store.ts';

const { STATUS_CODE, flagsToString } = ssh2.utils.sftp;

export interface RunningSftp {
  readonly url: string;
  readonly hostKey: string;
  readonly username: string;
  readonly password: string;
  /** Private key of the user who is let in by it. */
  readonly privateKey: string;
  /** Breaks every connection that is open, as a network does. */
  breakConnections(): void;
  close(): Promise<void>;
}

const USER = { username: 'erp-one-sftp', password: 'sftp-only-for-tests' };

/** A real SFTP server over a folder of this machine, which lets one user in by password or key. */
export async function startSftpServer(folder: string): Promise<RunningSftp> {
  const [host, user] = [keyPair(), keyPair()];
  const open = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [host.private] }, (client) => {
    open.add(client);
    (client as unknown as { setNoDelay(on: boolean): void }).setNoDelay(true);
    client.on('error', () => undefined).on('close', () => open.delete(client));
    client.on('authentication', (asked) => {
      if (asked.username !== USER.username) return asked.reject(['password', 'publickey']);
      if (asked.method === 'password' && asked.password === USER.password) return asked.accept();
      if (asked.method === 'publickey' && asked.key.data.equals(user.parsed.getPublicSSH())) {
        const fine =
          asked.signature === undefined || user.parsed.verify(asked.blob ?? '', asked.signature, asked.hashAlgo);
        if (fine === true) return asked.accept();
      }
      return asked.reject(['password', 'publickey']);
    });
    client.on('session', (accept) => accept().on('sftp', (begin) => serve(begin(), folder)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `sftp://127.0.0.1:${port}`,
    hostKey: fingerprint(host.parsed.getPublicSSH()),
    ...USER,
    privateKey: user.private,
    breakConnections: () => {
      for (const client of open) client.end();
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of open) client.end();
        server.close(() => resolve());
      }),
  };
}

function keyPair(): ReturnType<typeof ssh2.utils.generateKeyPairSync> & { parsed: ssh2.ParsedKey } {
  const pair = ssh2.utils.generateKeyPairSync('ed25519');
  const parsed = ssh2.utils.parseKey(pair.public);
  // ssh2 1.17 writes one in some hundred of these keys so that it cannot read it itself.
  return parsed instanceof Error ? keyPair() : { ...pair, parsed };
}

/** SFTP version 3 (draft-ietf-secsh-filexfer-02): the requests that a client of files makes. */
function serve(sftp: ssh2.SFTPWrapper, root: string): void {
  const handles = new Map<string, Awaited<ReturnType<typeof open>> | { list: string[]; path: string }>();
  let count = 0;
  const at = (path: string) => join(root, normalize(`/${path}`));
  const keep = (thing: Awaited<ReturnType<typeof open>> | { list: string[]; path: string }) => {
    count += 1;
    const handle = Buffer.from(String(count));
    handles.set(String(count), thing);
    return handle;
  };
  const fail = (id: number) => (error: NodeJS.ErrnoException) =>
    sftp.status(id, error.code === 'ENOENT' ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
  const attributes = async (path: string) => {
    const facts = await stat(path);
    const [atime, mtime] = [facts.atimeMs, facts.mtimeMs].map((ms) => Math.floor(ms / 1000));
    return { mode: facts.mode, uid: 0, gid: 0, size: facts.size, atime: atime ?? 0, mtime: mtime ?? 0 };
  };
  const answer = (id: number, work: Promise<unknown>) => {
    work.then(() => sftp.status(id, STATUS_CODE.OK)).catch(fail(id));
  };

  sftp.on('REALPATH', (id, path) =>
    sftp.name(id, [{ filename: normalize(`/${path}`), longname: path, attrs: {} as ssh2.Attributes }]),
  );
  for (const kind of ['STAT', 'LSTAT'] as const) {
    sftp.on(kind, (id: number, path: string) => {
      attributes(at(path))
        .then((attrs) => sftp.attrs(id, attrs))
        .catch(fail(id));
    });
  }
  sftp.on('OPENDIR', (id, path) => {
    readdir(at(path))
      .then((list) => sftp.handle(id, keep({ list, path: at(path) })))
      .catch(fail(id));
  });
  sftp.on('READDIR', (id, handle) => {
    const listing = handles.get(handle.toString());
    if (listing === undefined || !('list' in listing)) return sftp.status(id, STATUS_CODE.FAILURE);
    const names = listing.list.splice(0);
    if (names.length === 0) return sftp.status(id, STATUS_CODE.EOF);
    return Promise.all(
      names.map(async (filename) => {
        const attrs = await attributes(join(listing.path, filename));
        const type = (attrs.mode & constants.S_IFMT) === constants.S_IFDIR ? 'd' : '-';
        return { filename, longname: `${type}rw-r--r-- 1 0 0 ${attrs.size} Jan 1 00:00 ${filename}`, attrs };
      }),
    )
      .then((entries) => sftp.name(id, entries))
      .catch(fail(id));
  });
  sftp.on('OPEN', (id, path, flags) => {
    open(at(path), flagsToString(flags) ?? 'r')
      .then((file) => sftp.handle(id, keep(file)))
      .catch(fail(id));
  });
  sftp.on('FSTAT', (id, handle) => {
    const file = handles.get(handle.toString());
    if (file === undefined || 'list' in file) return sftp.status(id, STATUS_CODE.FAILURE);
    return file
      .stat()
      .then(({ mode, size }) => sftp.attrs(id, { mode, size, uid: 0, gid: 0, atime: 0, mtime: 0 }))
      .catch(fail(id));
  });
  sftp.on('FSETSTAT', (id) => sftp.status(id, STATUS_CODE.OK));
  sftp.on('READ', (id, handle, offset, length) => {
    const file = handles.get(handle.toString());
    if (file === undefined || 'list' in file) return sftp.status(id, STATUS_CODE.FAILURE);
    const content = Buffer.alloc(length);
    return file
      .read(content, 0, length, offset)
      .then(({ bytesRead }) =>
        bytesRead === 0 ? sftp.status(id, STATUS_CODE.EOF) : sftp.data(id, content.subarray(0, bytesRead)),
      )
      .catch(fail(id));
  });
  sftp.on('WRITE', (id, handle, offset, data) => {
    const file = handles.get(handle.toString());
    if (file === undefined || 'list' in file) return sftp.status(id, STATUS_CODE.FAILURE);
    return answer(id, file.write(data, 0, data.length, offset));
  });
  sftp.on('CLOSE', (id, handle) => {
    const thing = handles.get(handle.toString());
    handles.delete(handle.toString());
    answer(id, thing !== undefined && !('list' in thing) ? thing.close() : Promise.resolve());
  });
  sftp.on('MKDIR', (id, path) => answer(id, mkdir(at(path))));
  sftp.on('REMOVE', (id, path) => answer(id, rm(at(path))));
  sftp.on('RENAME', (id, from, to) =>
    stat(at(to)).then(
      () => sftp.status(id, STATUS_CODE.FAILURE),
      () => answer(id, rename(at(from), at(to))),
    ),
  );
}
