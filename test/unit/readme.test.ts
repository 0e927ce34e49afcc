/** README and the pages beside it: each claim that can be tried is tried, and each link leads somewhere. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { analyse } from '../../server/src/analysis.ts';
import { CATALOGUE, catalogueEntry } from '../../server/src/rules/catalogue.ts';
import { RULE_EXAMPLES } from '../../server/src/rules/examples.generated.ts';
import { parseJson } from '../../server/src/syntax/json/json.ts';
import type { Json } from '../../server/src/syntax/value.ts';
import { templateOf } from '../formats/cloudformation.ts';
import { SERVICE_EXAMPLES } from '../formats/service-examples.ts';
import { serviceResource, terraformOf } from '../formats/terraform.ts';
import { folder, taskdef } from './cli.ts';
import { plainValue } from './tree.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = read('README.md');

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

type Data = { readonly [key: string]: Json };

/** A bad example of a rule in each format, by the column of the table. */
function written(rule: string): Readonly<Record<string, readonly [file: string, text: string] | undefined>> {
  const text = RULE_EXAMPLES[rule]!.bad[0]!;
  const service = SERVICE_EXAMPLES.find((one) => one.rule === rule && one.kind === 'bad');
  if (service)
    return {
      'CloudFormation, SAM': service.written === 'template' ? ['template.json', service.text] : undefined,
      'Terraform, OpenTofu': [
        'ecs.tf',
        `${service.task ? terraformOf(service.task) : ''}${serviceResource(service.service, service.task !== undefined)}`,
      ],
    };
  const value = plainValue(parseJson(text).root!);
  const given = (Array.isArray(value) ? { family: 'web', containerDefinitions: value } : value) as Data;
  const data = 'cpu' in given ? { containerDefinitions: CONTAINERS, ...given } : given;
  if ('Resources' in data)
    return {
      'CloudFormation, SAM': ['template.yaml', stringify(data)],
      'Terraform, OpenTofu': ['express.tf', EXPRESS],
    };
  return {
    JSON: ['task-definition.json', JSON.stringify(data, null, 2)],
    YAML: ['task-definition.yaml', stringify(data)],
    'CloudFormation, SAM': ['template.yaml', stringify(templateOf(data))],
    'Terraform, OpenTofu': ['ecs.tf', terraformOf(data)],
  };
}

const CONTAINERS = [{ name: 'web', image: 'nginx:1.27' }];

const EXPRESS = `${terraformOf({
  family: 'web',
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
  containerDefinitions: [
    { name: 'web', image: 'nginx:1.27', essential: true, portMappings: [{ containerPort: 80, name: 'http' }] },
  ],
})}
resource "aws_ecs_express_gateway_service" "web" {
  task_definition_arn     = aws_ecs_task_definition.task.arn
  infrastructure_role_arn = "arn:aws:iam::111122223333:role/express"
}
`;

describe('the table of what nothing else finds', () => {
  const [head, , ...rows] = README.split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.includes('Rule') || cells.includes(':-:') || /docs\/rules\//.test(cells[1]!));

  test('has its rows', () => {
    assert.deepEqual(head!.slice(0, 2), ['Mistake', 'Rule']);
    assert.ok(rows.length >= 8);
  });

  for (const cells of rows) {
    const rule = /^\[`([a-z0-9-]+)`\]\(docs\/rules\/\1\.md\)$/.exec(cells[1]!)?.[1];
    test(rule ?? cells[1]!, () => {
      assert.ok(rule && catalogueEntry(rule), 'is a rule, linked to its page');
      const formats = written(rule);
      const ticked = head!.slice(2, -1).filter((_, i) => cells[i + 2] === '✓');
      assert.ok(ticked.length > 0);
      for (const format of ticked) {
        const [file, text] = formats[format] ?? assert.fail(`${format}: there is no example`);
        const found = analyse(text, file).findings.map((finding) => finding.rule);
        assert.ok(found.includes(rule), `${format}: ${found.join(', ')}\n${text}`);
      }
    });
  }
});

describe('the figures', () => {
  test('of the rules', () => {
    assert.match(README, /More than 300 rules, nine of ten with a fix/);
    assert.ok(CATALOGUE.length > 300 && CATALOGUE.length < 400, `${CATALOGUE.length} rules`);
    const last = taskdef(['rules']).stdout.trimEnd().split('\n').at(-1)!;
    const [, percent] = /with a fix \((\d+) %\)/.exec(last)!;
    assert.ok(Number(percent) >= 90 && Number(percent) < 100, last);
  });

  test('of the languages', () => {
    for (const [language, tag] of Object.entries({ German: 'de', Japanese: 'ja' })) {
      assert.ok(README.includes(language));
      for (const file of [`package.nls.${tag}.json`, `client/l10n/bundle.l10n.${tag}.json`])
        assert.ok(existsSync(join(ROOT, file)), file);
    }
  });
});

test('the first picture is small, and moves', () => {
  const [, path] = /^!\[[^\]]+\]\(([^)]+)\)$/m.exec(README)!;
  const picture = readFileSync(join(ROOT, path!));
  assert.ok(picture.includes('acTL'), 'is an animation');
  assert.ok(picture.length < 400 * 1024, `${picture.length} bytes`);
});

test('each command in italics is one of the palette or the light bulb', () => {
  const titles = Object.values(JSON.parse(read('package.nls.json')) as Record<string, string>);
  for (const [, name] of README.matchAll(/_([A-Z][^_]+(?:…|[a-z]))_/g)) {
    const known = titles.some((title) => title.replace(/…$/, '') === name!.replace(/…$/, ''));
    assert.ok(known || /^(?:Convert to|Move|Ignore)/.test(name!), name);
  }
});

test('each command and option that a page names is there, and each option has a line', (t) => {
  const help = taskdef(['--help'], { cwd: folder(t) }).stdout;
  const page = read('docs/command-line.md');
  for (const text of [README, page, read('docs/editors.md'), read('docs/pipelines.md')]) {
    for (const [, command] of text.matchAll(/(?:^|`|\| )taskdef ([a-z]+)/gm))
      assert.match(help, new RegExp(`taskdef ${command}\\b`), command);
    for (const [, options] of text.matchAll(/^\s*(?:taskdef|npx -y taskdef) \S+(.*)$/gm))
      for (const [option] of options!.replace(/#.*/, '').matchAll(/--[a-z-]+/g))
        assert.ok(help.includes(option), option);
  }
  for (const [, option] of help.matchAll(/(?:^|\[| )(--[a-z][a-z-]+)/gm))
    if (!/--(?:help|version)/.test(option!)) assert.ok(page.includes(option!), option);
});

test('each link within the repository leads to a file, and to a heading of it', () => {
  const pages = [
    ...['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md'],
    ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md') && !path.startsWith('rules'))
      .map((path) => join('docs', path)),
  ];
  assert.ok(pages.length > 10);
  for (const page of pages)
    for (const [, link] of read(page).matchAll(/\]\(([^()\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link!)) continue;
      const [path, heading] = link!.split('#') as [string, string?];
      const target = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
      assert.ok(existsSync(join(ROOT, target)), `${page}: ${link}`);
      if (heading === undefined || !statSync(join(ROOT, target)).isFile()) continue;
      const headings = [...read(target).matchAll(/^#+ (.+)$/gm)].map(([, title]) => anchorOf(title!));
      const anchors = [...read(target).matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id);
      assert.ok([...headings, ...anchors].includes(heading), `${page}: ${link}`);
    }
});

/** The anchor that GitHub gives a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
