import { globSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type ChangedField, changedFields } from './changed-fields.ts';
import { type Arguments, flagArgument, textArgument } from './command.ts';
import type { Environment } from './environment.ts';
import { FolderWatch } from './folder-watch.ts';
import { tryWhateverItIs, type WatchedTrial } from './mapping-try.ts';
import { painter } from './render/colours.ts';
import { renderWatched, watchedJson } from './render/watched-trial.ts';

/**
 * Tries a mapping again whenever a file that it reads changes, until the person stops it. A terminal is drawn anew each
 * time; elsewhere what is as it was is not told again.
 */
export async function watchMapping(args: Arguments, environment: Environment): Promise<void> {
  const { stdout, env, clock, stopping } = environment;
  const paint = painter(stdout, env);
  using folders = new FolderWatch(clock);
  let told = '';
  let output: unknown;
  let goesOn = true;
  while (goesOn) {
    // Before the files are read: what changes meanwhile is seen in the next round.
    folders.watch(foldersToWatch(args, environment));
    const round = await tryWhateverItIs(args, environment);
    const changes = changesSince(output, round);
    output = round.trial?.output ?? output;
    const said = flagArgument(args, 'json')
      ? watchedJson(round, changes)
      : renderWatched(round, changes, { at: clock.now(), isTerminal: stdout.isTerminal, paint });
    const content = JSON.stringify([round.trial, round.failure, round.findings]);
    if (stdout.isTerminal || content !== told) stdout.write(said);
    told = content;
    goesOn = await folders.next(stopping);
  }
}

function changesSince(output: unknown, { trial }: WatchedTrial): ChangedField[] {
  return output === undefined || trial?.output === undefined ? [] : changedFields(output, trial.output);
}

/** Those of the project’s files that a mapping depends on, and those of the files that were named. */
function foldersToWatch(args: Arguments, { cwd }: Environment): string[] {
  const root = resolve(cwd, textArgument(args, 'project') ?? '.');
  const inside = globSync('{mappings,lookups,schemas,connectors,pipes}/**/', { cwd: root })
    .map((folder) => join(root, folder))
    .filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true);
  const named = [textArgument(args, 'file'), textArgument(args, 'with'), textArgument(args, 'mapping')]
    .filter((file) => file !== undefined)
    .map((file) => dirname(resolve(cwd, file)));
  return [root, ...inside, ...named];
}
