import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cassetteContents } from '../src/check/checks/cassette-contents.ts';
import { loadProject } from '../src/load/load-project.ts';
import { readCassette } from '../src/qa/cassettes/read-cassette.ts';
import { BUILT_IN } from './sample-project.ts';

const project = loadProject({ root: BUILT_IN, builtIn: BUILT_IN });
const files = project.layers.list('features/cassettes/**/*.yaml', 'project');

test('the cassettes that are checked in can be read, and hold no secret and nobody who exists (SECRET003)', () => {
  assert.ok(files.length >= 20, `${files.length} cassettes`);
  for (const file of files) {
    const { findings, cassette } = readCassette(file.path, project.layers.read(file), project.schemas);
    assert.deepEqual(findings, [], file.path);
    assert.equal(cassette?.from, 'twin', file.path);
  }
  assert.deepEqual([...cassetteContents.look(project)], []);
});

test('a secret or a person in any one of them is found', () => {
  for (const file of files) {
    const layers = Object.create(project.layers) as typeof project.layers;
    layers.read = (asked) => {
      const text = project.layers.read(asked);
      return asked.path === file.path ? text.replace(/\n\.\.\.\n$/, '\n# mario.rossi@gmail.com\n...\n') : text;
    };
    layers.list = () => [file];
    const found = [...cassetteContents.look({ ...project, layers, schemas: project.schemas })];
    assert.deepEqual(
      found.map(({ at }) => at.file),
      [file.path],
    );
  }
});
