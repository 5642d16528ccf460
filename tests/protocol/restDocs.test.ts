import { type ActionName, actions } from '@liuyun/protocol/rest/actions';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ServerApi, ServerApiError } from '../../sdk/server-assistant/ServerApi.ts';
import { changes, mutated } from '../kit/hostile/mutated.ts';
import { rightParams } from '../kit/hostile/rightParams.ts';
import { apiOf, elsewhere, onStage } from './server.ts';

describe('server API: documentation and client', () => {
  const stage = onStage();
  const api = apiOf(stage);
  const origin = () => new URL(stage.url.replace(/^ws/, 'http')).origin;
  const client = (more: { serverSecret?: string; server?: string } = {}) =>
    new ServerApi({ server: origin(), appID: stage.app.appID, serverSecret: stage.app.serverSecret, ...more });

  it('[REST-70] /api/openapi.json describes every action with the parameters it is checked with', async () => {
    const { status, text } = await api.raw('/api/openapi.json', { method: 'GET' });
    expect(status).toBe(200);
    const document = JSON.parse(text) as {
      openapi: string;
      paths: { [path: string]: { get: { operationId: string; parameters: object[] }; post: { operationId: string } } };
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const operations = Object.values(document.paths).map(({ get }) => get);
    for (const { get, post } of Object.values(document.paths)) expect(post.operationId).toBe(`${get.operationId}ByPost`);
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(actions).sort());
    for (const { operationId, parameters } of operations) {
      const constant = expect.objectContaining({ const: operationId });
      expect(parameters).toContainEqual(expect.objectContaining({ name: 'Action', schema: constant }));
    }
    const kick = operations.find(({ operationId }) => operationId === 'KickoutUser');
    expect(kick?.parameters).toContainEqual(
      expect.objectContaining({
        name: 'UserId[]',
        in: 'query',
        required: true,
        schema: expect.objectContaining({ type: 'array', maxItems: 5 }),
      }),
    );
  });

  type Schema = { [name: string]: unknown };
  type Operation = {
    requestBody: { content: { [type: string]: { schema: Schema } } };
    responses: { 200: { content: { [type: string]: { schema: Schema } } } };
  };
  const operations = async () => {
    const { text } = await api.raw('/api/openapi.json', { method: 'GET' });
    const { paths } = JSON.parse(text) as { paths: { [path: string]: { post: Operation } } };
    const ajv = new Ajv2020({ strict: false });
    return (Object.keys(actions) as ActionName[]).map((name) => {
      const { requestBody, responses } = paths[`/api/#${name}`]?.post ?? {};
      const [asked, answered] = [requestBody, responses?.[200]].map((part) => part?.content['application/json']?.schema);
      return { name, asked: ajv.compile(asked ?? false), answered: ajv.compile(answered ?? false) };
    });
  };

  it('[REST-70] it is a valid OpenAPI 3.1 document, also for somebody else’s validator', async () => {
    const { text } = await api.raw('/api/openapi.json', { method: 'GET' });
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    const wrong = JSON.parse(text);
    wrong.components.parameters.AppId.in = 'the air';
    expect(await validator.validate(wrong)).toMatchObject({ valid: false });
  });

  it('[REST-70] it and the schemas say the same of whatever is asked, but for rules of their own about IDs and bytes', async () => {
    for (const { name, asked } of await operations()) {
      const right = rightParams(name);
      const tally = { right: 0, wrong: 0 };
      fc.assert(
        fc.property(fc.option(changes), (wrong) => {
          const given = wrong ? mutated(right, wrong) : right;
          const read = actions[name].params.safeParse(given);
          tally[read.success ? 'right' : 'wrong'] += 1;
          const ownRules = !read.success && read.error.issues.every(({ code }) => code === 'custom');
          if (!ownRules) expect([name, given, asked(given)]).toEqual([name, given, read.success]);
        }),
        { numRuns: 150 },
      );
      expect(tally.right).toBeGreaterThan(10);
      expect(tally.wrong).toBeGreaterThan(10);
    }
  });

  it('[REST-70] every answer is as it says, whether it was done or refused', async () => {
    const roomID = stage.fresh('room');
    await stage.login('ann', roomID);
    const codes = new Set<number>();
    for (const { name, answered } of await operations()) {
      for (const RoomId of [roomID, stage.fresh('none')]) {
        const answer = await api.call3(name, rightParams(name, RoomId) as never);
        codes.add(answer.Code);
        expect([name, answer, answered(answer)]).toEqual([name, answer, true]);
        expect([name, answered({ ...answer, Data: 'x' })]).toEqual([name, false]);
      }
    }
    for (const code of [0, 104, 41004]) expect(codes).toContain(code);
  });

  it('[REST-71] /api/docs shows every action to a person, without a script', async () => {
    const { status, type, text } = await api.raw('/api/docs', { method: 'GET' });
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    for (const name of Object.keys(actions)) expect(text).toContain(`id="${name}"`);
    expect(text).not.toContain('<script');
    expect((await fetch(`${origin()}/api/docs`)).headers.get('content-security-policy')).not.toContain('unsafe');
    expect((await api.raw('/api/docs.css', { method: 'GET' })).type).toContain('text/css');
  });

  it('[REST-72] the client of @liuyun/server-assistant signs, sends and reads', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    const { UserCountList } = await client().describeUserNum({ RoomId: [room] });
    expect(UserCountList).toEqual([{ RoomId: room, UserCount: 1, AdminUserCount: 0 }]);
    await client({ server: `${origin()}/` }).kickoutUser({
      RoomId: room,
      UserId: [ann.params.user.userID],
      CustomReason: '再见 / bye',
    });
    expect(await ann.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: '再见 / bye' });
  });

  it('[REST-72] the client has a method for every action', () => {
    const methods = new Set(Object.keys(client()));
    for (const name of Object.keys(actions)) expect(methods).toContain(`${name[0]?.toLowerCase()}${name.slice(1)}`);
  });

  it('[REST-73] what goes wrong is an error that says what, and nothing is tried again', async () => {
    const asked = { RoomId: stage.fresh('none'), UserId: ['ann'] };
    const failed = await client()
      .kickoutUser(asked)
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ServerApiError);
    expect(failed).toMatchObject({ code: 104, failure: 'ROOM_UNKNOWN', action: 'KickoutUser', requestID: expect.any(String) });
    await expect(client({ serverSecret: 'x'.repeat(32) }).kickoutUser(asked)).rejects.toMatchObject({
      failure: 'SIGNATURE_WRONG',
    });
    const nobody = client({ server: 'http://127.0.0.1:9' });
    await expect(nobody.kickoutUser(asked)).rejects.toMatchObject({ code: -1, failure: 'NOT_REACHED' });
    if (!elsewhere)
      await expect(client({ server: `${origin()}/debug` }).kickoutUser(asked)).rejects.toMatchObject({ failure: 'NOT_REACHED' });
    expect(() => client({ server: 'ftp://x' })).toThrow(TypeError);
    expect(() => client({ serverSecret: '' })).toThrow(TypeError);
  });
});
