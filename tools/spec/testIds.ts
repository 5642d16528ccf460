import ts from 'typescript';

/** A rule id that a test's title carries. */
export type TestId = { id: string; file: string; line: number };

const BRACKETS = /\[([^\]]*)\]/g;
const ID = /^[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-\d+$/;
const CALLEES = new Set(['test', 'it', 'describe']);
/** A test that does not run keeps no promise. */
const NOT_RUN = new Set(['skip', 'todo', 'fails']);

/** The rule ids in the titles of `test`, `it` and `describe` calls; skipped ones do not count. */
export function testIdsOf(text: string, file: string): TestId[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: TestId[] = [];
  const visit = (node: ts.Node, running: boolean): void => {
    let runs = running;
    if (ts.isCallExpression(node)) {
      const names = calleeNames(node.expression);
      if (CALLEES.has(names[0] ?? '')) {
        runs = running && !names.some((name) => NOT_RUN.has(name));
        const title = titleOf(node.arguments[0]);
        const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
        if (runs) found.push(...idsIn(title).map((id) => ({ id, file, line })));
      }
    }
    ts.forEachChild(node, (child) => visit(child, runs));
  };
  visit(source, true);
  return found;
}

/** `[ROOM-7]`, also `[ROOM-7][ROOM-8]` and `[ROOM-7, ROOM-8]`. */
function idsIn(title: string): string[] {
  const bracketed = [...title.matchAll(BRACKETS)].flatMap(([, inside = '']) => inside.split(/[,\s]+/));
  return bracketed.filter((word) => ID.test(word));
}

/** `test.each(rows)` is test, each. */
function calleeNames(node: ts.Expression): string[] {
  if (ts.isIdentifier(node)) return [node.text];
  if (ts.isPropertyAccessExpression(node)) return [...calleeNames(node.expression), node.name.text];
  if (ts.isCallExpression(node)) return calleeNames(node.expression);
  if (ts.isTaggedTemplateExpression(node)) return calleeNames(node.tag);
  return [];
}

function titleOf(node: ts.Node | undefined): string {
  if (!node) return '';
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text;
  if (ts.isBinaryExpression(node)) return titleOf(node.left);
  return '';
}
