import test from 'node:test';
import { playPage } from './played-page.ts';
import { sampleFolder } from './sample-project.ts';

test('the tester’s day of docs/testers-day.md goes as it is written', async () => {
  using folder = sampleFolder();
  await playPage('docs/testers-day.md', folder.root);
});
