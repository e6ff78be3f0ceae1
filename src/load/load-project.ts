import type { LookupTable } from '../map/lookup-table.ts';
import type {
  ConnectionOverlay,
  ConnectionSettings,
  ConnectorFile,
  PipeFile,
  ProjectDefaults,
  ProjectFile,
} from '../model/config.generated.ts';
import { type Finding, sortFindings } from '../model/finding.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { nearestName } from '../model/nearest-name.ts';
import { SchemaRegistry } from '../validate/schema-registry.ts';
import { fillDefaults } from './fill-defaults.ts';
import { followingPipes } from './following-pipes.ts';
import { readLookup } from './load-lookups.ts';
import { type EditedTexts, type LayeredFile, ProjectLayers } from './project-layers.ts';
import { schemaFindings } from './schema-findings.ts';
import { readSource, type SourceFile } from './source-file.ts';
import { readOrFind } from './unreadable-file.ts';
import { upgrade } from './upgrades.ts';
import { usablePart } from './usable-part.ts';

/** A config file, read, valid, with defaults filled. `source` still knows the place of everything. */
export interface Loaded<T> {
  readonly file: LayeredFile;
  readonly source: SourceFile;
  readonly value: T;
}

/** Everything of a project that is read once, at start. What is invalid is left out here and told in `findings`. */
export interface LoadedProject {
  readonly layers: ProjectLayers;
  /** Folder of what ships with Pipewright. */
  readonly builtIn: string;
  readonly environment: string | undefined;
  readonly project: Loaded<ProjectFile>;
  /** Connections with the environment’s overlay applied. */
  readonly connections: ReadonlyMap<string, ConnectionSettings>;
  readonly pipes: ReadonlyMap<string, Loaded<PipeFile>>;
  /** Connectors that the connections use, and the project’s own. */
  readonly connectors: ReadonlyMap<string, Loaded<ConnectorFile>>;
  readonly lookups: readonly LookupTable[];
  readonly schemas: SchemaRegistry;
  readonly findings: readonly Finding[];
}

export interface LoadOptions {
  readonly root: string;
  /** Folder of what ships with Pipewright. */
  readonly builtIn: string;
  readonly environment?: string | undefined;
  /** Stands before what is on disk. */
  readonly edited?: EditedTexts;
}

const SCHEMA_HOME = 'https://pipewright.dev/';
const SCHEMA_BASE = `${SCHEMA_HOME}schemas/config/`;

/** Reads a project. Throws PROJECT_MISSING, or PROJECT_INVALID when pipewright.yaml itself cannot be used at all. */
export function loadProject({ root, builtIn, environment, edited }: LoadOptions): LoadedProject {
  const layers = new ProjectLayers(root, builtIn, edited);
  const reader = new ConfigReader(layers);
  const file = layers.find('pipewright.yaml') ?? layers.find('pipewright.json');
  if (file === undefined || file.layer !== 'project') {
    throw new IntegrationError('PROJECT_MISSING', `there is no pipewright.yaml in ${root}`, {});
  }
  const project = reader.read<ProjectFile>('project', file, (value) => value);
  if (project === undefined) return unusable(reader, layers, file, environment);

  const connections = withOverlay(project, environment, reader.findings);
  const pipes = new Map<string, Loaded<PipeFile>>();
  for (const pipeFile of pipeFiles(layers, project, reader.findings)) {
    const pipe = reader.read<PipeFile>('pipe', pipeFile, (value) => withProjectDefaults(value, project.value.defaults));
    if (pipe === undefined) continue;
    const expected = pipeFile.path.replace(/^pipes\//, '').replace(/\.(yaml|yml|json)$/, '');
    if (pipe.value.pipe !== expected) {
      reader.findings.push({
        code: 'PIPE201',
        severity: 'error',
        at: pipe.source.place(['pipe']),
        message: `the pipe is called "${pipe.value.pipe}" and its file "${expected}"`,
        hint: `write "pipe: ${expected}", or rename the file`,
      });
    }
    pipes.set(expected, pipe);
  }
  const connectors = new Map<string, Loaded<ConnectorFile>>();
  const own = systemsIn(layers, 'project');
  const wanted = layers.root === layers.builtIn ? [] : own;
  for (const name of new Set([...[...connections.values()].map(({ connector }) => connector), ...wanted])) {
    const loaded = loadConnector(reader, layers, name);
    if (loaded !== undefined) connectors.set(name, loaded);
  }
  const lookups = layers.list('lookups/*.csv', 'project').flatMap((lookup) => {
    const text = readOrFind(() => layers.read(lookup), reader.findings);
    if (text === undefined) return [];
    const { table, findings } = readLookup(lookup, text);
    reader.findings.push(...findings);
    return [table];
  });
  return {
    layers,
    builtIn: layers.builtIn,
    environment,
    project,
    connections,
    pipes: followingPipes(pipes),
    connectors,
    lookups,
    get schemas() {
      return reader.schemas;
    },
    findings: sortFindings(reader.findings),
  };
}

/** Reads one connector, whether the project uses it or not: for `systems`. */
export function loadConnectorFile(project: LoadedProject, name: string): Loaded<ConnectorFile> | undefined {
  const known = project.connectors.get(name);
  return known ?? loadConnector(new ConfigReader(project.layers), project.layers, name);
}

export interface LibraryOptions {
  readonly root: string;
  readonly builtIn: string;
  /** Connections to think of, so that it can be seen which pipes would work with them. */
  readonly connections?: ReadonlyMap<string, ConnectionSettings>;
  /** The systems to read, when not all of them: one takes as long to read as Pipewright to start (25 ms). */
  readonly systems?: readonly string[];
}

/** The systems that there is a connector for: in a folder, or shipped with Pipewright. */
export const systemNames = ({ root, builtIn }: Pick<LibraryOptions, 'root' | 'builtIn'>): readonly string[] =>
  systemsIn(new ProjectLayers(root, builtIn));

const systemsIn = (layers: ProjectLayers, layer?: 'project'): string[] =>
  layers.list('connectors/*/connector.yaml', layer).map(({ path }) => path.split('/')[1] ?? '');

/** All connectors and pipes there are, those of a folder over those that ship with Pipewright; without a pipewright.yaml. */
export function loadLibrary({ root, builtIn, connections = new Map(), systems }: LibraryOptions): LoadedProject {
  const layers = new ProjectLayers(root, builtIn);
  const reader = new ConfigReader(layers);
  const connectors = new Map<string, Loaded<ConnectorFile>>();
  for (const name of systemsIn(layers)) {
    if (systems?.includes(name) === false) continue;
    const loaded = loadConnector(reader, layers, name);
    if (loaded !== undefined) connectors.set(name, loaded);
  }
  const pipes = new Map<string, Loaded<PipeFile>>();
  for (const file of layers.list('pipes/*.{yaml,yml,json}')) {
    const pipe = reader.read<PipeFile>('pipe', file, (value) => withProjectDefaults(value, {}));
    if (pipe !== undefined) pipes.set(pipe.value.pipe, pipe);
  }
  const file: LayeredFile = { path: 'pipewright.yaml', absolute: `${layers.root}/pipewright.yaml`, layer: 'project' };
  return { ...bareProject(reader, layers, file, '', undefined), connections, connectors, pipes: followingPipes(pipes) };
}

function loadConnector(reader: ConfigReader, layers: ProjectLayers, name: string): Loaded<ConnectorFile> | undefined {
  const file = layers.find(`connectors/${name}/connector.yaml`);
  // A connection that names an unknown connector is told by `check`, with its place in pipewright.yaml.
  return file === undefined ? undefined : reader.read<ConnectorFile>('connector', file, (value) => value);
}

/** Reads, upgrades, validates and completes config files, and collects what is wrong with them. */
class ConfigReader {
  readonly findings: Finding[] = [];
  readonly #layers: ProjectLayers;
  readonly #registry = new SchemaRegistry();
  readonly #byId = new Map<string, Record<string, unknown>>();
  /** Schemas of documents that ship with Pipewright: half of what there is to read, and asked for by few commands. */
  #later: LayeredFile[];

  constructor(layers: ProjectLayers) {
    this.#layers = layers;
    const files = layers.list('schemas/{config,documents}/**/*.schema.json');
    const mayWait = ({ layer, path }: LayeredFile) => layer === 'built-in' && path.startsWith('schemas/documents/');
    this.#later = files.filter(mayWait);
    for (const file of files) if (!mayWait(file)) this.#add(file);
  }

  /** Every schema of configs and documents. */
  get schemas(): SchemaRegistry {
    const later = this.#later;
    this.#later = [];
    for (const file of later) this.#add(file);
    return this.#registry;
  }

  #add(file: LayeredFile): void {
    const schema = schemaOf(this.#layers, file, this.findings);
    if (schema === undefined) return;
    const id = String(schema.$id);
    // A schema of ours is named for its path, so that another file cannot stand in for it unnoticed.
    if (id.startsWith(SCHEMA_HOME) && id !== `${SCHEMA_HOME}${file.path}`) {
      this.findings.push({
        code: 'SCHEMA104',
        severity: 'error',
        at: { file: file.path, line: 1, column: 1 },
        message: `the \`$id\` ${id} is that of another schema`,
        hint: 'to replace a built-in schema, give the file the same path; otherwise an `$id` of its own',
      });
      return;
    }
    if (this.#byId.has(id)) return;
    this.#byId.set(id, schema);
    this.#registry.add(schema, file.layer === 'built-in');
  }

  read<T>(
    format: 'project' | 'pipe' | 'connector',
    file: LayeredFile,
    prepare: (value: Record<string, unknown>) => Record<string, unknown>,
  ): Loaded<T> | undefined {
    const text = readOrFind(() => this.#layers.read(file), this.findings);
    if (text === undefined) return undefined;
    const { source, findings } = readSource(file.path, text);
    this.findings.push(...findings);
    if (findings.length > 0) return undefined;
    if (typeof source.value !== 'object' || source.value === null || Array.isArray(source.value)) {
      this.findings.push({
        code: 'YAML004',
        severity: 'error',
        at: source.place([]),
        message: Array.isArray(source.value)
          ? 'the file holds a list, where a map of settings is expected'
          : 'the file holds no settings',
        hint: `start with "${format}:"`,
      });
      return undefined;
    }
    const upgraded = upgrade(format, source.value as Record<string, unknown>);
    for (const change of upgraded.changes) {
      this.findings.push({
        code: 'FORMAT001',
        severity: 'warning',
        at: source.place([]),
        message: `old format: ${change}`,
        hint: 'change the file, the old form will be refused one day',
      });
    }
    const id = `${SCHEMA_BASE}${format}.schema.json`;
    // What ships with Pipewright is valid by its own tests; compiling the schema of connectors took a sixth of a check.
    const violations = file.layer === 'built-in' ? [] : this.#registry.validator(id)(upgraded.value);
    this.findings.push(...schemaFindings(source, violations));
    const usable = violations.length === 0 ? upgraded.value : usablePart(upgraded.value, violations);
    if (usable === undefined) return undefined;
    const schema = this.#byId.get(id) ?? {};
    const value = fillDefaults(prepare(usable), schema, id, (other) => this.#byId.get(other)) as T;
    return { file, source, value };
  }
}

/** A schema file. One of the project that is none is a finding, and the built-in one of the same path takes its place. */
function schemaOf(layers: ProjectLayers, file: LayeredFile, findings: Finding[]): Record<string, unknown> | undefined {
  const text = readOrFind(() => layers.read(file), findings);
  const problem = text === undefined ? undefined : schemaProblem(text);
  if (text !== undefined && problem === undefined) return JSON.parse(text) as Record<string, unknown>;
  if (problem !== undefined)
    findings.push({
      code: 'SCHEMA104',
      severity: 'error',
      at: { file: file.path, line: 1, column: 1 },
      message: `not a JSON Schema that can be used: ${problem}`,
      hint: 'compare it with the built-in one: `pipewright eject` copies that',
    });
  const builtIn = new ProjectLayers(layers.builtIn, layers.builtIn);
  const shipped = file.layer === 'project' ? builtIn.find(file.path) : undefined;
  return shipped === undefined || layers.root === layers.builtIn
    ? undefined
    : (JSON.parse(builtIn.read(shipped)) as Record<string, unknown>);
}

function schemaProblem(text: string): string | undefined {
  try {
    const schema: unknown = JSON.parse(text);
    const named = typeof schema === 'object' && schema !== null && '$id' in schema && typeof schema.$id === 'string';
    return named ? undefined : 'it has no `$id`';
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

function pipeFiles(layers: ProjectLayers, project: Loaded<ProjectFile>, findings: Finding[]): LayeredFile[] {
  const files = layers.list('pipes/*.{yaml,yml,json}', 'project');
  const own = new Set(files.map(({ path }) => path));
  for (const [index, name] of project.value.pipes.entries()) {
    if (own.has(`pipes/${name}.yaml`)) continue;
    const file = layers.find(`pipes/${name}.yaml`);
    if (file !== undefined) {
      files.push(file);
      continue;
    }
    const nearest = nearestName(
      name,
      layers.list('pipes/*.yaml').map(({ path }) => path.slice(6, -5)),
    );
    findings.push({
      code: 'PIPE202',
      severity: 'error',
      at: project.source.place(['pipes', index]),
      message: `there is no built-in pipe "${name}"`,
      hint:
        nearest === undefined
          ? 'write a file in pipes/, or name one that ships with Pipewright'
          : `did you mean "${nearest}"?`,
    });
  }
  return files;
}

/** A pipe that does not state a setting takes the project’s default before the format’s own. */
function withProjectDefaults(pipe: Record<string, unknown>, defaults: ProjectDefaults): Record<string, unknown> {
  const when = {
    ...(defaults.every === undefined ? {} : { every: defaults.every }),
    ...(pipe.when as object | undefined),
  };
  const written = pipe.deliver as { retry?: object } | undefined;
  const deliver = { ...defaults.deliver, ...written, retry: { ...defaults.deliver?.retry, ...written?.retry } };
  return { ...pipe, when, deliver };
}

function withOverlay(
  project: Loaded<ProjectFile>,
  environment: string | undefined,
  findings: Finding[],
): ReadonlyMap<string, ConnectionSettings> {
  const { connections, environments } = project.value;
  if (environment === undefined) return new Map(Object.entries(connections));
  const overlay = environments[environment];
  if (overlay === undefined) {
    const known = Object.keys(environments);
    throw new IntegrationError(
      'USAGE',
      `the project has no environment "${environment}"${known.length === 0 ? '' : `; it has ${known.join(', ')}`}`,
      { file: project.file.path },
    );
  }
  for (const name of Object.keys(overlay.connections)) {
    if (name in connections) continue;
    const nearest = nearestName(name, Object.keys(connections));
    findings.push({
      code: 'PROJECT102',
      severity: 'error',
      at: project.source.place(['environments', environment, 'connections', name], true),
      message: `the environment changes a connection "${name}" that does not exist`,
      hint: nearest === undefined ? 'add it to `connections`' : `did you mean "${nearest}"?`,
    });
  }
  return new Map(
    Object.entries(connections).map(([name, settings]) => [name, overlaid(settings, overlay.connections[name])]),
  );
}

function overlaid(settings: ConnectionSettings, overlay: ConnectionOverlay | undefined): ConnectionSettings {
  if (overlay === undefined) return settings;
  const another = overlay.connector !== undefined && overlay.connector !== settings.connector;
  // Another system has other options, credentials and ways to sign in: nothing of the first may leak into it.
  const base = another ? { connector: settings.connector, url: settings.url, credentials: {}, options: {} } : settings;
  return {
    ...base,
    ...overlay,
    options: { ...base.options, ...overlay.options },
    credentials: overlay.credentials ?? base.credentials,
  };
}

function unusable(
  reader: ConfigReader,
  layers: ProjectLayers,
  file: LayeredFile,
  environment: string | undefined,
): LoadedProject {
  // Why it cannot be read, if so, is in the findings.
  return bareProject(reader, layers, file, readOrFind(() => layers.read(file), []) ?? '', environment);
}

/** A project that holds nothing, with the findings of reading it. */
function bareProject(
  reader: ConfigReader,
  layers: ProjectLayers,
  file: LayeredFile,
  text: string,
  environment: string | undefined,
): LoadedProject {
  const { source } = readSource(file.path, text);
  const value: ProjectFile = {
    format: 1,
    project: '',
    connections: {},
    environments: {},
    pipes: [],
    defaults: {},
    verify: { coverage: 98, mutation: 95, waive: [] },
    ledger: '.pipewright/ledger.db',
    alerts: [],
  };
  return {
    layers,
    builtIn: layers.builtIn,
    environment,
    project: { file, source, value },
    connections: new Map(),
    pipes: new Map(),
    connectors: new Map(),
    lookups: [],
    get schemas() {
      return reader.schemas;
    },
    findings: sortFindings(reader.findings),
  };
}
