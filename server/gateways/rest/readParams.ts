import { type ActionName, type ActionParams, actions } from '@liuyun/protocol/rest/actions';
import { isReturnName } from '@liuyun/protocol/rest/returnCodes';
import { z } from 'zod';
import { Refusal } from './Refusal.ts';

/** What the fields of an action are, so that text from a query can become numbers, booleans and lists. */
type Shape = { type?: string; items?: Shape; anyOf?: Shape[] };

const shapes = new Map<ActionName, { [field: string]: Shape }>();

/** Parameters as the action wants them. PARAM_WRONG, PARAM_TOO_LONG, or the code that is documented for that field. */
export function readParams<A extends ActionName>(name: A, raw: { readonly [field: string]: unknown }): ActionParams<A> {
  const given: { [field: string]: unknown } = Object.create(null);
  for (const [field, shape] of Object.entries(shapeOf(name))) {
    const value = Object.hasOwn(raw, field) ? shaped(raw[field], shape) : undefined;
    if (value !== undefined) given[field] = value;
  }
  const read = actions[name].params.safeParse({ ...given });
  if (read.success) return read.data as ActionParams<A>;
  throw refusalOf(read.error.issues);
}

function shapeOf(name: ActionName): { [field: string]: Shape } {
  const known = shapes.get(name);
  if (known) return known;
  const { properties = {} } = z.toJSONSchema(actions[name].params, { io: 'input', unrepresentable: 'any' });
  const made = properties as { [field: string]: Shape };
  shapes.set(name, made);
  return made;
}

/** Text becomes what the field is made of where it can; where it cannot, the schema says what is wrong with it. */
function shaped(value: unknown, shape: Shape): unknown {
  if (shape.type === 'array') {
    const list = Array.isArray(value) ? value : value === '' ? [] : [value];
    return list.map((one) => shaped(one, shape.items ?? {}));
  }
  if (typeof value !== 'string') return value;
  if (shape.type === 'string') return value;
  // `Mode=` is what a form sends for a field that was left empty.
  if (value === '') return undefined;
  if (shape.type === 'integer' || shape.type === 'number') return /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (shape.type === 'boolean') return booleans.get(value.toLowerCase()) ?? value;
  return value;
}

const booleans = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function refusalOf(issues: readonly z.core.$ZodIssue[]): Refusal {
  for (const issue of issues) {
    const answer: unknown = issue.code === 'custom' ? issue.params?.answer : undefined;
    if (isReturnName(answer)) return new Refusal(answer, fieldOf(issue));
  }
  const [first] = issues;
  return new Refusal('PARAM_WRONG', first ? fieldOf(first) : '');
}

function fieldOf(issue: z.core.$ZodIssue): string {
  return issue.path.map(String).join('.').slice(0, 128);
}
