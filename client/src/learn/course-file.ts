import * as vscode from 'vscode';
import type { Course, Exercise, Question, Section } from '../../../server/src/course/course.ts';
import type { ViewCourse } from './messages.ts';

/** The course, read from the extension's folder on first use, so that it costs nothing at startup. */
export class CourseFile {
  private reading: Promise<Course> | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  read(): Promise<Course> {
    this.reading ??= Promise.resolve(
      vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'dist', 'learn', 'course.json')),
    ).then((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Course);
    return this.reading;
  }

  async section(id: unknown): Promise<Section | undefined> {
    return (await this.read()).sections.find((section) => section.id === id);
  }

  async question(id: unknown): Promise<Question | undefined> {
    return (await this.read()).questions.find((question) => question.id === id);
  }

  /** The ids of the questions of a section, the easy ones first. */
  async questionsOf(section: string): Promise<string[]> {
    return (await this.read()).questions
      .filter((question) => question.section === section)
      .sort((a, b) => a.level - b.level)
      .map(({ id }) => id);
  }

  /** The ids of the questions about rules: one for each rule, its own or else one of the same topic. */
  async questionsAbout(rules: readonly string[]): Promise<string[]> {
    const { questions } = await this.read();
    const topicOf = (rule: string) => rule.split('-')[0];
    return rules.flatMap((rule) => {
      const own = questions.find((question) => question.rule === rule);
      const near = questions.find(
        (question) => question.rule !== undefined && topicOf(question.rule) === topicOf(rule),
      );
      return (own ?? near)?.id ?? [];
    });
  }

  async exercise(id: unknown): Promise<Exercise | undefined> {
    return (await this.read()).exercises.find((exercise) => exercise.id === id);
  }
}

/** The part of the course that the view shows. */
export function viewCourse(course: Course): ViewCourse {
  return {
    ...course,
    sections: course.sections.map((section) => ({
      ...section,
      examples: section.examples.map(({ text: _, ...shown }) => shown),
    })),
    exercises: course.exercises.map((exercise) => ({ ...exercise, files: exercise.files.map(({ name }) => name) })),
  };
}
