import { SiteTime } from '../kit/site-time.ts';
import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Clerks } from './clerks.ts';
import { Company } from './company.ts';
import { DiskFolders } from './disk-folders.ts';
import type { ExchangeFolders } from './exchange-folders.ts';
import { ExportDesk } from './export-desk.ts';
import { ImportDesk } from './import-desk.ts';
import { type RestPaths, RestVariant } from './rest-variant.ts';
import { type FileErpHabits, type FileErpOptions, type FileErpSettings, settingsOf } from './settings.ts';

/**
 * An ERP that is reached by files: it looks into its folders at its own pace, takes what is whole, says of each document
 * what became of it, and writes out what has changed. It also answers the REST variant of its sheet, from the same books.
 *
 * It has no time of its own: whatever is due by the clock is done when somebody looks ({@link FileErpTwin.work}), as of
 * the moment at which it was due. So nobody has to sleep, and what lies in a folder is as old as it should be.
 */
export class FileErpTwin extends Clerks implements TwinSystem {
  readonly system: string;
  readonly company: Company;
  readonly folders: ExchangeFolders;
  readonly exports: ExportDesk;
  readonly imports: ImportDesk;
  readonly #settings: FileErpSettings;
  readonly #site: SiteTime;
  readonly #rest: RestVariant;
  #looked: number;

  constructor(habits: FileErpHabits, paths: RestPaths, options: FileErpOptions) {
    const settings = settingsOf(habits, options);
    const company = new Company(settings);
    super(company, () => this.work());
    this.company = company;
    this.system = settings.system;
    this.#settings = settings;
    this.folders = options.folders ?? new DiskFolders();
    this.exports = new ExportDesk(company, this.folders);
    this.imports = new ImportDesk(company, this.folders);
    this.#site = new SiteTime(settings.timeZone);
    this.#rest = new RestVariant(company, paths);
    this.#looked = settings.clock.now();
  }

  /** Does what the ERP would have done by itself since somebody looked last. Whoever changes or reads anything calls it before. */
  work(): void {
    const { importEveryMs, exportEveryMs, clock } = this.#settings;
    const [since, now] = [this.#looked, clock.now()];
    this.#looked = now;
    const importAt = importEveryMs === 0 ? now : turnFrom(Math.max(since + 1, this.imports.busyUntil), importEveryMs);
    // Nothing changes between two looks but by what is imported: the first turn after each of both is all that matters.
    const exportAt = exportEveryMs === 0 ? now : turnFrom(since + 1, exportEveryMs);
    if (exportAt < importAt && exportAt <= now) this.exports.writeChanges(exportAt);
    if (importAt <= now) {
      this.imports.work(importAt);
      const after = exportEveryMs === 0 ? now : turnFrom(Math.max(since + 1, importAt), exportEveryMs);
      if (after <= now) this.exports.writeChanges(after);
    }
    this.#nightly(since, now);
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    this.work();
    return this.#rest.reply(request, expired);
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    return {
      status: 429,
      body: { error: 'too many requests' },
      ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
    };
  }

  serverError(): TwinReply {
    return { status: 500, body: { error: 'internal error' } };
  }

  /** A failure under a status of success (sheet distribution-one 6, an assumption to be cautious by). */
  errorsInSuccess(data: TwinReply | undefined): TwinReply {
    const body = typeof data?.body === 'object' ? data.body : {};
    return { status: 200, body: { ...body, error: 'the request could not be completed' } };
  }

  close(): void {
    this.folders.remove();
  }

  #nightly(since: number, now: number): void {
    const { fullStockAt } = this.#settings;
    const hour = `T${String(fullStockAt).padStart(2, '0')}:00:00`;
    const nights = [now, now - 86_400_000].map((at) => this.#site.read(`${this.#site.dayOf(at)}${hour}`) ?? 0);
    const night = nights.find((at) => at <= now && at > since);
    if (night !== undefined) this.exports.writeFullStock(night);
  }
}

/** The first turn at or after an instant, of turns that are so far apart. */
const turnFrom = (at: number, everyMs: number): number => Math.ceil(at / everyMs) * everyMs;
