import { type Fields, isFields } from './fields.ts';

export class Product {
  readonly id: string;
  readonly createdAt: number;
  changedAt: number;
  /** As written: maps by locale and by site among them. */
  fields: Fields;
  /** The master of which this is a variation, with the values that tell it from the others. */
  master: string | undefined;
  variation: Fields = {};
  /** Ids of the variations that this is the master of. */
  readonly variants: string[] = [];

  constructor(id: string, fields: Fields, now: number) {
    this.id = id;
    this.fields = fields;
    this.createdAt = now;
    this.changedAt = now;
  }

  nameIn(locale: string): string | undefined {
    const { name } = this.fields;
    const text = isFields(name) ? (name[locale] ?? name.default) : undefined;
    return typeof text === 'string' ? text : undefined;
  }

  /** The site's own flag, or the one of all sites. */
  isOnline(siteId: string): boolean {
    const { onlineFlag } = this.fields;
    return isFields(onlineFlag) && (onlineFlag[siteId] ?? onlineFlag.default) === true;
  }
}
