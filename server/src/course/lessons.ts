import generated from './lessons.generated.json';

interface Lessons {
  /** Title by section id, in the order of reading. */
  readonly sections: Readonly<Record<string, string>>;
  /** Section by rule id. */
  readonly rules: Readonly<Record<string, string>>;
}

const LESSONS = generated as Lessons;

/** A section of the lesson, as a link to it needs it. */
export interface LessonLink {
  readonly section: string;
  readonly title: string;
}

/** The section of that id; undefined where there is none. */
export function lesson(section: string): LessonLink | undefined {
  const title = Object.hasOwn(LESSONS.sections, section) ? LESSONS.sections[section] : undefined;
  return title === undefined ? undefined : { section, title };
}

/** The section that teaches what a rule checks; undefined where no section does. */
export function lessonOfRule(rule: string): LessonLink | undefined {
  return Object.hasOwn(LESSONS.rules, rule) ? lesson(LESSONS.rules[rule]!) : undefined;
}
