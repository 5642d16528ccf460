import ts from 'typescript';

/** A rule id that a test's title carries, and how the test is written: its call, or the file where titles come from a table. */
export type TestId = { id: string; file: string; line: number; source: string };

const BRACKETS = /\[([^\]]*)\]/g;
const ID = /^[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-\d+$/;
const CALLEES = new Set(['test', 'it', 'describe']);
/** A test that does not run keeps no promise. */
const NOT_RUN = new Set(['skip', 'todo', 'fails']);

/**
 * The rule ids in the titles of `test`, `it` and `describe` calls; skipped ones do not count. Where a title is not
 * written in the call (`test(title, …)` in a loop), the sentences of its table count, which stand outside of any test.
 */
export function testIdsOf(text: string, file: string): TestId[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const fromTitles: TestId[] = [];
  const fromTables: TestId[] = [];
  let hasTable = false;
  const place = (node: ts.Node) => ({ file, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
  const found = (node: ts.Node, title: string, written = text) =>
    idsIn(title).map((id) => ({ id, ...place(node), source: written }));

  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const names = calleeNames(node.expression);
      if (names.some((name) => NOT_RUN.has(name)) && CALLEES.has(names[0] ?? '')) return;
      if (CALLEES.has(names[0] ?? '')) {
        const [title] = node.arguments;
        const written = titleOf(title);
        if (title && written === undefined) hasTable = true;
        fromTitles.push(...found(node, written ?? '', node.getText(source)));
        if (names[0] !== 'describe') {
          visitTable(node.expression); // the rows of test.each, but nothing of the test's body
          return;
        }
      }
    }
    visitTable(node);
  };
  const visitTable = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && node.text.startsWith('[')) fromTables.push(...found(node, node.text));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return hasTable ? [...fromTitles, ...fromTables] : fromTitles;
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

/** What is written as the title; undefined when it is something to be computed. */
function titleOf(node: ts.Node | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text;
  if (ts.isBinaryExpression(node)) return titleOf(node.left);
  return undefined;
}
