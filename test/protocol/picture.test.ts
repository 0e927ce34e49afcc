/** The picture of a task as a client gets it, in each format: what its parts stand for, and which task it shows. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PICTURE, type PictureParams, type PictureResult, type TextRange } from '../../server/src/protocol.ts';
import { Session, URI } from './session.ts';

const JSON_FILE = `{
  "family": "shop", // comments are allowed
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "dependsOn": [{ "containerName": "db", "condition": "START" }] },
    { "name": "db", "image": "bad image", "memory": 128 }
  ],
  "memory": "512",
  "volumes": [{ "name": "data" }]
}
`;

const TEMPLATE = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Shop:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: shop
      ContainerDefinitions:
        - Name: web
          Image: nginx:1.27
          DependsOn:
            - ContainerName: db
              Condition: START
        - Name: db
          Image: bad image
      Volumes:
        - Name: data
  Job:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: job
      ContainerDefinitions:
        - Name: job
          Image: example.com/job:1
          Memory: 128
`;

const TERRAFORM = `resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([
    { name = "web", image = "nginx:1.27", dependsOn = [{ containerName = "db", condition = "START" }] },
    { name = "db", image = "bad image" }
  ])
  volume {
    name = "data"
  }
}
`;

const PLAIN_YAML = `family: shop
containerDefinitions:
  - name: web
    image: nginx:1.27
    dependsOn:
      - containerName: db
        condition: START
  - name: db
    image: bad image
volumes:
  - name: data
`;

const TARGETS = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop-targets/0123456789abcdef';

const FILES = [
  ['JSON', JSON_FILE, 'file:///workspace/task-definition.jsonc', 'jsonc'],
  ['CloudFormation', TEMPLATE, 'file:///workspace/template.yaml', 'yaml'],
  ['Terraform', TERRAFORM, 'file:///workspace/ecs.tf', 'terraform'],
  ['YAML', PLAIN_YAML, 'file:///workspace/task-definition.yaml', 'yaml'],
] as const;

function ask(session: Session, params: Partial<PictureParams>): Promise<PictureResult | null> {
  return session.client.sendRequest<PictureResult | null>(PICTURE, { uri: URI, standalone: false, ...params });
}

describe('the picture', () => {
  for (const [format, text, uri, language] of FILES) {
    test(`of a file in ${format} says which text its parts stand for`, async (t) => {
      const session = await Session.start(t);
      await session.open(text, uri, language);
      const picture = (await ask(session, { uri }))!;
      assert.equal(picture.title, 'shop');
      const read = (range: TextRange) => session.document(uri).getText(range);
      const labels = picture.parts.map(({ label }) => read(label).replaceAll(/["']/g, ''));
      for (const name of ['web', 'db', 'data']) {
        const i = labels.indexOf(name);
        assert.ok(i > 0, `${name} in ${labels.join(', ')}`);
        assert.match(picture.svg, new RegExp(`data-part="${i}"><title>${name}\n`));
        assert.ok(read(picture.parts[i]!.range).includes(name));
      }
      const tie = picture.parts[1]!;
      assert.match(read(tie.range), /START/);
      assert.match(picture.svg, /data-part="1"><title>db → web: START</);
      const db = picture.svg.slice(picture.svg.indexOf('<title>db\n'));
      assert.match(db, /^<title>db\nbad image\n[^<]+<\/title><rect class="pic-refused"/, 'it shows what is wrong');
    });
  }

  test('is of the task definition at the cursor, whose range it gives', async (t) => {
    const uri = 'file:///workspace/template.yaml';
    const session = await Session.start(t);
    await session.open(TEMPLATE, uri, 'yaml');
    const document = session.document(uri);
    const position = document.positionAt(TEMPLATE.indexOf('example.com/job'));
    const picture = (await ask(session, { uri, position }))!;
    assert.equal(picture.title, 'job');
    const { start, end } = picture.range;
    assert.ok(start.line <= position.line && position.line <= end.line);
    assert.ok(document.offsetAt(start) > TEMPLATE.indexOf('Job:'));
  });

  test('shows the service in another open file, from either of the two', async (t) => {
    const task = 'file:///workspace/app/task-definition.json';
    const service = 'file:///workspace/app/ecs-service-def.json';
    const balancers = [{ targetGroupArn: TARGETS, containerName: 'web', containerPort: 80 }];
    const web = { name: 'web', image: 'example.com/web:1', memory: 128, portMappings: [{ containerPort: 80 }] };
    const session = await Session.start(t);
    await session.open(JSON.stringify({ family: 'shop', containerDefinitions: [web] }), task);
    const alone = (await ask(session, { uri: task }))!;
    assert.doesNotMatch(alone.svg, /Service/);
    await session.open(
      JSON.stringify({ serviceName: 'shop-web', taskDefinition: 'shop', desiredCount: 2, loadBalancers: balancers }),
      service,
    );
    for (const uri of [task, service]) {
      const { svg, parts, title } = (await ask(session, { uri }))!;
      assert.equal(title, 'shop');
      for (const text of ['Service shop-web', '2 tasks', 'shop-targets', 'to port 80'])
        assert.ok(svg.includes(`>${text}<`), text);
      for (const [name, home] of [
        ['web', task],
        ['Service shop-web', service],
        ['Load balancer', service],
      ]) {
        const part = parts[Number(new RegExp(`data-part="(\\d+)"><title>${name}`).exec(svg)![1])]!;
        assert.equal(part.uri ?? uri, home, name);
      }
    }
  });

  test('of a service in a template is that of its task definition', async (t) => {
    const uri = 'file:///workspace/template.yaml';
    const text = `${TEMPLATE}  Worker:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Job
`;
    const session = await Session.start(t);
    await session.open(text, uri, 'yaml');
    const position = session.document(uri).positionAt(text.indexOf('TaskDefinition: !Ref'));
    const picture = (await ask(session, { uri, position }))!;
    assert.equal(picture.title, 'job');
    assert.ok(picture.range.start.line <= position.line && position.line <= picture.range.end.line);
    assert.doesNotMatch((await ask(session, { uri }))!.svg, /Service Worker/);
  });

  test('takes the room there is', async (t) => {
    const session = await Session.start(t);
    await session.open(JSON_FILE);
    const sizes = await Promise.all(
      [
        { width: 300, height: 900 },
        { width: 1400, height: 300 },
      ].map(async (room) =>
        /viewBox="0 0 (\S+) (\S+)"/
          .exec((await ask(session, { room }))!.svg)!
          .slice(1)
          .map(Number),
      ),
    );
    const [[narrow, high], [wide, low]] = sizes as [[number, number], [number, number]];
    assert.ok(narrow < wide && high > low, JSON.stringify(sizes));
  });

  test('has colours of its own in a file, and none on a page', async (t) => {
    const session = await Session.start(t);
    await session.open(JSON_FILE);
    assert.ok((await ask(session, { standalone: true }))!.svg.includes('<style>'));
    assert.ok(!(await ask(session, {}))!.svg.includes('<style>'));
  });

  test('does not count what the settings ignore', async (t) => {
    const settings = { rules: { 'image-format': 'off' } } as const;
    const session = await Session.start(t, { initializationOptions: { settings } });
    await session.open(JSON_FILE);
    const { svg } = (await ask(session, {}))!;
    assert.doesNotMatch(svg.slice(svg.indexOf('<title>db\n')), /pic-refused/);
  });
});
