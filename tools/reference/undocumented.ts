import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * The public names, as `Class.member` or `Type.field`, that a package's entry exports and nobody has documented. It reads
 * source files one by one, without a type checker: that takes milliseconds, so that it can be a unit test.
 */
export function undocumented(entry: string): string[] {
  const names = new Set<string>();
  exportsOf(entry, undefined, names);
  return [...names];
}

/** `wanted`: only these names of the file; undefined: all that it exports. */
function exportsOf(path: string, wanted: ReadonlySet<string> | undefined, found: Set<string>): void {
  const file = read(path);
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) {
      const { moduleSpecifier, exportClause } = statement;
      if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) continue;
      const from = resolve(path, moduleSpecifier.text);
      if (!exportClause) exportsOf(from, wanted, found);
      else if (ts.isNamedExports(exportClause)) {
        const names = exportClause.elements.filter(({ name }) => !wanted || wanted.has(name.text));
        if (names.length > 0) exportsOf(from, new Set(names.map(({ name, propertyName }) => (propertyName ?? name).text)), found);
      }
    } else if (isExported(statement)) declaration(statement, { path, file, wanted, found });
  }
}

type Place = { path: string; file: ts.SourceFile; wanted: ReadonlySet<string> | undefined; found: Set<string> };

function declaration(statement: ts.Statement, { path, file, wanted, found }: Place): void {
  const public_ = (name: string) => !wanted || wanted.has(name);
  if (ts.isVariableStatement(statement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || !public_(name.text)) continue;
      check(statement, name.text, found);
      const value = initializer && ts.isAsExpression(initializer) ? initializer.expression : initializer;
      if (value && ts.isObjectLiteralExpression(value)) members(value.properties, name.text, found);
    }
    return;
  }
  const named = statement as ts.Statement & { name?: ts.Identifier };
  if (!named.name || !public_(named.name.text)) return;
  const name = named.name.text;
  // The type of an enumeration: its docstring is that of the object with the same name.
  if (ts.isTypeAliasDeclaration(statement) && /\bkeyof typeof\b/.test(statement.type.getText(file))) return;
  check(statement, name, found);
  if (ts.isInterfaceDeclaration(statement)) members(statement.members, name, found);
  else if (ts.isTypeAliasDeclaration(statement)) fields(statement.type, name, found);
  else if (ts.isClassDeclaration(statement)) classMembers(statement, { path, file, name, found });
}

/** A class has also what the classes under it have. */
function classMembers(
  declared: ts.ClassDeclaration,
  { path, file, name, found }: { path: string; file: ts.SourceFile; name: string; found: Set<string> },
): void {
  members(declared.members, name, found);
  const base = declared.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
  if (!base || !ts.isIdentifier(base)) return;
  const from = importOf(file, base.text);
  if (!from) return;
  const other = resolve(path, from);
  const otherFile = read(other);
  for (const statement of otherFile.statements) {
    if (!ts.isClassDeclaration(statement) || statement.name?.text !== base.text) continue;
    classMembers(statement, { path: other, file: otherFile, name, found });
  }
}

function importOf(file: ts.SourceFile, name: string): string | undefined {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    if (bindings.elements.some((element) => element.name.text === name)) return statement.moduleSpecifier.text;
  }
  return undefined;
}

function members(list: Iterable<ts.Node & { name?: ts.Node }>, owner: string, found: Set<string>): void {
  for (const member of list) {
    const name = ts.isConstructorDeclaration(member) ? 'constructor' : member.name?.getText();
    if (name === undefined || name.startsWith('#') || isHidden(member)) continue;
    check(member, `${owner}.${name}`, found);
    if (ts.isPropertySignature(member) && member.type) fields(member.type, `${owner}.${name}`, found);
  }
}

function fields(type: ts.TypeNode, owner: string, found: Set<string>): void {
  if (ts.isTypeLiteralNode(type)) members(type.members, owner, found);
  else if (ts.isUnionTypeNode(type)) for (const part of type.types) fields(part, owner, found);
}

function check(node: ts.Node, name: string, found: Set<string>): void {
  const said = ts.getJSDocCommentsAndTags(node).some((doc) => ts.isJSDoc(doc) && ts.getTextOfJSDocComment(doc.comment)?.trim());
  if (!said) found.add(name);
}

function isHidden(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  const inside = modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword);
  return inside || ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal');
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function read(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
}

function resolve(from: string, specifier: string): string {
  return specifier.startsWith('.') ? join(from, '..', specifier) : createRequire(from).resolve(specifier);
}
