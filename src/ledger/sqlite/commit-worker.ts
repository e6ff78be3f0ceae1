import { parentPort, workerData } from 'node:worker_threads';
import { type CommitMessage, threadOutcome } from './commit-message.ts';
import { commitTogether } from './commit-together.ts';
import { openForCommits } from './open-ledger-database.ts';

/** The thread of a CommitThread. Opens the ledger when it is first written to, so that a failure is that write's. */
const path = workerData as string;
let database: ReturnType<typeof openForCommits> | undefined;

parentPort?.on('message', (message: CommitMessage) => {
  if (message === 'close') {
    database?.connection.close();
    parentPort?.close();
    return;
  }
  try {
    database ??= openForCommits(path);
    parentPort?.postMessage(commitTogether(database, message).map(threadOutcome));
  } catch (failure) {
    parentPort?.postMessage(message.map(() => threadOutcome({ failure })));
  }
});
