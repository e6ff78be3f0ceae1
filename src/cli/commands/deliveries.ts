import type { Delivery, DeliveryState } from '../../model/delivery.ts';
import type { Ledger } from '../../model/ledger.ts';
import { type Arguments, type Command, flagArgument, listArgument, textArgument } from '../command.ts';
import { type Environment, EXIT } from '../environment.ts';

const ACTIONS = ['list', 'show', 'retry', 'skip', 'edit'] as const;

export const deliveriesCommand: Command = {
  usage: 'deliveries <action> [id..]',
  summary: 'list, show, retry, skip or edit single records',
  examples: [
    ['$0 deliveries list --state held', 'records that wait for a person'],
    ['$0 deliveries show 17', 'one record: history, reason, what came in'],
    ['$0 deliveries edit 17 --file mended.json', 'replace the record as received and try again'],
    ['$0 deliveries retry --state held --pipe orders', 'try all held orders again, after a mapping was mended'],
  ],
  options: (argv) =>
    argv
      .positional('action', { choices: ACTIONS, describe: 'what to do' })
      .positional('id', {
        type: 'string',
        array: true,
        describe: 'number of the delivery, or the record’s key or label (order number)',
      })
      .option('pipe', { type: 'string', describe: 'only this pipe' })
      .option('state', { type: 'string', describe: 'only these states, joined by commas' })
      .option('limit', { type: 'number', default: 50, describe: 'at most so many' })
      .option('before', { type: 'number', describe: 'only deliveries with a smaller number: the next page' })
      .option('unlink', {
        type: 'boolean',
        describe: 'retry: forget which record on the target it became, and look for it again',
      })
      .option('file', {
        type: 'string',
        describe: 'edit: JSON file with the corrected record; `-` reads standard input; without it $EDITOR opens',
      })
      .option('json', { type: 'boolean', describe: 'as JSON' }),
  run: async (args, environment) => {
    const action = ACTIONS.find((each) => each === args.action) ?? 'list';
    return ACTION_RUNS[action](args, environment);
  },
};

const ACTION_RUNS: {
  readonly [A in (typeof ACTIONS)[number]]: (args: Arguments, environment: Environment) => Promise<number>;
} = {
  list: async (args, environment) => {
    const { openLedgerToRead } = await import('../../app.ts');
    const ledger = await openLedgerToRead(await projectOf(args, environment));
    try {
      const [key] = listArgument(args, 'id');
      const deliveries = await ledger.deliveries({
        ...(await filterOf(args)),
        ...(key === undefined ? {} : { key }),
        ...(args.before === undefined ? {} : { before: Number(args.before) }),
        limit: Number(args.limit),
      });
      if (flagArgument(args, 'json')) {
        environment.stdout.write(
          `${JSON.stringify(
            deliveries.map(({ record, ...rest }) => rest),
            null,
            2,
          )}\n`,
        );
        return EXIT.fine;
      }
      const { renderDeliveries } = await import('../render/deliveries.ts');
      const { painter } = await import('../render/colours.ts');
      environment.stdout.write(
        renderDeliveries(deliveries, environment.stdout, painter(environment.stdout, environment.env)),
      );
      const last = deliveries.at(-1);
      if (last !== undefined && deliveries.length === Number(args.limit))
        environment.stdout.write(`more: add --before ${last.id}\n`);
      return EXIT.fine;
    } finally {
      await ledger.close();
    }
  },

  show: async (args, environment) => {
    const { openLedgerToRead } = await import('../../app.ts');
    const ledger = await openLedgerToRead(await projectOf(args, environment));
    try {
      const { chosenDeliveries } = await import('../chosen-deliveries.ts');
      const { renderDelivery } = await import('../render/deliveries.ts');
      const { painter } = await import('../render/colours.ts');
      for (const delivery of await chosenDeliveries(ledger, args)) {
        const history = await ledger.history(delivery.id);
        if (flagArgument(args, 'json'))
          environment.stdout.write(
            `${JSON.stringify({ ...delivery, record: JSON.parse(delivery.record), history }, null, 2)}\n`,
          );
        else environment.stdout.write(renderDelivery(delivery, history, painter(environment.stdout, environment.env)));
      }
      return EXIT.fine;
    } finally {
      await ledger.close();
    }
  },

  retry: (args, environment) =>
    moveChosen(
      args,
      environment,
      'received',
      { code: 'retry-asked', text: 'a person asked for another try' },
      'is tried again with the next run',
    ),

  skip: (args, environment) =>
    moveChosen(
      args,
      environment,
      'skipped',
      { code: 'skip-asked', text: 'a person decided not to deliver it' },
      'is skipped',
    ),

  edit: async (args, environment) => {
    const { openLedgerToWrite } = await import('../../app.ts');
    const ledger = await openLedgerToWrite(await projectOf(args, environment));
    try {
      const { chosenDeliveries } = await import('../chosen-deliveries.ts');
      const { editedRecord } = await import('../edited-record.ts');
      const { contentHash } = await import('../../model/content-hash.ts');
      const { instantOf } = await import('../../model/clock.ts');
      const { IntegrationError } = await import('../../model/integration-error.ts');
      const chosen = await chosenDeliveries(ledger, args);
      const [delivery] = chosen;
      if (delivery === undefined || chosen.length > 1)
        throw new IntegrationError('USAGE', 'edit one delivery at a time: name it by its number', {});
      const text = await editedRecord(delivery, textArgument(args, 'file'), environment);
      if (text === undefined) {
        environment.stdout.write(`delivery ${delivery.id} is left as it was: nothing was changed\n`);
        return EXIT.fine;
      }
      await ledger.edit(delivery.id, text, contentHash(text), instantOf(environment.clock.now()));
      environment.stdout.write(
        `delivery ${delivery.id} (${delivery.pipe} ${delivery.label}) is changed and is tried again with the next run\n`,
      );
      return EXIT.fine;
    } finally {
      await ledger.close();
    }
  },
};

async function projectOf(args: Arguments, environment: Environment) {
  const { openProject } = await import('../../app.ts');
  return openProject(environment, { root: textArgument(args, 'project'), environment: textArgument(args, 'env') });
}

async function filterOf(args: Arguments) {
  const { deliveryFilter } = await import('../chosen-deliveries.ts');
  return deliveryFilter(args);
}

async function moveChosen(
  args: Arguments,
  environment: Environment,
  to: Extract<DeliveryState, 'received' | 'skipped'>,
  reason: { code: string; text: string },
  says: string,
): Promise<number> {
  const { openLedgerToWrite } = await import('../../app.ts');
  const ledger = await openLedgerToWrite(await projectOf(args, environment));
  try {
    const { chosenDeliveries } = await import('../chosen-deliveries.ts');
    const { mayMove } = await import('../../model/delivery.ts');
    const { instantOf } = await import('../../model/clock.ts');
    let refused = 0;
    for (const delivery of await chosenDeliveries(ledger, args)) {
      const name = `delivery ${delivery.id} (${delivery.pipe} ${delivery.label})`;
      const newer = to === 'received' ? await newerThan(ledger, delivery) : undefined;
      if (newer !== undefined) {
        refused += 1;
        environment.stderr.write(
          `${name} is older than delivery ${newer.id}, which is ${newer.state}: older never wins\n`,
        );
        continue;
      }
      if (to === 'received' && flagArgument(args, 'unlink')) await unlink(ledger, delivery, args, environment);
      if (mayMove(delivery.state, to)) {
        await ledger.settle(delivery.id, { to, reason }, instantOf(environment.clock.now()));
        environment.stdout.write(`${name} ${says}\n`);
      } else {
        refused += 1;
        environment.stderr.write(`${name} is ${delivery.state}: that cannot be done with it now\n`);
      }
    }
    return refused === 0 ? EXIT.fine : EXIT.findings;
  } finally {
    await ledger.close();
  }
}

/** A newer version of the same document that went on its way already, if there is one. */
async function newerThan(ledger: Ledger, delivery: Delivery): Promise<Delivery | undefined> {
  const others = await ledger.deliveries({ pipe: delivery.pipe, key: delivery.key, limit: 100 });
  return others.find(
    ({ id, part, key, state }) =>
      id > delivery.id &&
      part === delivery.part &&
      key === delivery.key &&
      state !== 'superseded' &&
      state !== 'skipped',
  );
}

async function unlink(ledger: Ledger, delivery: Delivery, args: Arguments, environment: Environment): Promise<void> {
  const { compilePipes } = await import('../../app.ts');
  const { linkKeyOf } = await import('../../engine/resolve.ts');
  const [pipe] = compilePipes(await projectOf(args, environment), [delivery.pipe]);
  const plan =
    pipe === undefined
      ? undefined
      : [pipe.target, ...pipe.needs, ...pipe.writeBacks].find(({ part }) => part === delivery.part);
  if (pipe !== undefined && plan !== undefined) await ledger.dropLink(linkKeyOf(pipe, plan, delivery));
}
