import type { TwinReply } from '../kit/twin-server.ts';

/** What WordPress says about one parameter it does not accept. `data` names the parameter only for a wrong type. */
export interface ParameterProblem {
  readonly code: string;
  readonly message: string;
  readonly data: { readonly param: string } | null;
}

/** An answer of WordPress that is not a success: `{code, message, data: {status, …}}`. */
export class RestError extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>> & { readonly status: number };

  constructor(code: string, message: string, status: number, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'RestError';
    this.code = code;
    this.data = { status, ...more };
  }

  get body(): { readonly code: string; readonly message: string; readonly data: unknown } {
    return { code: this.code, message: this.message, data: this.data };
  }

  get reply(): TwinReply {
    return { status: this.data.status, body: this.body };
  }
}

export function invalidParameters(problems: ReadonlyMap<string, ParameterProblem>): RestError {
  const params: Record<string, string> = {};
  const details: Record<string, ParameterProblem> = {};
  for (const [name, problem] of problems) {
    params[name] = problem.message;
    details[name] = problem;
  }
  const names = [...problems.keys()].join(', ');
  return new RestError('rest_invalid_param', `Invalid parameter(s): ${names}`, 400, { params, details });
}

export function missingParameters(names: readonly string[]): RestError {
  return new RestError('rest_missing_callback_param', `Missing parameter(s): ${names.join(', ')}`, 400, {
    params: names,
  });
}

export function noRoute(): RestError {
  return new RestError('rest_no_route', 'No route was found matching the URL and request method.', 404);
}

/** `subject` is WordPress' post type: `shop_order`, `product`. Reading answers 404, changing 400 (captured). */
export function invalidId(subject: string, status: 400 | 404 = 404): RestError {
  return new RestError(`woocommerce_rest_${subject}_invalid_id`, 'Invalid ID.', status);
}

export function trashNotSupported(message: string): RestError {
  return new RestError('woocommerce_rest_trash_not_supported', message, 501);
}
