import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { Question } from '../../src/course/course.ts';
import type { Expectation, Scenario, ValueGoal } from '../../src/course/incident.ts';
import { schemaErrors } from '../schema-errors.ts';
import type { ExampleSource } from './examples.ts';
import type { FileSource, ValueEdit } from './files.ts';

const COURSE = join(import.meta.dirname, '../../src/course');

/** A concept as in its file. */
export interface ConceptSource {
  readonly title: string;
  readonly short: string;
  readonly body?: string;
  readonly section: string;
  readonly aws?: string;
}

/** A section as in its file. */
export interface SectionSource {
  readonly title: string;
  readonly order: number;
  readonly minutes: number;
  readonly summary: string;
  readonly body: string;
  readonly examples: readonly ExampleSource[];
  readonly concepts: readonly string[];
  readonly rules: readonly string[];
  readonly next: readonly string[];
  readonly aws?: string;
}

/** A question as in its file. Which of the later members it has depends on its kind. */
export interface QuestionSource {
  readonly section: string;
  /** Words of the section that teach the answer. */
  readonly taught: string;
  readonly rule?: string;
  readonly level: number;
  readonly knowledgeCheck?: number;
  readonly kind?: Question['kind'];
  readonly vary?: Readonly<Record<string, readonly (string | number)[]>>;
  /** The file in computed/ that gives the rows of values. */
  readonly computed?: string;
  /** Values that belong together: each form takes one row. */
  readonly rows?: readonly Readonly<Record<string, string | number>>[];
  readonly question: string;
  readonly options?: readonly { readonly text: string; readonly right?: true; readonly why: string }[];
  readonly items?: readonly string[];
  readonly accepts?: readonly (string | number)[];
  readonly unit?: string;
  readonly lines?: readonly string[];
  readonly why?: string;
  readonly near?: readonly { readonly answer: string | number; readonly why: string }[];
}

/** An exercise as in its file. */
export interface ExerciseSource {
  readonly title: string;
  readonly section: string;
  readonly level: number;
  readonly story: string;
  readonly files: readonly FileSource[];
  /** What a tool shows that the simulation does not play: the AWS CLI's own words. */
  readonly shows?: readonly string[];
  readonly world?: object;
  readonly change: readonly string[];
  readonly expect?: Expectation;
  readonly scenarios?: readonly Scenario[];
  readonly values?: readonly ValueGoal[];
  readonly poor?: readonly ValueGoal[];
  readonly solution: readonly ValueEdit[];
  /** Other ways that are right. */
  readonly ways: readonly Attempt[];
  /** Values of the solution that may also be otherwise. */
  readonly free?: readonly string[];
  /** Ways that look right and are not. */
  readonly wrong: readonly Attempt[];
  readonly hints: readonly string[];
  readonly explanation: string;
}

/** A way to change the files. */
export interface Attempt {
  readonly title: string;
  readonly edits: readonly ValueEdit[];
}

/** A picture as in pictures.yaml. */
export interface PictureSource {
  readonly id: string;
  readonly title: string;
  readonly alt: string;
  readonly parts: readonly PartSource[];
}

/** A part of a picture. */
export interface PartSource {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly in?: string;
  readonly step?: number;
  readonly to?: readonly { readonly part: string; readonly label?: string }[];
}

/** A statement from the lesson's source, and our words that cover it. */
export interface CoverageSource {
  readonly fact: string;
  readonly section: string;
  readonly says: string;
}

/** All course content, checked against the schemas. Items are keyed and sorted by id. */
export interface CourseSource {
  readonly concepts: Readonly<Record<string, ConceptSource>>;
  readonly sections: Readonly<Record<string, SectionSource>>;
  readonly questions: Readonly<Record<string, QuestionSource>>;
  /** The values of places that many questions have. */
  readonly pools: Readonly<Record<string, readonly (string | number)[]>>;
  readonly exercises: Readonly<Record<string, ExerciseSource>>;
  readonly pictures: readonly PictureSource[];
  readonly coverage: readonly CoverageSource[];
}

/** Reads the course files. Throws with the file and place if one does not match its schema. */
export function readCourse(): CourseSource {
  return {
    concepts: folder('concepts', 'concept'),
    sections: folder('sections', 'section'),
    questions: folder('questions', 'question'),
    pools: file('pools.yaml', 'pools'),
    exercises: folder('exercises', 'exercise'),
    pictures: file('pictures.yaml', 'pictures'),
    coverage: file('coverage.yaml', 'coverage'),
  };
}

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });

function folder<T>(name: string, kind: string): Record<string, T> {
  const names = readdirSync(join(COURSE, name)).filter((each) => each.endsWith('.yaml'));
  return Object.fromEntries(
    names.sort().map((each) => [each.slice(0, -'.yaml'.length), file<T>(`${name}/${each}`, kind)]),
  );
}

function file<T>(path: string, kind: string): T {
  const content: unknown = parse(readFileSync(join(COURSE, path), 'utf8'));
  const validate = validator(kind);
  if (!validate(content)) throw new Error(`${path}: ${schemaErrors(validate.errors)}`);
  return content as T;
}

function validator(kind: string) {
  const known = ajv.getSchema(kind);
  if (known) return known;
  const schema = JSON.parse(readFileSync(join(COURSE, 'schemas', `${kind}.schema.json`), 'utf8')) as object;
  ajv.addSchema(schema, kind);
  return ajv.getSchema(kind)!;
}
