/** The files of a Terraform module, open or on disk, judged together over real streams. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import {
  CodeLensRequest,
  DefinitionRequest,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type Location,
  RenameRequest,
} from 'vscode-languageserver';
import type { Host } from '../../server/src/config/configs.ts';
import { CHECK_FILE, type CheckFileResult, PICTURE, type PictureResult } from '../../server/src/protocol.ts';
import { Session, type SessionOptions } from './session.ts';

const FOLDER = 'file:///workspace/module';
const TASK = `${FOLDER}/task.tf`;
const SERVICE = `${FOLDER}/service.tf`;
const SCALING = `${FOLDER}/scaling.tf`;

const task = (name: string, resource = 'web') => `resource "aws_ecs_task_definition" "${resource}" {
  family                = "web"
  network_mode          = "bridge"
  container_definitions = jsonencode([
    { name = "${name}", image = "example.com/web:1.0", memory = 64, portMappings = [{ containerPort = 80 }] }
  ])
}
`;
const service = (resource = 'web') => `resource "aws_ecs_service" "web" {
  name            = "web"
  task_definition = aws_ecs_task_definition.${resource}.arn
  desired_count   = 2
  load_balancer {
    target_group_arn = aws_lb_target_group.web.arn
    container_name   = "front"
    container_port   = 80
  }
}
`;
const target = (name: string) => `resource "aws_appautoscaling_target" "${name}" {
  service_namespace = "ecs"
  resource_id       = "service/shop/\${aws_ecs_service.${name}.name}"
  min_capacity      = 1
  max_capacity      = 4
}
`;

const UNKNOWN = 'svc-lb-container-unknown';

function errorsIn(diagnostics: readonly Diagnostic[]): unknown[] {
  return diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error).map(({ code }) => code);
}

/** A machine with these files, which can be changed. */
class Disk {
  readonly files: Map<string, string>;
  readonly asked: string[] = [];

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files));
  }

  get host(): Host {
    const all = () => [...this.files].map(([uri, text]) => ({ uri, text }));
    return {
      readText: async (uri) => this.files.get(uri),
      exists: async (uri) => this.files.has(uri),
      taskFiles: async () => all(),
      moduleFiles: async (folder) => {
        this.asked.push(folder);
        return all().filter(({ uri }) => uri.slice(0, uri.lastIndexOf('/')) === folder && uri.endsWith('.tf'));
      },
    };
  }
}

async function start(context: TestContext, disk: Disk): Promise<Session> {
  const options: SessionOptions = {
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    host: disk.host,
    workspaceFolders: ['file:///workspace'],
  };
  return Session.start(context, options);
}

describe('the files of a Terraform module', () => {
  test('are judged together while both are open', async (context) => {
    const session = await start(context, new Disk({}));
    await session.open(service(), SERVICE, 'terraform');
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), []);
    await session.open(task('web'), TASK, 'terraform');
    await session.nextRefresh();
    const diagnostics = await session.pull(SERVICE);
    assert.deepEqual(errorsIn(diagnostics), [UNKNOWN]);
    assert.deepEqual(errorsIn(await session.pull(TASK)), []);
    const [related] = diagnostics.find(({ code }) => code === UNKNOWN)!.relatedInformation ?? [];
    assert.deepEqual(related?.location, { uri: TASK, range: session.range('"web"', TASK) });
  });

  test('are judged with the task definition on disk, which is read after the first answer', async (context) => {
    const disk = new Disk({ [TASK]: task('web'), [`${FOLDER}/deeper/task.tf`]: task('front') });
    const session = await start(context, disk);
    await session.open(service(), SERVICE, 'terraform');
    await session.nextRefresh();
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), [UNKNOWN]);
    assert.deepEqual([...new Set(disk.asked)], [FOLDER]);

    disk.files.set(TASK, task('front'));
    await session.client.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: TASK, type: FileChangeType.Changed }],
    });
    await session.nextRefresh();
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), []);

    // The text in the editor is the newer one.
    await session.open(task('web'), TASK, 'terraform');
    await session.nextRefresh();
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), [UNKNOWN]);
  });

  test('are not read where no service needs them', async (context) => {
    const disk = new Disk({ [SERVICE]: service() });
    const session = await start(context, disk);
    await session.open(task('web'), TASK, 'terraform');
    await session.open(`${task('front')}${service()}${target('web')}`, `${FOLDER}/main.tf`, 'terraform');
    await session.pull(`${FOLDER}/main.tf`);
    assert.deepEqual(disk.asked, []);
  });

  test('are read twice at the most while many of them change', async (context) => {
    const disk = new Disk({ [TASK]: task('web') });
    const session = await start(context, disk);
    await session.open(service(), SERVICE, 'terraform');
    await session.nextRefresh();
    const before = disk.asked.length;
    disk.files.set(TASK, task('front'));
    const changes = Array.from(
      { length: 500 },
      (_, i): FileEvent => ({ uri: `${FOLDER}/${i}.tf`, type: FileChangeType.Changed }),
    );
    await session.client.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    await session.nextRefresh();
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), []);
    assert.ok(disk.asked.length - before <= 2, `${disk.asked.length - before} times`);
  });

  test('are not judged together where there are more than anybody writes', async (context) => {
    const large = '# a comment\n'.repeat(80_000);
    const files = Array.from({ length: 5 }, (_, i): [string, string] => [`${FOLDER}/${i}.tf`, large]);
    const session = await start(context, new Disk({ ...Object.fromEntries(files), [TASK]: task('web') }));
    await session.open(service(), SERVICE, 'terraform');
    // The answer is about all that is known of the module when it has been read.
    await session.client.sendRequest(CHECK_FILE, { uri: SERVICE, text: service() });
    assert.deepEqual(errorsIn(await session.pull(SERVICE)), []);
  });

  const silent: readonly [what: string, files: Readonly<Record<string, string>>, resource?: string][] = [
    ['of another folder', { 'file:///workspace/other/task.tf': task('web') }],
    ['of another name', { [TASK]: task('web', 'worker') }],
    ['that occurs twice, as one overrides the other', { [TASK]: task('web'), [`${FOLDER}/override.tf`]: task('web') }],
    ['whose names are decided later', { [TASK]: task('${var.name}') }],
    ['chosen by a condition', { [TASK]: task('web') }, 'web.arn : var.arn #'],
  ];
  for (const [what, files, resource] of silent) {
    test(`leave a service alone with a task definition ${what}`, async (context) => {
      const session = await start(context, new Disk(files));
      const text = resource
        ? service().replace('aws_ecs_task_definition.web.arn', `var.own ? aws_ecs_task_definition.${resource}`)
        : service();
      await session.open(text, SERVICE, 'terraform');
      for (const [uri, content] of Object.entries(files)) await session.open(content, uri, 'terraform');
      assert.deepEqual(errorsIn(await session.pull(SERVICE)), []);
    });
  }

  test('scale the services of each other', async (context) => {
    const disk = new Disk({ [SCALING]: target('web') });
    const session = await start(context, disk);
    const text = `${task('front')}${service()}${target('api')}`;
    const hints = async () => (await session.pull(SERVICE)).filter(({ code }) => code === 'svc-fixed-count').length;
    await session.open(text, SERVICE, 'terraform');
    await session.nextRefresh();
    assert.equal(await hints(), 0);
    disk.files.set(SCALING, target('worker'));
    await session.client.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: SCALING, type: FileChangeType.Changed }],
    });
    await session.nextRefresh();
    assert.equal(await hints(), 1);
  });

  test('are one in the verdict, the picture, Go to definition and Rename', async (context) => {
    const disk = new Disk({ [TASK]: task('front').replace('web:1.0', 'a b') });
    const session = await start(context, disk);
    await session.open(service(), SERVICE, 'terraform');
    await session.nextRefresh();
    const lenses = (await session.client.sendRequest(CodeLensRequest.type, { textDocument: { uri: SERVICE } }))!;
    const titles = lenses.map(({ command }) => command?.title);
    assert.ok(titles.includes('With task definition "web": 1 problem'), titles.join('\n'));

    const picture = await session.client.sendRequest<PictureResult>(PICTURE, { uri: SERVICE, standalone: false });
    assert.equal(picture.title, 'web');
    assert.ok(picture.svg.includes('>Service web<') && picture.svg.includes('>to port 80<'));
    assert.equal(picture.parts[0]!.uri, TASK);

    const { start: position } = session.range('front', SERVICE);
    const place = await session.client.sendRequest(DefinitionRequest.type, {
      textDocument: { uri: SERVICE },
      position,
    });
    assert.deepEqual(
      (place as Location[]).map(({ uri }) => uri),
      [TASK],
    );
    const edit = await session.client.sendRequest(RenameRequest.type, {
      textDocument: { uri: SERVICE },
      position,
      newName: 'web',
    });
    assert.deepEqual(Object.keys(edit!.changes ?? {}).sort(), [SERVICE, TASK]);
  });

  test('are judged together by the check of the workspace', async (context) => {
    const disk = new Disk({ [TASK]: task('web'), [SERVICE]: service() });
    const session = await start(context, disk);
    const { diagnostics } = await session.client.sendRequest<CheckFileResult>(CHECK_FILE, {
      uri: SERVICE,
      text: service(),
    });
    assert.deepEqual(errorsIn(diagnostics as Diagnostic[]), [UNKNOWN]);
  });
});
