import { asJson, phpQuery } from '../kit/php-query.ts';
import type { TwinRequest } from '../kit/twin-server.ts';
import { isRecord } from './parameter-schema.ts';
import type { Values } from './request-values.ts';
import { RestError } from './rest-error.ts';

/** Query and body as one set of parameters; the body wins. Only a declared JSON or form body is read at all. */
export function requestValues(request: TwinRequest): Values {
  return { ...queryValues(request.query), ...bodyValues(request) };
}

function bodyValues(request: TwinRequest): Values {
  const type = request.headers['content-type'] ?? '';
  if (request.body === '') return {};
  if (type.startsWith('application/x-www-form-urlencoded')) return queryValues(new URLSearchParams(request.body));
  if (!/^application\/(?:[\w.+-]+\+)?json/i.test(type)) return {};
  const body = parsed(request.body);
  return isRecord(body) ? body : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RestError('rest_invalid_json', 'Invalid JSON body passed.', 400, {
      json_error_code: 4,
      json_error_message: 'Syntax error',
    });
  }
}

function queryValues(query: URLSearchParams): Values {
  return Object.fromEntries(Object.entries(phpQuery(query)).map(([name, value]) => [name, asJson(value)]));
}
