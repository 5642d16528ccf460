import { type ActionName, actions } from '@liuyun/protocol/rest/actions';
import { returnCodes } from '@liuyun/protocol/rest/returnCodes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attackWire } from '../kit/hostile/attackWire.ts';
import { changes, mutated } from '../kit/hostile/mutated.ts';
import { rightParams } from '../kit/hostile/rightParams.ts';
import { wireTemplates } from '../kit/hostile/wireTemplates.ts';
import { dtlsParameters, track } from './rtp.ts';
import type { Values } from './ServerApiCaller.ts';
import { apiOf, elsewhere, onStage, openReceive, openSend } from './server.ts';

const limits = { requestsPerSecond: 100_000, requestBurst: 100_000, refusalBurst: 1_000_000, loginBurst: 1_000_000 };

describe('the wire under attack of somebody who is in', () => {
  const stage = onStage({ overrides: { limits } });

  const enter = async () => {
    const roomID = stage.fresh('room');
    const [client, other] = [await stage.login(stage.fresh('eve'), roomID), await stage.login(stage.fresh('ann'), roomID)];
    const otherStreamID = stage.fresh('ann-s');
    await other.ask('startPublishing', {
      streamID: otherStreamID,
      transportID: await openSend(other),
      tracks: [track('audio')],
      extraInfo: '',
    });
    const { userID } = client.params.user;
    const templates = wireTemplates({
      streamID: stage.fresh('eve-s'),
      otherStreamID,
      userID,
      send: await openSend(client),
      receive: await openReceive(client),
      token: stage.token(userID),
      capabilities: client.snapshot.mediaCapabilities,
      dtlsParameters,
      track: track('audio'),
    });
    return { client, templates };
  };

  it('[SEC-70] every request, made wrong anywhere, has a code or closes its socket; the others are served', async () => {
    const { answered, refused } = await attackWire({ enter, runs: 300 });
    expect(refused / answered).toBeGreaterThan(0.2);
    // About 130 of 1600: nothing is tried where everything is refused.
    expect(answered - refused).toBeGreaterThan(40);
    if (!elsewhere) expect(stage.logLines.filter((line) => line.includes('unexpectedly'))).toEqual([]);
    const [a, b] = [await stage.login(stage.fresh('a'), 'after'), await stage.login(stage.fresh('b'), 'after')];
    await a.ask('sendBroadcastMessage', { message: 'still here' });
    expect((await b.next('broadcastMessages')).messages[0]?.message).toBe('still here');
  });

  it('[SEC-70] a login made wrong anywhere lets nobody in as somebody else', async () => {
    const right = { ...(await stage.login(stage.fresh('ann'), stage.fresh('room'))).params };
    await fc.assert(
      fc.asyncProperty(changes, async (wrong) => {
        const client = await stage.open();
        const params = mutated(right, wrong) as { user?: { userID?: unknown }; token?: unknown };
        const outcome = await client.askAnything('loginRoom', params).then(
          () => 'in',
          (error: Error) => error.message,
        );
        // Whoever gets in shows the token of the user they say they are.
        if (outcome === 'in') expect([params.user?.userID, params.token]).toEqual([right.user.userID, right.token]);
        else expect(outcome).not.toContain('INTERNAL');
        await client.vanish();
      }),
      { numRuns: 150 },
    );
  });
});

describe.skipIf(elsewhere)('the server API under attack of somebody who can sign', () => {
  // A clock that stands: each request is signed for it, and rates are not what is tested here.
  const stage = onStage();
  const api = apiOf(stage);
  const known = new Set<number>(Object.values(returnCodes).map(({ code }) => code));

  it('[SEC-71] every action, with parameters wrong anywhere, answers in the documented shape, and never that the server failed', async () => {
    const action = fc.constantFrom(...(Object.keys(actions) as ActionName[]));
    const codes = new Set<number>();
    await fc.assert(
      fc.asyncProperty(action, changes, fc.boolean(), async (name, wrong, asJson) => {
        const values = mutated(rightParams(name), wrong) as { [field: string]: unknown };
        const flat = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, scalar(value)]));
        // What is too long for a URL is sent as a body; HTTP itself refuses it otherwise (REST-7).
        const query = api.query(name, flat as Values);
        const answer =
          asJson || query.length > 15_000
            ? await api.send(`/api/?${api.query(name)}`, { method: 'POST', body: JSON.stringify(values) })
            : await api.get(`/?${query}`);
        expect(Object.keys(answer)).toEqual(['Code', 'Message', 'RequestId', 'Data']);
        expect(known.has(answer.Code)).toBe(true);
        expect([name, answer.Code]).not.toEqual([name, returnCodes.GATEWAY_FAILED.code]);
        codes.add(answer.Code);
      }),
      { numRuns: 500 },
    );
    expect(codes.size).toBeGreaterThan(3);
    expect(stage.logLines.filter((line) => line.includes('unexpectedly'))).toEqual([]);
  });
});

function scalar(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : wellFormed(one)));
  return typeof value === 'object' ? JSON.stringify(value) : wellFormed(value);
}

/** A lone surrogate cannot be written into a URL. */
function wellFormed(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\ud800', '?').slice(0, 2_000) : value;
}
