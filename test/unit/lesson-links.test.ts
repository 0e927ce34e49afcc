/** Each rule leads to a section of the lesson that says something about its subject. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lessonOfRule } from '../../server/src/course/lessons.ts';
import { CATALOGUE } from '../../server/src/rules/catalogue.ts';
import { readCourse } from '../../server/tools/course/read.ts';

const { sections } = readCourse();

/** Words that say nothing of a subject, and those that every section has. */
const COMMON = new Set(
  `the and has have not with without its for that this can cannot from into which same than more only one two another used
  does container containers task definition file ecs service value name names field fields missing set sets must fargate
  amazon aws svc`.split(/\s+/),
);

/** Rules whose subject is so common that no word tells it, and what their section says of it. */
const SAYS: Readonly<Record<string, string>> = {
  'td-single-container': 'The file lists them, even if there is just one.',
  'tf-containers-not-a-list': 'The file lists them, even if there is just one.',
  'svc-task-definition-required': 'you point the service at another revision',
  'missing-property': 'an unknown or missing name',
  'container-name-duplicate': 'Their names must differ.',
  'td-size-limit': 'of at most 64 KiB',
  'yaml-number-changed': 'Values in `environment` are strings.',
  'td-duplicate-key': 'A key written twice is no error',
  'svc-describe-wrapper': 'Everything is inside `taskDefinition`',
};

/** The words of a text, also those within a name like awslogsGroup, without their endings. */
function words(text: string): Set<string> {
  const parts = `${text} ${text.replaceAll(/([a-z])([A-Z])/g, '$1 $2')}`.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return new Set(parts.filter((word) => !COMMON.has(word)).map((word) => word.replace(/(?:ies|es|s|ing|ed)$/, '')));
}

for (const { id, title } of CATALOGUE)
  test(`the lesson that "${id}" leads to speaks of it`, () => {
    const section = sections[lessonOfRule(id)!.section]!;
    const quote = SAYS[id];
    if (quote !== undefined) {
      assert.ok(section.body.replaceAll(/\s+/g, ' ').includes(quote), `"${quote}" is not in ${section.title}`);
      return;
    }
    const taught = words([section.title, section.summary, section.body].join(' '));
    const subject = [...words(`${id.replaceAll('-', ' ')} ${title}`)];
    assert.ok(
      subject.some((word) => taught.has(word)),
      `"${section.title}" says none of ${subject.join(', ')}`,
    );
  });
