import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FileStore, StoreFailure } from './file-store.ts';

/** The other side of a place of files: whoever puts something there and takes it away. */
export interface OtherSide {
  makeFolder(path: string): Promise<void>;
  put(path: string, content: string): Promise<void>;
  take(path: string): Promise<void>;
  /** Names of what lies in a folder; '' is the root. */
  names(folder: string): Promise<readonly string[]>;
  content(path: string): Promise<Buffer>;
  /** Epoch ms, by the clock of the place. */
  now(): number;
}

/** What every place of files must do. */
export function fileStoreLaws(
  title: string,
  using: (work: (store: FileStore, other: OtherSide) => Promise<void>) => Promise<void>,
): void {
  const law = (name: string, work: (store: FileStore, other: OtherSide) => Promise<void>) =>
    test(`${title}: ${name}`, () => using(work));
  const failure = (kind: string) => (error: unknown) => error instanceof StoreFailure && error.kind === kind;

  law('lists the files of a folder with size and time, and no folders', async (store, other) => {
    await other.makeFolder('in/older');
    await other.put('in/a.csv', 'sku\r\n');
    const [file, ...rest] = await store.list('in');
    assert.equal(file?.name, 'a.csv');
    assert.equal(file?.size, 5);
    assert.ok(Math.abs((file?.changedMs ?? 0) - other.now()) < 60_000);
    assert.deepEqual(rest, []);
  });

  law('lists what is left when files are taken away meanwhile', async (store, other) => {
    await other.makeFolder('in');
    const names = Array.from({ length: 200 }, (_, index) => `in/${index}.csv`);
    await Promise.all(names.map((name) => other.put(name, 'sku\r\n')));
    const listed = store.list('in');
    await Promise.all(names.map((name) => other.take(name)));
    assert.ok((await listed).length <= names.length);
    assert.deepEqual(await store.list('in'), []);
  });

  law('tells whether a file is there, and of a folder that is not there neither', async (store, other) => {
    await other.makeFolder('in');
    await other.put('in/a.csv', 'sku\r\n');
    assert.equal(await store.has('in/a.csv'), true);
    assert.equal(await store.has('in/b.csv'), false);
    assert.equal(await store.has('b.csv'), false);
    await assert.rejects(store.has('nowhere/a.csv'), failure('missing'));
  });

  law('reads back every byte that it wrote', async (store, other) => {
    await other.makeFolder('out');
    const content = Buffer.from([0, 13, 10, 255, ...Buffer.from('ü'.repeat(70_000))]);
    await store.write('out/a.csv', content, () => undefined);
    assert.deepEqual(await store.read('out/a.csv', 1_000_000), content);
    assert.deepEqual(await other.content('out/a.csv'), content);
  });

  law('reads nothing of a file that is larger than allowed', async (store, other) => {
    await other.put('a.csv', 'x'.repeat(11));
    assert.equal(await store.read('a.csv', 10), undefined);
  });

  law(
    'writes under another name first, and nothing can be noticed before it says that it begins',
    async (store, other) => {
      let before: readonly string[] = [];
      let began = Promise.resolve();
      await store.write('a.csv', Buffer.from('whole'), () => {
        began = other.names('').then((names) => {
          before = names;
        });
      });
      await began;
      assert.ok(
        before.every((name) => name === 'a.csv' || name.endsWith('.tmp')),
        before.join(),
      );
      assert.deepEqual(await other.names(''), ['a.csv']);
    },
  );

  law('moves a file, makes the folder for it, and takes the place of one of the same name', async (store, other) => {
    await other.put('a.csv', 'new');
    await other.makeFolder('archive');
    await other.put('archive/a.csv', 'old');
    await store.move('a.csv', 'archive/a.csv');
    assert.equal(String(await other.content('archive/a.csv')), 'new');
    await store.move('archive/a.csv', 'archive/2026/a.csv');
    assert.equal(String(await other.content('archive/2026/a.csv')), 'new');
  });

  law('tells a folder or file that is not there', async (store) => {
    await assert.rejects(store.list('nowhere'), failure('missing'));
    await assert.rejects(store.read('nowhere.csv', 10), failure('missing'));
    await assert.rejects(store.move('nowhere.csv', 'a.csv'), failure('missing'));
    await assert.rejects(
      store.write('nowhere/a.csv', Buffer.from('x'), () => undefined),
      failure('missing'),
    );
  });
}
