/**
 * Beside an extension that runs cfn-lint, what that reports too is silent in templates, until the setting brings it back.
 * Each of these extensions is there as one of the same identifier that does nothing.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { command, openEditor } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';

/** Two faults, of which cfn-lint knows only the first. */
const [SHARED, OWN] = ['fargate-network-mode', 'dependson-container-unknown'];
const TEMPLATE = `Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: 256
      Memory: 512
      NetworkMode: bridge
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: app
          Image: example.com/app:1
          DependsOn: [{ ContainerName: proxy, Condition: START }]
`;
const TERRAFORM = `resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  cpu                      = 256
  memory                   = 512
  network_mode             = "bridge"
  requires_compatibilities = ["FARGATE"]
  container_definitions = jsonencode([
    { name = "app", image = "example.com/app:1", dependsOn = [{ containerName = "proxy", condition = "START" }] }
  ])
}
`;

const browser = await launchChromium();
try {
  for (const linter of [undefined, 'kddejong.vscode-cfn-lint', 'amazonwebservices.aws-toolkit-vscode']) {
    const workspace = mkdtempSync(join(tmpdir(), 'taskdef-linter-'));
    writeFileSync(join(workspace, 'template.yaml'), TEMPLATE);
    writeFileSync(join(workspace, 'ecs.tf'), TERRAFORM);
    const companion = linter && companionOf(linter);
    const server = await ServerHost.start({}, undefined, companion);
    try {
      const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));
      await command(page, 'Problems: Focus on Problems View');
      await open(page, 'template.yaml');
      await codesAre(page, linter ? [OWN] : [OWN, SHARED]);
      console.log(`✔ ${linter ? `${SHARED} is left to ${linter}` : 'without one of them everything is reported'}`);
      if (linter) {
        mkdirSync(join(workspace, '.vscode'));
        writeFileSync(join(workspace, '.vscode/settings.json'), '{ "taskdef.cloudformation.overlap": "keep" }\n');
        await codesAre(page, [OWN, SHARED]);
        console.log(`✔ the setting brings it back beside ${linter}`);
        writeFileSync(join(workspace, '.vscode/settings.json'), '{ "taskdef.cloudformation.overlap": "auto" }\n');
        await codesAre(page, [OWN]);
      }
      await page.keyboard.press('Control+W');
      await open(page, 'ecs.tf');
      await codesAre(page, [OWN, SHARED]);
      console.log('✔ Terraform has both');
      await page.close();
    } finally {
      server.stop();
      rmSync(workspace, { recursive: true, force: true });
      if (companion) rmSync(companion, { recursive: true, force: true });
    }
  }
} finally {
  await browser.close();
}

/** A folder with an extension of that identifier. */
function companionOf(id: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'taskdef-companion-'));
  const [publisher, name] = id.split('.');
  // With a program it runs in the host that the real one runs in.
  writeFileSync(join(folder, 'main.js'), 'exports.activate = () => {};\n');
  const manifest = {
    name,
    publisher,
    version: '1.0.0',
    engines: { vscode: '^1.82.0' },
    main: './main.js',
    activationEvents: ['onLanguage:yaml'],
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

async function open(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await page.waitForSelector('.quick-input-widget input');
  await page.keyboard.type(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/** Waits until the problems have these of the two codes. The other one is always there, so silence is not only slowness. */
async function codesAre(page: Page, wanted: readonly string[]): Promise<void> {
  let now: string[] = [];
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const rows = await page.locator('.markers-panel .monaco-list-row').allInnerTexts();
    now = [OWN, SHARED].filter((code) => rows.some((row) => row.includes(code)));
    if (now.join() === [...wanted].join()) return;
    await page.waitForTimeout(100);
  }
  assert.deepEqual(now, wanted);
}
