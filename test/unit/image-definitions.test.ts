/** Image definitions files of CodePipeline: what they are recognized by, and that nothing of a task definition is said of them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, outlineOf, withTasksBeside } from '../../server/src/analysis.ts';
import { complete } from '../../server/src/features/completion/completion.ts';
import { applyEdits, toTextEdits } from '../../server/src/syntax/edit.ts';

const rulesOf = (text: string, name = 'imagedefinitions.json') => analyse(text, name).findings.map(({ rule }) => rule);
const isRecognized = (content: unknown) => {
  const { detection } = analyse(JSON.stringify(content), 'images.json');
  return detection.accepted && detection.images !== undefined;
};

describe('an image definitions file', () => {
  test('is recognized by its members alone', () => {
    assert.ok(isRecognized([{ name: 'web', imageUri: 'a' }]));
    assert.ok(isRecognized([{ name: 'web', ImageURI: 'a' }, { name: 'db' }]));
    for (const other of [
      [],
      [{ name: 'web' }],
      [{ name: 'web', image: 'a' }],
      { ImageURI: 'a', image: 'b' },
      { RepositoryName: 'a', ImageTags: [] },
      [{ name: 'a', imageUri: 'a', size: 1 }],
    ])
      assert.ok(!isRecognized(other), JSON.stringify(other));
  });

  test('that is right is not complained of, and has nothing of a container', () => {
    assert.deepEqual(rulesOf('[\n  { "name": "web", "imageUri": "nginx:latest" }\n]\n'), []);
    assert.deepEqual(rulesOf('[{ "name": "$NAME", "imageUri": "<IMAGE>" }]'), []);
  });

  test('is put right where it is spelt as the file of another deployment', () => {
    const text = '[{ "name": "web", "ImageURI": "a" }, { "Name": "db", "imageUri": "b" }]';
    const { findings, document } = analyse(text, 'imagedefinitions.json');
    const edits = findings.flatMap(({ fixes }) => fixes[0]!.edits);
    assert.equal(
      applyEdits(text, toTextEdits(document, edits)),
      '[{ "name": "web", "imageUri": "a" }, { "name": "db", "imageUri": "b" }]',
    );
  });

  test('is no object: not that of another deployment, nor one item', () => {
    for (const text of [
      '{ "ImageURI": "a:1" }',
      '{ "ImageURI": "a:1", "Port": 8000 }',
      '{ "name": "web", "imageUri": "a:1" }',
      '{ "imageUri": "a:1" }',
    ]) {
      for (const name of ['imagedefinitions.json', 'build/imageDefinitions.json', 'image-definitions.json'])
        assert.deepEqual(rulesOf(text, name), ['image-definitions-not-a-list'], name);
      // Under another name it may be the image detail of a deployment with CodeDeploy, or anything.
      for (const name of ['imageDetail.json', 'images.json'])
        assert.ok(!rulesOf(text, name).includes('image-definitions-not-a-list'), name);
    }
    assert.ok(!rulesOf('{ "ImageURI": "a:1", ${MORE} }').includes('image-definitions-not-a-list'));
  });

  test('that is broken says so', () => {
    assert.ok(rulesOf('[{ "name": "web", "imageUri": "a" }').includes('td-invalid-json'));
  });

  test('is offered no member of a task definition', () => {
    const text = '[{ "name": "web", "imageUri": "a",  }]';
    const analysis = analyse(text, 'imagedefinitions.json');
    assert.deepEqual(complete(analysis, { uri: 'file:///a/imagedefinitions.json' }, text.indexOf('  }') + 1), []);
  });
});

describe('an image detail file', () => {
  const detail = {
    ImageSizeInBytes: '44728918',
    ImageDigest: 'sha256:0123',
    Version: '1.0',
    ImagePushedAt: 'Mon Jan 21 20:04:00 UTC 2019',
    RegistryId: '111122223333',
    RepositoryName: 'web',
    ImageURI: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:0123',
    ImageTags: ['latest'],
  };

  test('as Amazon ECR writes it, or with the image alone, is recognized and right', () => {
    for (const content of [detail, { ImageURI: 'a' }, { ImageURI: '$IMAGE' }]) {
      assert.ok(isRecognized(content));
      assert.deepEqual(rulesOf(JSON.stringify(content), 'imageDetail.json'), []);
    }
  });

  test('needs the spelling "ImageURI"', () => {
    for (const content of [{ imageUri: 'a' }, { ImageUri: 'a' }, { imageURI: 'a' }])
      assert.deepEqual(rulesOf(JSON.stringify(content), 'imageDetail.json'), ['image-definitions-incomplete']);
  });

  const MIXED: readonly [name: string, content: unknown, fixed: unknown][] = [
    ['imageDetail.json', [{ name: 'web', imageUri: 'a' }], { ImageURI: 'a' }],
    [
      'imageDetail.json',
      [
        { name: 'web', imageUri: 'a' },
        { name: 'db', imageUri: 'b' },
      ],
      undefined,
    ],
  ];
  for (const [name, content, fixed] of MIXED) {
    test(`and an image definitions file are not mixed up: ${JSON.stringify(content)} in ${name}`, () => {
      const text = JSON.stringify(content);
      const { findings, document } = analyse(text, `/shop/${name}`);
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ['image-definitions-incomplete'],
      );
      const edits = findings[0]!.fixes[0]?.edits;
      const after = edits && applyEdits(text, toTextEdits(document, edits));
      assert.deepEqual(after && JSON.parse(after), fixed);
      if (after) assert.deepEqual(rulesOf(after, name), []);
    });
  }
});

describe('image definitions beside a task definition', () => {
  const task = (...names: string[]) => ({
    family: 'shop',
    containerDefinitions: names.map((name) => ({ name, image: 'a:1', memory: 64 })),
  });
  const images = JSON.stringify([{ name: 'wbe', imageUri: 'a:2' }]);
  const judged = (text: string, name: string, ...tasks: (readonly [name: string, content: unknown])[]) => {
    const beside = tasks.map(([file, content]) => outlineOf(JSON.stringify(content), file));
    return withTasksBeside(analyse(text, name), name, beside).findings;
  };

  test('name its containers', () => {
    const [finding, ...others] = judged(images, 'imagedefinitions.json', ['task-definition.json', task('web', 'db')]);
    assert.deepEqual(others, []);
    assert.equal(finding!.message, 'The task definition has no container "wbe": it has "web" and "db"');
    assert.deepEqual(
      finding!.fixes.map(({ title }) => title),
      ['Write "web"'],
    );
    assert.deepEqual(judged(images, 'imagedefinitions.json', ['task-definition.json', task('wbe')]), []);
  });

  test('are not judged by what may be another one, or is not known', () => {
    const silent: (readonly [name: string, content: unknown])[][] = [
      [],
      [['staging-task-definition.json', task('web')]],
      [['task-definition.json', task('web', '<NAME>')]],
      [['task-definition.json', [{ name: 'web', image: 'a:1' }]]],
      [
        ['task-definition.json', task('web')],
        ['worker-task-definition.json', task('wbe')],
      ],
    ];
    for (const tasks of silent)
      assert.deepEqual(judged(images, 'imagedefinitions.json', ...tasks), [], JSON.stringify(tasks));
    const later = JSON.stringify([{ name: '$NAME', imageUri: 'a:2' }]);
    assert.deepEqual(judged(later, 'imagedefinitions.json', ['task-definition.json', task('web')]), []);
  });
});
