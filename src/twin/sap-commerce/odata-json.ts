import { Big } from 'big.js';
import { badRequest } from './integration-error.ts';
import type { Value } from './item.ts';
import type { Primitive } from './type-system.ts';

const DATE = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

/** A plain value as OData v2 writes it: Int64, Double and Decimal are texts, a time is `/Date(ms)/` (sheet section 3.0). */
export function toJson(value: Value, type: Primitive): unknown {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'DateTime':
      return `/Date(${String(value)})/`;
    case 'Int64':
      return String(value);
    case 'Double':
      return doubleText(value as Big);
    case 'Decimal':
      return (value as Big).toFixed();
    default:
      return value;
  }
}

/** As Java writes a double: `246.0`. */
export function doubleText(value: Big): string {
  const text = value.toFixed();
  return text.includes('.') ? text : `${text}.0`;
}

/** Reads a plain value that a client sent. Throws what a wrong type is answered with. */
export function fromJson(sent: unknown, type: Primitive, name: string): Value {
  if (sent === null) return null;
  const value = parsed(sent, type);
  if (value === undefined)
    throw badRequest('odata_error', `The property [${name}] must be written as ${type}: ${JSON.stringify(sent)}`);
  return value;
}

function parsed(sent: unknown, type: Primitive): Value | undefined {
  switch (type) {
    case 'String':
      return typeof sent === 'string' ? sent : undefined;
    case 'Boolean':
      return typeof sent === 'boolean' ? sent : undefined;
    case 'Int32':
      return typeof sent === 'number' && Number.isInteger(sent) && Math.abs(sent) < 2 ** 31 ? sent : undefined;
    case 'Int64':
      return typeof sent === 'string' && /^-?\d{1,18}$/.test(sent) ? Number(sent) : undefined;
    case 'Double':
    case 'Decimal':
      return typeof sent === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(sent) ? new Big(sent) : undefined;
    case 'DateTime': {
      const [, milliseconds] = (typeof sent === 'string' && DATE.exec(sent)) || [];
      if (milliseconds !== undefined) return Number(milliseconds);
      // The other notation of the protocol: a time without a zone, in UTC.
      const isIso = typeof sent === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(sent);
      return isIso ? Date.parse(`${sent}Z`) : undefined;
    }
  }
}
