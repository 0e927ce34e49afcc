/**
 * Looks at the picture of a task as a person does, in a real editor: goes from a box to its text and back, enlarges and moves it, turns to another
 * file, and checks it with axe in four themes and in forced colours. --shots=FOLDER keeps a picture of each.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Frame, Page } from 'playwright-core';
import { command, openEditor, openFile, pictureView } from './editor-page.ts';
import { launchChromium } from './host/chromium.ts';
import { ROOT } from './host/paths.ts';
import { ServerHost } from './host/server-host.ts';
import { looksInEveryTheme, setTheme } from './themes.ts';

const container = (name: string, more: object = {}) => ({ name, image: `example.com/${name}:1`, memory: 64, ...more });
const after = (containerName: string, condition = 'START') => ({ dependsOn: [{ containerName, condition }] });

const THREE = {
  family: 'shop',
  networkMode: 'bridge',
  requiresCompatibilities: ['EC2'],
  containerDefinitions: [
    container('web', {
      portMappings: [{ containerPort: 80, hostPort: 8080 }],
      links: ['api'],
      ...after('api', 'HEALTHY'),
    }),
    container('api', { healthCheck: { command: ['CMD', 'true'] }, ...after('migrate', 'COMPLETED') }),
    container('migrate', { essential: false, mountPoints: [{ sourceVolume: 'data', containerPath: '/data' }] }),
  ],
  volumes: [{ name: 'data' }],
};
const TEN = {
  family: 'chain',
  containerDefinitions: Array.from({ length: 10 }, (_, i) =>
    container(`step-${i}`, i > 0 ? after(`step-${i - 1}`) : {}),
  ),
};
const ONE = { family: 'hello', containerDefinitions: [container('only', { portMappings: [{ containerPort: 80 }] })] };
const TEMPLATE = `Resources:
  First:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: first
      ContainerDefinitions:
        - { Name: web, Image: 'example.com/web:1', Memory: 64 }
  Second:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: second
      ContainerDefinitions:
        - { Name: job, Image: 'example.com/job:1', Memory: 64 }
`;

const SERVICE_TEMPLATE = `Resources:
  Shop:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      Cpu: '512'
      Memory: '1024'
      ContainerDefinitions:
        - Name: web
          Image: example.com/web:1
          PortMappings: [{ ContainerPort: 80, Name: http }]
          DependsOn: [{ ContainerName: api, Condition: START }]
        - Name: api
          Image: example.com/api:1
          PortMappings: [{ ContainerPort: 8080, Name: rest }]
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Shop
      LaunchType: FARGATE
      DesiredCount: 2
      LoadBalancers:
        - { TargetGroupArn: !Ref WebTargets, ContainerName: web, ContainerPort: 80 }
        - { TargetGroupArn: !Ref AdminTargets, ContainerName: web, ContainerPort: 9999 }
      ServiceConnectConfiguration:
        Enabled: true
        Namespace: shop
        Services: [{ PortName: rest, ClientAliases: [{ Port: 8080, DnsName: api }] }]
      DeploymentConfiguration:
        MinimumHealthyPercent: 100
        MaximumPercent: 200
        DeploymentCircuitBreaker: { Enable: true, Rollback: true }
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref Subnet] } }
  Scaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      { ServiceNamespace: ecs, ResourceId: !Sub "service/shop/\${Web.Name}", MinCapacity: 2, MaxCapacity: 10 }
`;
const SERVICE = {
  serviceName: 'hello-web',
  taskDefinition: 'hello',
  desiredCount: 2,
  loadBalancers: [
    {
      targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/hello/0123456789abcdef',
      containerName: 'only',
      containerPort: 80,
    },
  ],
};

const { values } = parseArgs({ options: { shots: { type: 'string' } } });
if (values.shots) mkdirSync(values.shots, { recursive: true });
const workspace = mkdtempSync(join(tmpdir(), 'taskdef-picture-'));
for (const [name, task] of Object.entries({ one: ONE, three: THREE, ten: TEN }))
  writeFileSync(join(workspace, `${name}-task-definition.json`), `${JSON.stringify(task, null, 2)}\n`);
writeFileSync(join(workspace, 'template.yaml'), TEMPLATE);
writeFileSync(join(workspace, 'service.yaml'), SERVICE_TEMPLATE);
writeFileSync(join(workspace, 'ecs-service-def.json'), `${JSON.stringify(SERVICE, null, 2)}\n`);
setTheme(workspace);

const server = await ServerHost.start();
const browser = await launchChromium();
try {
  const page = await openEditor(browser, server.address({ workspace, extension: ROOT }));
  await page.setViewportSize({ width: 1400, height: 850 });
  await openFile(page, 'three-task-definition.json');
  await command(page, 'Taskdef: Show This Task as a Picture');
  const view = await pictureView(page);
  await view.waitForSelector('.pic');
  await step('all of it is in view', () => isInView(view));
  await step('a click on a box goes to its text', () => leadsToText(page, view));
  await step('the box with the cursor in it is marked', () => marksTheCursor(page, view));
  await step('a box is opened by keyboard', () => opensByKeyboard(page, view));
  await step('it is enlarged, moved and fitted again', () => zooms(page, view));
  await step('it follows another file, which has ten containers', () => followsTheFile(page, view));
  await step('it follows the cursor to another task definition of a template', () => followsTheTask(page, view));
  for (const name of ['one', 'three', 'ten']) {
    await turnTo(page, `${name}-task-definition.json`);
    await view.waitForSelector(
      `.pic-part[data-part="0"] text:text("${name === 'one' ? 'hello' : name === 'ten' ? 'chain' : 'shop'}")`,
    );
    await step(`no violations in the picture of ${name}`, () =>
      looksInEveryTheme(workspace, view, (theme) => shot(page, `picture-${name}-${theme}`)),
    );
  }
  await step('the service and what sends traffic are around the task, and lead to their text', () =>
    showsService(page, view),
  );
  await step('no violations in the picture of a service', () =>
    looksInEveryTheme(workspace, view, (theme) => shot(page, `picture-service-${theme}`)),
  );
  await step('a service in a file beside leads to that file', () => showsServiceBeside(page, view));
  await step('it can be told apart in forced colours', () => hasForcedColours(page, view));
} finally {
  await browser.close();
  server.stop();
  rmSync(workspace, { recursive: true, force: true });
}

async function step(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    console.log(`  ✔ ${name}`);
  } catch (error) {
    console.log(`  ✖ ${name}\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** A box by the name of what it stands for. */
function box(name: string): string {
  return `.pic-part:has(rect):has(text.pic-label:text-is("${name}"))`;
}

/** How far the picture sticks out of its frame, in pixels. */
function sticksOut(view: Frame): Promise<readonly [number, number]> {
  return view.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.querySelector('.task-picture')!;
    return [scrollWidth - clientWidth, scrollHeight - clientHeight] as const;
  });
}

async function isInView(view: Frame): Promise<void> {
  assert.deepEqual(await sticksOut(view), [0, 0]);
}

/** The line of the cursor, as the status bar says it. */
async function untilLine(page: Page, line: number): Promise<void> {
  await page.waitForSelector(`.statusbar-item :text("Ln ${line},")`, { timeout: 10_000 });
}

function lineOf(task: object, text: string): number {
  return (
    JSON.stringify(task, null, 2)
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1
  );
}

async function leadsToText(page: Page, view: Frame): Promise<void> {
  await view.click(box('migrate'));
  await untilLine(page, lineOf(THREE, '"name": "migrate"'));
  await view.click(box('data'));
  await untilLine(page, lineOf(THREE, '"name": "data"'));
}

async function marksTheCursor(page: Page, view: Frame): Promise<void> {
  await goTo(page, lineOf(THREE, '"name": "api"'));
  await view.waitForSelector(`${box('api')}.is-current[aria-current="true"]`);
  assert.equal(await view.locator('.is-current').count(), 1);
  await goTo(page, lineOf(THREE, '"condition": "HEALTHY"'));
  await view.waitForSelector(`${box('web')}.is-current`);
  assert.equal(await view.locator('.is-current:has(polyline.pic-line)').count(), 1, 'with the arrow of its condition');
  await goTo(page, lineOf(THREE, '"family"'));
  await view.waitForSelector('.is-current[data-part="0"]');
}

async function goTo(page: Page, line: number, column = 9): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+G');
  await page.waitForSelector('.quick-input-widget input');
  await page.keyboard.type(`${line}:${column}`);
  await page.keyboard.press('Enter');
  await untilLine(page, line);
}

async function opensByKeyboard(page: Page, view: Frame): Promise<void> {
  await view.focus(box('web'));
  await page.keyboard.press('Enter');
  await untilLine(page, lineOf(THREE, '"name": "web"'));
}

async function zooms(page: Page, view: Frame): Promise<void> {
  const width = () => view.evaluate(() => document.querySelector('.pic')!.getBoundingClientRect().width);
  const fitted = await width();
  await view.focus('.task-picture');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  assert.ok((await width()) > fitted * 1.5);
  const place = () => view.evaluate(() => document.querySelector('.task-picture')!.scrollLeft);
  const before = await place();
  const { x, y, width: w, height: h } = (await (await view.$('.task-picture'))!.boundingBox())!;
  await page.mouse.move(x + w / 2, y + h / 2);
  await page.mouse.down();
  await page.mouse.move(x + w / 2 - 80, y + h / 2 - 40, { steps: 4 });
  await page.mouse.up();
  assert.ok((await place()) > before, 'dragging to the left shows what is on the right');
  await page.keyboard.press('-');
  assert.ok((await width()) < fitted * 1.5);
  await view.click('button:text-is("Fit")');
  assert.equal(await width(), fitted);
  await view.click('button[aria-label="Zoom in"]');
  assert.ok((await width()) > fitted);
  await view.focus('.task-picture');
  await page.keyboard.press('0');
  assert.equal(await width(), fitted);
}

/** Opens a file beside the picture, not in its place. */
async function turnTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+1');
  await openFile(page, name);
}

async function followsTheFile(page: Page, view: Frame): Promise<void> {
  await turnTo(page, 'ten-task-definition.json');
  await view.waitForSelector(box('step-9'));
  await isInView(view);
  const sizes = await view.$$eval('.pic text', (texts) =>
    texts.map((text) => {
      const svg = (text as SVGTextElement).ownerSVGElement!;
      return Number.parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM()!.a;
    }),
  );
  assert.ok(Math.min(...sizes) >= 8.9, `letters of ${Math.min(...sizes)} px`);
}

async function followsTheTask(page: Page, view: Frame): Promise<void> {
  await turnTo(page, 'template.yaml');
  await view.waitForSelector(box('web'));
  await goTo(page, TEMPLATE.split('\n').findIndex((line) => line.includes('Name: job')) + 1, 20);
  await view.waitForSelector(`${box('job')}.is-current`);
}

async function showsService(page: Page, view: Frame): Promise<void> {
  await turnTo(page, 'service.yaml');
  await view.waitForSelector(box('Service Web'));
  await isInView(view);
  for (const text of ['2 to 10 tasks, by Auto Scaling', 'rolling deployment, 100–200 %', 'to port 80', 'to port rest'])
    assert.equal(await view.locator(`.pic text:text-is("${text}")`).count(), 1, text);
  const line = (text: string) => SERVICE_TEMPLATE.split('\n').findIndex((each) => each.includes(text)) + 1;
  await view.click(box('Service Web'));
  await untilLine(page, line('  Web:'));
  await view.click('.pic-part:has(rect):has(text:text-is("AdminTargets"))');
  await untilLine(page, line('AdminTargets'));
  await view.waitForSelector('.pic-part.is-current:has(text:text-is("AdminTargets")) rect.pic-refused');
  await view.focus(box('Service Connect'));
  await page.keyboard.press('Enter');
  await untilLine(page, line('PortName: rest'));
}

async function showsServiceBeside(page: Page, view: Frame): Promise<void> {
  await turnTo(page, 'ecs-service-def.json');
  await view.waitForSelector(box('Service hello-web'));
  await view.click(box('only'));
  await page.waitForSelector('.tab.active:has-text("one-task-definition.json")');
  await view.waitForSelector(box('Service hello-web'));
  await view.click(`${box('Load balancer')} rect`);
  await page.waitForSelector('.tab.active:has-text("ecs-service-def.json")');
}

async function hasForcedColours(page: Page, view: Frame): Promise<void> {
  await turnTo(page, 'three-task-definition.json');
  await view.waitForSelector(box('migrate'));
  await page.emulateMedia({ forcedColors: 'active' });
  const pairs = await view.$$eval('.pic rect', (boxes) =>
    boxes.map((each) => [getComputedStyle(each).fill, getComputedStyle(each).stroke]),
  );
  for (const [fill, stroke] of pairs) assert.notEqual(fill, stroke);
  const words = await view.$eval('.pic text', (text) => getComputedStyle(text).fill);
  assert.notEqual(words, pairs[0]![0]);
  await shot(page, 'picture-three-forced-colours');
}

async function shot(page: Page, name: string): Promise<void> {
  if (values.shots) await page.screenshot({ path: join(values.shots, `12-${name}.png`) });
}
