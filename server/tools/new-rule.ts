/** `npm run new-rule -- topic/rule-id`: writes a skeleton for a new rule. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [name] = process.argv.slice(2);
if (!name || !/^[a-z-]+\/[a-z0-9-]+$/.test(name)) {
  console.error('Usage: npm run new-rule -- topic/rule-id');
  process.exit(2);
}
const file = join(import.meta.dirname, '../src/rules', `${name}.ts`);
if (existsSync(file)) {
  console.error(`${file} is there already.`);
  process.exit(2);
}
const today = new Date().toISOString().slice(0, 10);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(
  file,
  `import { containerRule, type Examples } from '../rule.ts';

// About the task as a whole: rule, whose check is handed the task definition. About a service: serviceRule.
export default containerRule({
  title: 'TODO: what is wrong, without a full stop',
  severity: 'warning', // An error also says who refuses the file: refusedBy: 'registration', 'cli', 'service' or 'start'.
  source: { from: 'TODO: page, or project and rule', checked: '${today}' },
  concept: 'task-definition',
  why: 'TODO: why it matters, in one to three sentences.',
  check(container, report) {
    if (container.name.state !== 'known') return;
    // TODO: the condition. Until then nothing is reported, so that no other test fails.
    if (container.name.value !== 'TODO') return;
    report({ at: container.name.node, message: \`TODO: \${container.title} …\` });
  },
});

export const examples: Examples = {
  bad: [\`{ "family": "web", "containerDefinitions": [{ "name": "TODO", "image": "nginx:1.27", "memory": 128 }] }\`],
  good: [\`{ "family": "web", "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }] }\`],
};
`,
);
console.log(`Wrote ${file}. Next: fill it in, then "npm run test:rule -- ${name.split('/')[1]}".`);
