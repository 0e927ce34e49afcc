/// <reference lib="dom" />
import { type ActingRole, ROLE_USES, type RoleUse } from '../../explore.ts';
import type { Explored } from '../../messages.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';
import { choice, type Play, table } from './play.ts';

/** Who uses which role when. */
export function whoUsesWhich(): Play {
  const names: Readonly<Record<ActingRole, string>> = {
    execution: t('execution role'),
    task: t('task role'),
    infrastructure: t('infrastructure role'),
    linked: t('service-linked role'),
  };
  const moments: Readonly<Record<RoleUse['when'], string>> = {
    around: t('around the task'),
    start: t('while it starts'),
    run: t('while it runs'),
  };
  const what = choice(
    'roles-what',
    t('What happens'),
    Object.fromEntries(ROLE_USES.map(({ id, what }) => [id, what])),
    'secret',
  );
  let file: Explored | undefined;
  return {
    id: 'roles',
    title: t('Try it: who uses which role when'),
    fields: [what.label],
    guess: choice('roles-guess', t('Which role is used?'), { '': '', ...names }, ''),
    take: (explored) => [
      {
        name: t('{0} permissions', explored.roles.length),
        apply: () => {
          file = explored;
        },
      },
    ],
    reveal: () => {
      const asked = ROLE_USES.find(({ id }) => id === what.value())!;
      const needs = (use: RoleUse) => file?.roles.some(({ statement }) => statement === use.statement) === true;
      const rows = ROLE_USES.map((use) => [
        moments[use.when],
        use === asked ? h('strong', {}, use.what) : use.what,
        use === asked ? h('strong', {}, names[use.role]) : names[use.role],
        ...(file ? [needs(use) ? t('yes') : ''] : []),
      ]);
      const head = [t('When'), t('What happens'), t('Role'), ...(file ? [t('In {0}', file.title)] : [])];
      const mine = file?.roles.map(({ role, why }) => h('li', {}, `${names[role]}: `, h('span', { lang: 'en' }, why)));
      const note = t(
        'As on Fargate. On an EC2 instance, images are pulled and logs written with the role of the instance if the task has no execution role.',
      );
      return {
        answer: asked.role,
        said: names[asked.role],
        content: [
          table(t('Roles'), head, rows),
          ...(mine?.length ? [h('h3', {}, t('What {0} needs', file!.title)), h('ul', {}, mine)] : []),
          h('p', { class: 'note' }, note),
        ],
      };
    },
  };
}
