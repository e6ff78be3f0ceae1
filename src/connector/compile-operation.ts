import type { ConnectorFile, Operation, Paging, VerdictRow as WrittenRow } from '../model/config.generated.ts';
import { durationMs } from '../model/duration.ts';
import type { CompiledOperation, CompiledPaging, NamedTemplate } from './compiled-connector.ts';
import { DEFAULT_VERDICTS } from './default-verdicts.ts';
import type { JsonPath, SourceCompiler } from './source-compiler.ts';
import type { VerdictRow } from './verdict-row.ts';

/** All operations of a connector, each with the whole table of verdicts that holds for it. */
export function compileOperations(file: ConnectorFile, compiler: SourceCompiler): Map<string, CompiledOperation> {
  const shared = [
    ...file.verdicts.map((row, index) => compileRow(row, ['verdicts', index], compiler)),
    ...DEFAULT_VERDICTS[file.protocol],
  ];
  return new Map(
    Object.entries(file.operations).map(([name, operation]) => [
      name,
      compileOperation(name, operation, file.protocol, shared, compiler),
    ]),
  );
}

function compileOperation(
  name: string,
  written: Operation,
  protocol: ConnectorFile['protocol'],
  sharedRows: readonly VerdictRow[],
  compiler: SourceCompiler,
): CompiledOperation {
  const at = (...rest: JsonPath): JsonPath => ['operations', name, ...rest];
  if (written.path !== '' && !written.path.startsWith('/')) {
    compiler.problem(at('path'), `the path "${written.path}" must start with "/"`);
  }
  if (protocol === 'graphql' && written.graphql === undefined) {
    compiler.problem(at(), `the operation "${name}" of a GraphQL connector needs \`graphql\``);
  }
  if (protocol !== 'graphql' && written.graphql !== undefined) {
    compiler.problem(at('graphql'), 'only a connector with `protocol: graphql` can send a GraphQL document');
  }
  const rows = written.verdicts.map((row, index) => compileRow(row, at('verdicts', index), compiler));
  return Object.freeze<CompiledOperation>({
    name,
    method: protocol === 'graphql' ? 'POST' : written.method,
    path: compiler.template(at('path'), written.path),
    absolutePath: written.absolute_path,
    ...(written.path_option === undefined ? {} : { pathOption: written.path_option }),
    ...(written.url_option === undefined ? {} : { urlOption: written.url_option }),
    onlyReads:
      written.only_reads || (written.graphql === undefined ? written.method === 'GET' : !hasMutation(written.graphql)),
    query: compileNamed(written.query, at('query'), compiler),
    headers: compileNamed(written.headers, at('headers'), compiler),
    ...compiler.maybe('body', at('body'), written.body),
    ...(written.content_type === undefined ? {} : { contentType: written.content_type }),
    ...(written.graphql === undefined ? {} : { graphql: written.graphql }),
    ...compiler.maybe('variables', at('variables'), written.variables),
    ...(written.cost === undefined ? {} : { cost: written.cost }),
    ...compiler.maybe('result', at('result'), written.result),
    ...compiler.maybe('userErrors', at('user_errors'), written.user_errors),
    ...compiler.maybe('proof', at('proof'), written.proof),
    ...(written.paging === undefined ? {} : { paging: compilePaging(written.paging, at('paging'), compiler) }),
    verdicts: Object.freeze([...rows, ...sharedRows]),
    timeoutMs: durationMs(written.timeout),
    maxBytes: written.max_bytes,
  });
}

/** Fragments may come before the operation, and a field may be called `mutation`: it counts at the start of a line. */
const hasMutation = (document: string): boolean => /^\s*mutation\b/m.test(document);

/** Header or parameter to template. Numbers and booleans stand for their text. */
export function compileNamed(
  written: Readonly<Record<string, string | number | boolean>>,
  path: JsonPath,
  compiler: SourceCompiler,
): readonly NamedTemplate[] {
  return Object.entries(written).map(([name, value]) => [name, compiler.template([...path, name], String(value))]);
}

function compileRow(written: WrittenRow, path: JsonPath, compiler: SourceCompiler): VerdictRow {
  const { status, code, when, then, note } = written;
  return Object.freeze<VerdictRow>({
    ...(status === undefined ? {} : { status: Array.isArray(status) ? status : [status] }),
    ...(code === undefined ? {} : { code: Array.isArray(code) ? code : [code] }),
    ...compiler.maybe('when', [...path, 'when'], when),
    read: then,
    write: then,
    ...(note === undefined ? {} : { note }),
    stated: true,
  });
}

function compilePaging(written: Paging, path: JsonPath, compiler: SourceCompiler): CompiledPaging {
  switch (written.style) {
    case 'page-number': {
      const { style, first, size, window, total_pages_header: header, total_records: total } = written;
      return {
        style,
        first,
        size,
        window,
        ...(header === undefined ? {} : { totalPagesHeader: header.toLowerCase() }),
        ...(total === undefined ? {} : { totalRecords: compiler.expression([...path, 'total_records'], total) }),
      };
    }
    case 'offset':
      return {
        style: written.style,
        size: written.size,
        window: written.window,
        ...compiler.maybe('rows', [...path, 'rows'], written.rows),
        ...compiler.maybe('totalRecords', [...path, 'total_records'], written.total_records),
      };
    case 'cursor':
      return { style: written.style, size: written.size, next: compiler.expression([...path, 'next'], written.next) };
    case 'files':
      return { style: written.style };
    case 'next-link':
      return { style: written.style, size: written.size, ...compiler.maybe('next', [...path, 'next'], written.next) };
  }
}
