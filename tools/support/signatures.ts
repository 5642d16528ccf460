import ts from 'typescript';

/** The public names of a module and what TypeScript knows of them, as text: enumerations by number, the rest as it is written. */
export type Signatures = {
  enumerations: { [name: string]: { [member: string]: number } };
  /** What `new` takes, and every field and method; static ones begin with `static`. */
  types: { [name: string]: { [member: string]: string } };
};

const FORMAT = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** Reads the exports of some declaration or source files; a default export is named by its class. */
export function signaturesOf(files: readonly string[], options: ts.CompilerOptions = {}): Signatures {
  const program = ts.createProgram([...files], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    ...options,
  });
  const checker = program.getTypeChecker();
  const found: Signatures = { enumerations: {}, types: {} };
  for (const file of files) {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    for (const given of module ? checker.getExportsOfModule(module) : []) {
      const symbol = given.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(given) : given;
      const { valueDeclaration: at } = symbol;
      const name = at && ts.isClassDeclaration(at) && at.name ? at.name.text : symbol.name;
      const numbers = enumerationOf(checker, symbol);
      if (numbers) found.enumerations[name] = numbers;
      else if (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) {
        found.types[name] = membersOf(checker, symbol);
      }
    }
  }
  return found;
}

/** An `enum`, or an object of numbers that is one in JavaScript. */
function enumerationOf(checker: ts.TypeChecker, symbol: ts.Symbol): { [member: string]: number } | undefined {
  if (!(symbol.flags & (ts.SymbolFlags.Enum | ts.SymbolFlags.Variable))) return undefined;
  const members = checker.getPropertiesOfType(checker.getTypeOfSymbol(symbol));
  const entries = members.map((member) => [member.name, numberOf(checker, member)] as const);
  return entries.length > 0 && entries.every(([, number]) => number !== undefined)
    ? (Object.fromEntries(entries) as { [member: string]: number })
    : undefined;
}

function numberOf(checker: ts.TypeChecker, member: ts.Symbol): number | undefined {
  const { valueDeclaration } = member;
  if (valueDeclaration && ts.isEnumMember(valueDeclaration)) return Number(checker.getConstantValue(valueDeclaration));
  const type = checker.getTypeOfSymbol(member);
  return type.isNumberLiteral() ? type.value : undefined;
}

function membersOf(checker: ts.TypeChecker, symbol: ts.Symbol): { [member: string]: string } {
  const members: { [member: string]: string } = {};
  const add = (type: ts.Type, prefix: string) => {
    for (const member of checker.getPropertiesOfType(type)) {
      const { valueDeclaration: at } = member;
      if (!at || /^(_|prototype$)/.test(member.name)) continue;
      if (ts.getCombinedModifierFlags(at) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) continue;
      const memberType = checker.getTypeOfSymbol(member);
      const [call] = memberType.getCallSignatures();
      members[`${prefix}${member.name}`] = call
        ? textOf(checker, call)
        : `${isOptional(member, memberType) ? '?' : ''}${nameOf(checker, memberType)}`;
    }
  };
  add(checker.getDeclaredTypeOfSymbol(symbol), '');
  if (symbol.flags & ts.SymbolFlags.Class) {
    const statics = checker.getTypeOfSymbol(symbol);
    add(statics, 'static ');
    const [making] = statics.getConstructSignatures();
    if (making) members.new = `(${parametersOf(checker, making)})`;
  }
  return members;
}

function textOf(checker: ts.TypeChecker, call: ts.Signature): string {
  return `(${parametersOf(checker, call)}) => ${nameOf(checker, checker.getReturnTypeOfSignature(call))}`;
}

function parametersOf(checker: ts.TypeChecker, call: ts.Signature): string {
  return call.parameters
    .map((parameter) => {
      const type = checker.getTypeOfSymbol(parameter);
      // What is not used of a member that is not provided is named with a line before it.
      return `${parameter.name.replace(/^_/, '')}${isOptional(parameter, type) ? '?' : ''}: ${nameOf(checker, type)}`;
    })
    .join(', ');
}

/** Left out, or undefined: the same to a caller. */
function isOptional(symbol: ts.Symbol, type: ts.Type): boolean {
  const declared = symbol.valueDeclaration as ts.ParameterDeclaration | undefined;
  const mayBe = type.isUnion() && type.types.some(({ flags }) => flags & ts.TypeFlags.Undefined);
  return mayBe || Boolean(symbol.flags & ts.SymbolFlags.Optional || declared?.questionToken || declared?.initializer);
}

/** Without undefined, without where it was imported from; what may be given in part is named as the whole, a type parameter as T. */
function nameOf(checker: ts.TypeChecker, type: ts.Type): string {
  return checker
    .typeToString(type, undefined, FORMAT)
    .replaceAll(/import\("[^"]*"\)\.|\bzego\./g, '')
    .replaceAll(/undefined \| | \| undefined/g, '')
    .replaceAll(/Partial<(\w+)>/g, '$1')
    .replaceAll(/\b(?:K|\w*EventType)\b/g, 'T');
}
