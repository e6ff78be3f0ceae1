import type { TwinRequest } from '../kit/twin-server.ts';
import { ODataError } from './odata-error.ts';
import type { Settings } from './settings.ts';

/**
 * The part of a path under the company, which is named in the path, in the query, or in a header (sheet sections 1 and
 * 8). `companies` itself stands above it. Throws the 400 of no company, and the 404 of another one.
 */
export function companyPart(settings: Settings, path: string, request: TwinRequest): string {
  if (/^companies(\([^)]*\))?$/.test(path)) return path;
  const match = /^companies\(([^)]*)\)\/(.+)$/.exec(path);
  const named = match?.[1] ?? request.query.get('company') ?? request.headers.company;
  if (named === undefined || named === '')
    throw new ODataError(400, 'BadRequest_RequiredParamNotProvided', 'You must choose a company.');
  if (String(named).toLowerCase() !== settings.companyId.toLowerCase() && named !== settings.companyName)
    throw new ODataError(
      404,
      'Internal_CompanyNotFound',
      'Cannot process the request because the company was not found.',
    );
  return match?.[2] ?? path;
}
