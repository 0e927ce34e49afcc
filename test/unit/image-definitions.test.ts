/** Image definitions files of CodePipeline: what they are recognized by, and that nothing of a task definition is said of them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../../server/src/analysis.ts';
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
      { ImageURI: 'a' },
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
      for (const name of ['imageDetail.json', 'images.json']) assert.deepEqual(rulesOf(text, name), [], name);
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
