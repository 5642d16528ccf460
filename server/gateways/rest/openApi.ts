import type { ActionShape } from '@liuyun/protocol/rest/action';
import { type ActionName, actions, notProvided } from '@liuyun/protocol/rest/actions';
import { returnCodes } from '@liuyun/protocol/rest/returnCodes';
import { z } from 'zod';
import { type ChosenRates, rateInWords } from './rates.ts';

type Json = { [name: string]: unknown };

const COMMON: [name: string, schema: Json, description: string][] = [
  ['AppId', { type: 'integer', minimum: 1, maximum: 4_294_967_295 }, 'The app'],
  ['SignatureNonce', { type: 'string', maxLength: 64 }, 'Random text, new for each request: 16 hexadecimal digits are usual'],
  ['Timestamp', { type: 'integer' }, 'Unix seconds, at most 10 minutes off'],
  ['SignatureVersion', { type: 'string', enum: ['2.0', '3.0'] }, '3.0 covers the whole request; 2.0 is what existing code uses'],
  ['Signature', { type: 'string' }, 'Lower-case hexadecimal: 2.0 MD5, 3.0 HMAC-SHA256'],
];

/** The server API as an OpenAPI 3.1 document, made of the schemas that requests are checked with. */
export function openApi(rates: ChosenRates): Json {
  const names = Object.keys(actions) as ActionName[];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Liuyun server API',
      version: '1',
      description:
        'For an app’s own server, never for a page: whoever can sign may do everything. Every answer is HTTP 200; Code says how it went. The same requests are taken at the root (`/?Action=…`), and by POST with the parameters as JSON or as a form.',
    },
    servers: [{ url: '/' }],
    tags: ['users', 'messages', 'streams', 'rules'].map((name) => ({ name })),
    // One path serves all actions; OpenAPI wants paths to differ, so the action stands in a fragment that nobody sends.
    paths: Object.fromEntries(names.map((name) => [`/api/#${name}`, { get: byQuery(name, rates), post: byBody(name, rates) }])),
    components: {
      parameters: Object.fromEntries(
        COMMON.map(([name, schema, description]) => [name, { name, in: 'query', required: true, schema, description }]),
      ),
    },
    'x-codes': Object.values(returnCodes),
    'x-not-provided': [...notProvided],
  };
}

/** All parameters stand in the query. */
function byQuery(name: ActionName, rates: ChosenRates): Json {
  const { properties = {}, required = [] } = paramsOf(actions[name]);
  const own = Object.entries(properties).map(([field, schema]) => {
    const { description, ...rest } = schema;
    const isList = rest.type === 'array';
    return {
      name: isList ? `${field}[]` : field,
      in: 'query',
      required: required.includes(field),
      ...(isList && { style: 'form', explode: true }),
      schema: rest,
      description,
    };
  });
  return operationOf(name, { rates, operationId: name, own });
}

/** What is asked stands in the query, what it is about in a body of JSON. */
function byBody(name: ActionName, rates: ChosenRates): Json {
  const content = { 'application/json': { schema: paramsOf(actions[name]) } };
  return { ...operationOf(name, { rates, operationId: `${name}ByPost`, own: [] }), requestBody: { required: true, content } };
}

function paramsOf({ params }: ActionShape): Json & { properties?: { [field: string]: Json }; required?: string[] } {
  const { $schema, ...schema } = z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }) as Json;
  return schema;
}

function operationOf(name: ActionName, given: { rates: ChosenRates; operationId: string; own: Json[] }): Json {
  const shape: ActionShape = actions[name];
  const action = {
    name: 'Action',
    in: 'query',
    required: true,
    schema: { type: 'string', const: name },
    description: 'What to do',
  };
  const limits = `At most ${rateInWords(name, given.rates)}.`;
  const common = COMMON.map(([parameter]) => ({ $ref: `#/components/parameters/${parameter}` }));
  return {
    operationId: given.operationId,
    tags: [shape.group],
    summary: shape.summary,
    description: [shape.notes, limits].filter(Boolean).join(' '),
    parameters: [action, ...common, ...given.own],
    responses: { 200: { description: 'Whatever came of it', content: { 'application/json': { schema: answerOf(shape) } } } },
  };
}

function answerOf(shape: ActionShape): Json {
  const { $schema, ...data } = z.toJSONSchema(shape.data, { io: 'output', unrepresentable: 'any' }) as Json;
  return {
    type: 'object',
    required: ['Code', 'Message', 'RequestId', 'Data'],
    properties: {
      Code: { type: 'integer', description: '0, or what went wrong' },
      Message: { type: 'string' },
      RequestId: { type: 'string', description: 'Names this request in the server’s log' },
      Data: { type: 'object' },
    },
    oneOf: [
      { title: 'Done', properties: { Code: { const: 0 }, Data: data } },
      { title: 'Refused', properties: { Code: { not: { const: 0 } } } },
    ],
  };
}
