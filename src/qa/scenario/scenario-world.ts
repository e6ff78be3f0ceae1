import type { CapturedFile } from '../../model/config.generated.ts';
import type { EngineEvent } from '../../model/ports.ts';
import { ERP_DESKS, SHOP_DESKS } from '../desks/desk-catalogue.ts';
import type { ErpDesk, ErpSetUp } from '../desks/erp-desk.ts';
import type { Buyer, ShopSetUp } from '../desks/shop-desk.ts';
import type { PipeChange } from './changed-pipes.ts';
import { NotAsExpected } from './not-as-expected.ts';
import type { PairName } from './pair-project.ts';
import { PEOPLE } from './people.ts';
import type { ScenarioTake } from './scenario-take.ts';
import { Service } from './service.ts';
import { openTrial, type Trial, type TrialProject } from './trial.ts';
import type { Fixture } from './trial-tape.ts';

/** An order as scenarios refer to it: by its turn. */
export interface NamedOrder {
  readonly id: string;
  readonly number: string;
  readonly buyer: string;
  /** The status that the shop gave it. */
  readonly placedAs: string;
}

/** All that one scenario knows while it is played for one pair. The twins start with the first step that needs them. */
export class ScenarioWorld {
  readonly pair: PairName;
  readonly place: TrialProject;
  readonly orders: NamedOrder[] = [];
  readonly accounts = new Map<string, string>();
  readonly people = new Map<string, Buyer>(Object.entries(PEOPLE));
  /** What the latest run told. */
  events: readonly EngineEvent[] = [];
  /** Where commands are run, and what the latest one said. */
  folder: string | undefined;
  command: { readonly status: number | null; readonly said: string } | undefined;
  /** What a recorded record was asked otherwise when it was played again. */
  replayed: readonly string[] | undefined;
  /** Files that steps took what happened from. */
  readonly fixtures: Fixture[] = [];
  /** A record of the ledger that was captured, and what became of it. */
  captured: CapturedFile | undefined;
  /** Posted documents of the ERP, oldest first. */
  readonly posted: ReturnType<ErpDesk['ship']>[] = [];
  #shop: ShopSetUp = {};
  #erp: ErpSetUp = {};
  #options: Record<'shop' | 'erp', Record<string, unknown>> = { shop: {}, erp: {} };
  /** How the latest messages of the shop were answered. */
  answers: readonly number[] = [];
  readonly #pipes: PipeChange[] = [];
  /** What stands before the numbers of a second shop's orders; undefined where there is none. */
  secondPrefix: string | undefined;
  #trial: Promise<Trial> | undefined;
  #service: Promise<Service> | undefined;

  readonly #take: ScenarioTake | undefined;

  constructor(pair: PairName, place: TrialProject, take?: ScenarioTake) {
    this.pair = pair;
    this.place = place;
    this.#take = take;
  }

  setUpShop(setUp: ShopSetUp): void {
    this.#mustNotHaveBegun();
    this.#shop = { ...this.#shop, ...setUp };
  }

  setUpErp(setUp: ErpSetUp): void {
    this.#mustNotHaveBegun();
    this.#erp = { ...this.#erp, ...setUp };
  }

  setOption(side: 'shop' | 'erp', name: string, value: unknown): void {
    this.#mustNotHaveBegun();
    this.#options[side][name] = value;
  }

  setUpSecondShop(prefix: string): void {
    this.#mustNotHaveBegun();
    this.secondPrefix = prefix;
  }

  changePipe(change: PipeChange): void {
    this.#mustNotHaveBegun();
    this.#pipes.push(change);
  }

  trial(): Promise<Trial> {
    this.#trial ??= this.#open();
    return this.#trial;
  }

  /** The pipes as a service, that takes what the shop tells by itself. */
  service(): Promise<Service> {
    this.#service ??= this.trial().then((trial) => Service.open(trial, this.place.shop));
    return this.#service;
  }

  buyer(name: string): Buyer {
    const known = this.people.get(name);
    if (known === undefined)
      throw new NotAsExpected(
        `nobody is called ${name}; there are ${[...this.people.keys()].join(', ')}, and whom "Given a buyer called …" describes`,
      );
    return known;
  }

  /** `the order` is the newest, `the second order` the second that was placed. */
  order(which: number | 'newest'): NamedOrder {
    const found = which === 'newest' ? this.orders.at(-1) : this.orders[which];
    if (found === undefined)
      throw new NotAsExpected(
        this.orders.length === 0
          ? 'nobody has ordered anything yet: say "When Giulia orders:" before'
          : `there are only ${this.orders.length} orders so far`,
      );
    return found;
  }

  /** Names of the pipes that ran so far. */
  async pipesThatRan(): Promise<readonly string[]> {
    const trial = await this.#trial?.catch(() => undefined);
    return [...(trial?.ran ?? [])].toSorted();
  }

  /**
   * Ends it, and yields the cassettes that it was answered from. Rejects with NotAsExpected when what was asked is not what
   * they have, when a scenario that should be replayed has asked for nothing, or when what was to go wrong in one that passed
   * never did: it would pass whatever the pipes do then.
   */
  async close(passed: boolean): Promise<readonly Fixture[]> {
    // A trial that did not open has told why already.
    const trial = await this.#trial?.catch(() => undefined);
    const problems = [
      ...(passed && trial !== undefined ? neverWentWrong(trial) : []),
      ...((await trial?.close(passed)) ?? []),
    ];
    if (problems.length > 0) throw new NotAsExpected(problems.join('\n'));
    if (passed && trial === undefined && this.place.tape !== undefined)
      throw new NotAsExpected(
        'it starts no system, so that there is nothing to record or to replay: take its tag away',
      );
    return [...this.fixtures, ...(trial?.fixtures ?? [])];
  }

  #open(): Promise<Trial> {
    const shop = SHOP_DESKS[this.pair.shop];
    const erp = ERP_DESKS[this.pair.erp];
    if (shop === undefined || erp === undefined) throw new Error(`no desks for ${this.pair.shop} and ${this.pair.erp}`);
    return openTrial(this.place, {
      openShop: shop.open(this.#shop),
      openErp: erp.open(this.#erp),
      shopOptions: this.#options.shop,
      erpOptions: this.#options.erp,
      ...(this.secondPrefix === undefined
        ? {}
        : { second: { open: shop.open(this.#shop), prefix: this.secondPrefix } }),
      ...(this.#take === undefined ? {} : { take: this.#take }),
      pipes: this.#pipes,
    });
  }

  #mustNotHaveBegun(): void {
    if (this.#trial !== undefined)
      throw new NotAsExpected('how a system is set up must be said before anything is put into it: move this step up');
  }
}

function neverWentWrong({ shop, erp }: Trial): readonly string[] {
  return [shop, erp].flatMap(({ system, twin }) =>
    twin.faults.neverTaken.map(
      ({ kind, method = 'any request', match = '' }) =>
        `${system} was to get a request wrong, and no such request came (${kind}: ${method} ${match})`,
    ),
  );
}
