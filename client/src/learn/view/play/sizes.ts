/// <reference lib="dom" />
import { CPU_UNITS, PRICED_REGION, sizesWith } from '../../explore.ts';
import { h } from '../dom.ts';
import { t } from '../words.ts';
import { choice, numberGuess, type Play, table } from './play.ts';

/** The sizes of Fargate with their prices. */
export function fargateSizes(): Play {
  const options = Object.fromEntries(CPU_UNITS.map((units) => [String(units), `${units} (${units / 1024} vCPU)`]));
  const cpu = choice('sizes-cpu', 'cpu', options, '512');
  return {
    id: 'sizes',
    title: t('Try it: the sizes of Fargate'),
    fields: [cpu.label],
    guess: numberGuess('sizes-guess', t('How many GB of memory does Fargate offer with it at most?')),
    take: ({ cpu: units, title }) =>
      units !== undefined && CPU_UNITS.includes(units) ? [{ name: title, apply: () => cpu.set(String(units)) }] : [],
    reveal: () => {
      const sizes = sizesWith(Number(cpu.value()));
      const rows = sizes.map(({ memoryMiB, monthly }) => [String(memoryMiB), `$${monthly.toFixed(2)}`]);
      const note = t('On demand in {0}, Linux on X86_64, one task that runs all month.', PRICED_REGION);
      return {
        answer: String(sizes.at(-1)!.memoryMiB / 1024),
        content: [table(t('Sizes'), ['memory', t('A month')], rows), h('p', { class: 'note' }, note)],
      };
    },
  };
}
