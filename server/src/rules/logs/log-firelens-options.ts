import type { Report } from '../../findings/report.ts';
import type { Known } from '../../model/field.ts';
import { FIRELENS_OPTIONS } from '../../model/log-options.ts';
import type { View } from '../../model/view.ts';
import { cut } from '../../model/wording.ts';
import { nearest } from '../../schema/nearest.ts';
import { rename, replace, set } from '../../syntax/edit.ts';
import type { PropertyNode } from '../../syntax/node.ts';
import { hasPlaceholder } from '../../syntax/placeholder.ts';
import { Ask } from '../../syntax/value.ts';
import { type LogRouter, optionRemoval, routersOf } from '../parts/log-configuration.ts';
import { type Examples, rule } from '../rule.ts';

const NAMES = Object.keys(FIRELENS_OPTIONS);

export default rule({
  title: 'The options of a firelensConfiguration are wrong',
  severity: 'error',
  refusedBy: 'start',
  source: {
    from: 'Amazon ECS API, FirelensConfiguration; amazon-ecs-agent agent/taskresource/firelens',
    checked: '2026-11-24',
  },
  concept: 'firelens',
  why: 'A log router has three options. `config-file-type` and `config-file-value` belong together: without a file, or with a type other than `file` and `s3`, the task does not start. Other options do nothing.',
  check(task, report) {
    for (const router of routersOf(task)) {
      for (const property of router.options.node?.properties ?? []) {
        const finding = judge(router, property);
        if (finding) report(finding);
      }
    }
  },
});

export const examples: Examples = {
  bad: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": {
      "type": "fluentbit", // the smaller one
      "options": {
        "config-file-type": "file"
      }
    }
  }
]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-value": "/extra.conf" } } }]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "enable-ecs-log-metdata": "true" } } }]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-type": "path", "config-file-value": "/extra.conf" } } }]`,
  ],
  good: [
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "enable-ecs-log-metadata": "false", "config-file-type": "file", "config-file-value": "/extra.conf" } } }]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-type": "\${TYPE}", "config-file-value": "\${FILE}" } } }]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } }]`,
  ],
  fixed: [
    `[
  {
    "name": "log_router",
    "image": "fluent/fluent-bit:3.2",
    "memory": 64,
    "firelensConfiguration": {
      "type": "fluentbit", // the smaller one
      "options": {
        "config-file-type": "file",
        "config-file-value": "/extra.conf"
      }
    }
  }
]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-value": "/extra.conf", "config-file-type": "file" } } }]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "enable-ecs-log-metadata": "true" } } }]`,
    `[{ "name": "log_router", "image": "fluent/fluent-bit:3.2", "memory": 64, "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-type": "file", "config-file-value": "/extra.conf" } } }]`,
  ],
};

function judge(router: LogRouter, property: PropertyNode): Report | undefined {
  const name = property.key.value;
  if (!NAMES.includes(name)) return unknownOption(router, property);
  const option = router.options.string(name);
  if (option.state !== 'known') return undefined;
  const values = FIRELENS_OPTIONS[name];
  if (values && !values.includes(option.value)) return wrongValue(router, name, option);
  return halfOfPair(router, name, option);
}

function unknownOption({ options }: LogRouter, property: PropertyNode): Report | undefined {
  const name = property.key.value;
  if (name === '' || hasPlaceholder(name)) return undefined;
  const meant = nearest(name, NAMES)[0];
  const renaming =
    meant && !options.has(meant) ? [{ title: `Rename to "${meant}"`, edits: [rename(property, meant)] }] : [];
  return {
    at: property.key,
    message: `A log router has no option "${name}". ${meant ? `Did you mean "${meant}"?` : 'Remove it'}`,
    severity: 'warning',
    fixes: [...renaming, optionRemoval(options, property)],
  };
}

function wrongValue({ options, container }: LogRouter, name: string, option: Known<string>): Report | undefined {
  const isType = name === 'config-file-type';
  // The agent parses booleans as Go does, so it accepts other spellings.
  if (!isType && /^(true|t|1|false|f|0)$/i.test(option.value)) return undefined;
  const values = FIRELENS_OPTIONS[name]!;
  const meant = nearest(option.value, values);
  const onFargate = container.task.requires('FARGATE') === 'yes';
  const offered = (meant.length > 0 ? meant : values).filter((value) => !(onFargate && value === 's3'));
  return {
    at: option.node,
    message: `"${name}" is "${values.join('" or "')}", not "${cut(option.value, 30)}"`,
    // The agent ignores an invalid boolean but fails on an invalid file type.
    severity: isType ? 'error' : 'warning',
    fixes: offered.map((value) => ({
      title: `Write "${value}"`,
      edits: [
        replace(option.node, value),
        ...(isType && lacks(options, 'config-file-value')
          ? [set(options.node!, 'config-file-value', fileStub(value))]
          : []),
      ],
    })),
  };
}

function halfOfPair({ options }: LogRouter, name: string, option: Known<string>): Report | undefined {
  const removal = optionRemoval(options, option.property!);
  if (name === 'config-file-type' && lacks(options, 'config-file-value')) {
    const edits = [set(options.node!, 'config-file-value', fileStub(option.value))];
    return {
      at: option.node,
      message: '"config-file-type" needs "config-file-value" as well: say which file',
      fixes: [{ title: 'Add "config-file-value"', edits }, removal],
    };
  }
  if (name === 'config-file-value' && lacks(options, 'config-file-type')) {
    const type = option.value.startsWith('arn:') ? 's3' : 'file';
    const edits = [set(options.node!, 'config-file-type', type)];
    return {
      at: option.node,
      message: '"config-file-value" is not read without "config-file-type": add it',
      severity: 'warning',
      fixes: [{ title: `Add "config-file-type": "${type}"`, edits }, removal],
    };
  }
  return undefined;
}

/** Whether an option is certainly missing, even under a misspelt name. */
function lacks(options: View<Record<string, string>>, name: string): boolean {
  const written = options.node?.properties ?? [];
  return (
    options.string(name).state === 'absent' &&
    !written.some(({ key }) => key.value !== name && nearest(key.value, NAMES)[0] === name)
  );
}

function fileStub(type: string): Ask {
  return new Ask(type === 's3' ? 'arn:aws:s3:::BUCKET/extra.conf' : '/extra.conf');
}
