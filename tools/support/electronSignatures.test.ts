import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as definitions from '../../sdk/electron/ZegoExpressDefines.ts';

const HOME = join(import.meta.dirname, '../../sdk/electron');
type Facts = {
  members: { [object: string]: { [member: string]: string } };
  enums: { [name: string]: { [value: string]: number } };
  structures: { [name: string]: { [field: string]: string } };
};
/** Names, order, types and numbers of the documented API (3.25), without a word of its text. */
const facts = JSON.parse(readFileSync(join(HOME, 'signatures.json'), 'utf8')) as Facts;

/** Where the façade takes more than is documented; null is taken wherever an object may be left out. */
const WIDER: { [parameter: string]: string } = {
  'createEngine profile': 'ZegoEngineProfile & { server?: string | string[] }',
  'startPublishingStream config': 'ZegoPublisherConfig | ZegoPublishChannel | null',
};

type Parameter = { name: string; optional: boolean; type: string | undefined };
type Signature = { parameters: Parameter[]; result: string };
type Declared = { methods: Map<string, Signature>; fields: Map<string, string> };

const text = (type: ts.TypeNode | undefined) => type?.getText().replace(/\s+/g, ' ').replace(/^\| /, '').replaceAll('"', "'");

function parametersOf(list: readonly ts.ParameterDeclaration[]): Parameter[] {
  return list.map(({ name, questionToken, initializer, type }) => ({
    name: name.getText().replace(/^_/, ''),
    optional: questionToken !== undefined || initializer !== undefined,
    // A default says the type too.
    type: text(type)?.replaceAll(/\bResult\b/g, 'Record<string, any>'),
  }));
}

/** What a file declares, by the names of classes and interfaces. */
function read(source: ts.SourceFile, into: Map<string, Declared>): void {
  source.forEachChild((node) => {
    if (!(ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) || !node.name) return;
    const declared = into.get(node.name.text) ?? { methods: new Map(), fields: new Map() };
    into.set(node.name.text, declared);
    for (const member of node.members) {
      const name = member.name?.getText() ?? '';
      if (ts.isMethodDeclaration(member) || ts.isMethodSignature(member)) {
        const result = text(member.type)?.replaceAll(/\bResult\b/g, 'Record<string, any>') ?? '';
        declared.methods.set(name, { parameters: parametersOf([...member.parameters]), result });
      } else if (ts.isPropertySignature(member)) {
        declared.fields.set(`${name}${member.questionToken ? '?' : ''}`, text(member.type) ?? '');
      }
    }
  });
}

const parsed = (name: string, code: string) => ts.createSourceFile(name, code, ts.ScriptTarget.ES2022, true);

function readAll(): Map<string, Declared> {
  const all = new Map<string, Declared>();
  for (const file of readdirSync(HOME, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || /^(dist|node_modules)/.test(file)) continue;
    read(parsed(file, readFileSync(join(HOME, file), 'utf8')), all);
  }
  // The engine is put together from groups.
  const groups = [...all].filter(([name]) => /(Members|EngineBase)$|^Emitter$/.test(name)).map(([, { methods }]) => [...methods]);
  all.set('ZegoExpressEngine', { methods: new Map(groups.flat()), fields: new Map() });
  return all;
}

function documented(member: string, signature: string): Signature {
  const into = new Map<string, Declared>();
  read(parsed('fact.ts', `interface Fact { ${member}${signature} }`), into);
  return into.get('Fact')?.methods.get(member) ?? { parameters: [], result: '' };
}

/** In which way a call that the documentation shows would not compile, or get another answer. */
function differences(member: string, ours: Signature, theirs: Signature): string[] {
  const found = theirs.parameters.flatMap((their, at) => {
    const our = ours.parameters[at];
    if (our?.name !== their.name) return [`parameter ${at} is ${our?.name} and not ${their.name}`];
    if (their.optional && !our.optional) return [`${their.name} must be given`];
    const types = [undefined, their.type, `${their.type} | null`, WIDER[`${member} ${their.name}`]];
    return types.includes(our.type) ? [] : [`${their.name} is ${our.type} and not ${their.type}`];
  });
  const more = ours.parameters.slice(theirs.parameters.length).filter(({ optional }) => !optional);
  if (more.length > 0) found.push(`${more[0]?.name} must be given`);
  if (ours.result !== theirs.result) found.push(`it answers ${ours.result} and not ${theirs.result}`);
  return found;
}

test('[ELECTRON-3] every documented member takes its parameters by name, order and type, and answers its type', () => {
  const all = readAll();
  const wrong = Object.entries(facts.members).flatMap(([object, members]) =>
    Object.entries(members).flatMap(([member, signature]) => {
      const ours = all.get(object)?.methods.get(member);
      if (!ours) return [`${object}.${member} is not there`];
      return differences(member, ours, documented(member, signature)).map((difference) => `${object}.${member}: ${difference}`);
    }),
  );
  expect(wrong).toEqual([]);
  expect(Object.values(facts.members).flatMap((members) => Object.keys(members)).length).toBeGreaterThan(270);
});

test('[ELECTRON-3] every documented enumeration has its names and numbers, and no others', () => {
  for (const [name, values] of Object.entries(facts.enums)) {
    expect((definitions as unknown as { [name: string]: unknown })[name], name).toEqual(values);
  }
  expect(Object.keys(facts.enums)).toHaveLength(91);
});

test('[ELECTRON-3] every documented structure has its fields, as optional and of the type that they are', () => {
  const all = readAll();
  for (const [name, fields] of Object.entries(facts.structures)) {
    expect(Object.fromEntries(all.get(name)?.fields ?? []), name).toEqual(fields);
  }
  expect(Object.keys(facts.structures).length).toBeGreaterThan(60);
});

test('[ELECTRON-3] the comparison sees what would break an app', () => {
  const of = (signature: string) => documented('one', signature);
  const theirs = of('(a: number, b?: ZegoView | null): void');
  expect(differences('one', of('(a: number, b?: ZegoView | null, c?: number): void'), theirs)).toEqual([]);
  expect(differences('one', of('(b: number, a?: ZegoView): void'), theirs)).toHaveLength(2);
  expect(differences('one', of('(a: number, b: ZegoView | null): void'), theirs)).toEqual(['b must be given']);
  expect(differences('one', of('(a: string, b?: ZegoView | null): number'), theirs)).toEqual([
    'a is string and not number',
    'it answers number and not void',
  ]);
  expect(differences('one', of('(a: number, b?: ZegoView | null, c: number): void'), theirs)).toEqual(['c must be given']);
  expect(differences('one', of('(a: number): void'), theirs)).toHaveLength(1);
});
