import { createRequire } from 'node:module';
import type * as Regexpp from '@eslint-community/regexpp';

export type Pattern = Regexpp.AST.Pattern;
export type Alternative = Regexpp.AST.Alternative;
export type Element = Regexpp.AST.Element;
export type Quantifier = Regexpp.AST.Quantifier;

/** Parts of a pattern that match exactly one UTF-16 code unit. */
export type UnitElement = Extract<Element, { type: 'Character' | 'CharacterClass' | 'CharacterSet' }>;

export const isUnit = (element: Element): element is UnitElement =>
  element.type === 'Character' || element.type === 'CharacterClass' || element.type === 'CharacterSet';

/** Flags that decide what a part matches; a group such as `(?i:…)` changes them for what is inside. */
export interface PatternFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

export const patternFlags = (flags: string): PatternFlags => ({
  ignoreCase: flags.includes('i'),
  multiline: flags.includes('m'),
  dotAll: flags.includes('s'),
});

export function flagsInside(element: Element, flags: PatternFlags): PatternFlags {
  if (element.type !== 'Group' || element.modifiers === null) return flags;
  const { add, remove } = element.modifiers;
  const inside = (name: keyof PatternFlags): boolean => (flags[name] && remove?.[name] !== true) || add[name];
  return { ignoreCase: inside('ignoreCase'), multiline: inside('multiline'), dotAll: inside('dotAll') };
}

const require = createRequire(import.meta.url);

/** The syntax tree of a pattern that JavaScript accepts. The parser takes some 8 ms to load, so it waits for the first one. */
export function parsePattern(source: string): Pattern {
  const { RegExpParser } = require('@eslint-community/regexpp') as typeof Regexpp;
  return new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, 0, source.length, { unicode: false });
}
