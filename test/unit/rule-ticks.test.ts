/** Ticks in the list of rules, and the setting that they become. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { settingFor } from '../../client/src/rule-ticks.ts';

const DEFAULTS = { first: 'error', second: 'warning', third: 'info' };
const ALL = new Set(Object.keys(DEFAULTS));

describe('the list of rules', () => {
  test('switches off what has no tick, and keeps what else is set', () => {
    const own = { second: 'info' };
    const ticked = new Set(['second', 'third']);
    assert.deepEqual(settingFor(ticked, DEFAULTS, { now: own, own, beneath: undefined }), {
      first: 'off',
      second: 'info',
    });
  });

  test('takes back what it switched off', () => {
    const own = { first: 'off', second: 'info' };
    assert.deepEqual(settingFor(ALL, DEFAULTS, { now: own, own, beneath: undefined }), { second: 'info' });
  });

  test('switches on again what is off elsewhere', () => {
    const beneath = { second: 'off' };
    assert.deepEqual(settingFor(ALL, DEFAULTS, { now: beneath, own: undefined, beneath }), { second: 'warning' });
  });

  test('writes nothing where nothing changes', () => {
    const own = { first: 'off' };
    const settings = { now: own, own, beneath: undefined };
    assert.equal(settingFor(new Set(['second', 'third']), DEFAULTS, settings), undefined);
  });
});
