import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Signatures } from '../check/mapping-signature.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { ExpressionError } from '../map/expression.ts';
import {
  type ExpressionTypes,
  type Member,
  membersAt,
  type Signature,
  type TypeAt,
  typesOf,
} from '../types/mapping-types.ts';
import type { OpenProjects } from './open-projects.ts';

/** Text longer than this is no mapping that a person types in; inferring it would keep the editor waiting. */
const MOST_CHARACTERS = 200_000;

const SIGNATURES = new WeakMap<LoadedProject, Signatures>();
const INFERRED = new WeakMap<LoadedProject, WeakMap<TextDocument, ExpressionTypes | undefined>>();

/** The names that may be written at an offset of a mapping, by the schemas of what it reads. */
export function fieldsAt(document: TextDocument, offset: number, projects: OpenProjects): readonly Member[] {
  const place = placeOf(document, projects);
  return place === undefined ? [] : membersAt(document.getText(), place.signature, offset);
}

/** The type of what stands at an offset. Undefined while the mapping is no valid JSONata. */
export function typeInPlace(document: TextDocument, offset: number, projects: OpenProjects): TypeAt | undefined {
  const place = placeOf(document, projects);
  if (place === undefined) return undefined;
  // A project is read anew with every change of a document, so that its types are those of the text.
  const known = INFERRED.get(place.project) ?? new WeakMap<TextDocument, ExpressionTypes | undefined>();
  INFERRED.set(place.project, known);
  if (!known.has(document)) known.set(document, inferred(document.getText(), place.signature));
  return known.get(document)?.typeAt(offset);
}

function inferred(source: string, signature: Signature): ExpressionTypes | undefined {
  try {
    return typesOf(source, signature, { record: true });
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function placeOf(
  document: TextDocument,
  projects: OpenProjects,
): { readonly project: LoadedProject; readonly signature: Signature } | undefined {
  if (document.getText().length > MOST_CHARACTERS) return undefined;
  const root = projects.rootOf(document.uri);
  const project = root === undefined ? undefined : projects.projectOf(root);
  if (root === undefined || project === undefined) return undefined;
  const signatures = SIGNATURES.get(project) ?? new Signatures(project);
  SIGNATURES.set(project, signatures);
  return { project, signature: signatures.ofFile(projects.pathIn(root, document.uri)) };
}
