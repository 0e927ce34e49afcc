/**
 * `npm run test:rule -- ID`: the tests of one rule or of one topic, in seconds.
 * The indexes of the rules are brought up to date first, so that a new file counts at once.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const [id] = process.argv.splice(2);
if (!id) {
  console.error('Usage: npm run test:rule -- RULE_ID (or a topic, such as "ports")');
  process.exit(2);
}
await import('../server/tools/generate-rules.mts');
const { RULES } = await import('../server/src/rules/index.generated.ts');
if (!RULES.some((rule) => rule.id === id || rule.topic === id)) {
  const [word] = id.split('-');
  const near = RULES.filter((rule) => rule.id.includes(word!)).map((rule) => rule.id);
  console.error(`There is no rule or topic "${id}".${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''}`);
  process.exit(2);
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--test', join(ROOT, 'test/unit/rules.test.ts')], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, RULE: id },
});
process.exitCode = status ?? 1;
