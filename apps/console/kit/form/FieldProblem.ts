import type { Pair } from '../../language/Pair.ts';

/** What a form finds wrong with one of its fields before, or in place of, the server. */
export class FieldProblem extends Error {
  readonly field: string;
  readonly words: Pair;

  constructor(field: string, words: Pair) {
    super(words[0]);
    this.name = 'FieldProblem';
    this.field = field;
    this.words = words;
  }
}
