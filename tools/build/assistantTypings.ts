import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDtsBundle } from 'dts-bundle-generator';
import ts from 'typescript';
import { ROOT } from './inputs.ts';

const ACTIONS = 'common/protocol/rest/actions.ts';

/** The typings of the package for app servers. Whoever installs it needs no zod: what its schemas infer is written out. */
export function writeAssistantTypings(dist: string, outputs: readonly string[]): void {
  const folder = mkdtempSync(join(dist, '.typings-'));
  try {
    writeFileSync(join(folder, 'actions.ts'), writtenOut(join(ROOT, ACTIONS)));
    const config = join(folder, 'tsconfig.json');
    writeFileSync(config, JSON.stringify(configWith(folder)));
    const [text = ''] = generateDtsBundle(
      [{ filePath: join(ROOT, 'sdk/server-assistant/index.ts'), output: { noBanner: true, exportReferencedTypes: false } }],
      { preferredConfigPath: config },
    );
    for (const output of outputs) writeFileSync(output, text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Found by paths, so that every type lands in the bundle, and the table of actions is the one written out. */
function configWith(folder: string): object {
  return {
    extends: join(ROOT, 'tsconfig.base.json'),
    compilerOptions: {
      module: 'ESNext',
      moduleResolution: 'Bundler',
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
      paths: {
        '@liuyun/protocol/rest/actions': [join(folder, 'actions.ts')],
        '@liuyun/protocol/*': [join(ROOT, 'common/protocol/*.ts')],
        '@liuyun/protocol': [join(ROOT, 'common/protocol/index.ts')],
        '@liuyun/token': [join(ROOT, 'common/token/index.ts')],
      },
    },
    files: [join(ROOT, 'sdk/server-assistant/index.ts')],
  };
}

/** The module of the actions with plain types in place of inferred ones. */
function writtenOut(entry: string): string {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const options = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), {}, host)?.options;
  const program = ts.createProgram([entry], options ?? {});
  const checker = program.getTypeChecker();
  const member = (type: ts.Type, name: string): ts.Type => {
    const symbol = type.getProperty(name);
    if (!symbol) throw new Error(`${ACTIONS}: ${checker.typeToString(type)} has no ${name}`);
    return checker.getTypeOfSymbol(symbol);
  };
  const text = (type: ts.Type) => checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  const table = module && checker.getExportsOfModule(module).find(({ name }) => name === 'actions');
  if (!table) throw new Error(`${ACTIONS} exports no actions`);
  const actions = checker.getTypeOfSymbol(table);
  const lines = actions.getProperties().map(({ name }) => {
    const sent = text(member(member(member(actions, name), 'params'), '_input'));
    const data = text(member(member(member(actions, name), 'data'), '_output'));
    return `  ${name}: { sent: ${sent}; data: ${data} };`;
  });
  return `
/** What each action takes and gives. */
export type Actions = {
${lines.join('\n')}
};
/** Every action that the server API provides. */
export type ActionName = keyof Actions;
/** What is sent with an action. */
export type ActionSent<A extends ActionName> = Actions[A]['sent'];
/** What an action answers. */
export type ActionData<A extends ActionName> = Actions[A]['data'];
`;
}
