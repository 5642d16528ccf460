import { expect, test } from 'vitest';
import { umdBanner, umdFooter } from './umd.ts';

const bundle = 'module.exports={Engine:"E",Util:"U",Hidden:"H"}';
const script = `${umdBanner('Title', ['Engine', 'Util'])}${bundle}${umdFooter}`;

/** Runs the script with these names in its scope, as a script tag, Node or an AMD loader would. */
function run(scope: { [name: string]: unknown }): void {
  new Function(...Object.keys(scope), script)(...Object.values(scope));
}

test('[BUILD-1] in a script tag the bundle leaves exactly its globals', () => {
  const globals: { [name: string]: unknown } = {};
  run({ globalThis: globals, module: undefined, define: undefined });
  expect(globals).toEqual({ Engine: 'E', Util: 'U' });
});

test('[BUILD-2] required as CommonJS or AMD it hands over everything and leaves no globals', () => {
  const globals = {};
  const module = { exports: {} };
  run({ globalThis: globals, module, define: undefined });
  expect(module.exports).toEqual({ Engine: 'E', Util: 'U', Hidden: 'H' });

  let defined: unknown;
  const define = Object.assign((_needs: string[], factory: () => unknown) => (defined = factory()), { amd: {} });
  run({ globalThis: globals, module: undefined, define });
  expect(defined).toEqual({ Engine: 'E', Util: 'U', Hidden: 'H' });
  expect(globals).toEqual({});
});
