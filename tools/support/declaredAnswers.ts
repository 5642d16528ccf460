import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const HOME = join(import.meta.dirname, '../../sdk/web');
/** The public objects, by their names in `support.json`, and the types that declare them. */
const declared: { [type: string]: string } = {
  ZegoLocalStream: 'localStream',
  ZegoStreamView: 'streamView',
  ZegoRealTimeSequentialDataManager: 'realTimeSequentialDataManager',
  ZegoAudioEffectPlayer: 'audioEffectPlayer',
  ZegoExpressRangeAudio: 'rangeAudio',
  ZegoStreamCompositor: 'streamCompositor',
  ZegoCopyrightedMusic: 'copyrightedMusic',
};

/** What every public method answers, as its declaration says: `boolean`, `Promise<ZegoServerResponse>`, `void` … */
export type DeclaredAnswers = { [object: string]: { [member: string]: string } };

/** Read from the source, so that a member can neither be forgotten nor change its answer unnoticed. */
export function declaredAnswers(): DeclaredAnswers {
  const answers: DeclaredAnswers = { engine: {} };
  const take = (object: string, members: ts.NodeArray<ts.ClassElement | ts.TypeElement>) => {
    for (const member of members) {
      if (!ts.isMethodDeclaration(member) && !ts.isMethodSignature(member)) continue;
      const words = ts.isMethodDeclaration(member) ? (member.modifiers ?? []).map((word) => word.kind) : [];
      if (words.includes(ts.SyntaxKind.ProtectedKeyword) || words.includes(ts.SyntaxKind.StaticKeyword)) continue;
      (answers[object] ??= {})[member.name.getText()] = member.type?.getText() ?? 'void';
    }
  };
  for (const folder of ['engine/members', 'types']) {
    for (const file of readdirSync(join(HOME, folder))) {
      if (file.endsWith('.test.ts')) continue;
      const text = readFileSync(join(HOME, folder, file), 'utf8');
      ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true).forEachChild((node) => {
        if (ts.isClassDeclaration(node) && folder !== 'types') take('engine', node.members);
        if (!ts.isInterfaceDeclaration(node)) return;
        const object = declared[node.name.text];
        if (object) take(object, node.members);
      });
    }
  }
  return answers;
}
