/** A line of docs/spec that promises something. */
export type Rule = { id: string; text: string; file: string; line: number };

const RULE = /^\s*[-*] \*\*([A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*-\d+)\*\*\s*(.*)$/;

/** The rules of one spec file: lines `- **ROOM-7** A kicked-out client does not reconnect.` */
export function rulesOf(text: string, file: string): Rule[] {
  return text.split('\n').flatMap((line, i) => {
    const [, id, sentence = ''] = RULE.exec(line) ?? [];
    return id ? [{ id, text: sentence, file, line: i + 1 }] : [];
  });
}
