import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { start } from '../../server/compose.ts';
import { FakeWebhookSender } from '../../server/webhooks/fake/FakeWebhookSender.ts';
import { CodeclessPeer } from '../kit/codecless/CodeclessPeer.ts';
import { Client } from '../protocol/Client.ts';
import { ServerApiCaller } from '../protocol/ServerApiCaller.ts';
import { testConfig } from '../protocol/server.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy');
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const there = spawnSync('prometheus', ['--version']).status === 0;
if (!there) console.warn('the dashboard is not tried out: there is no prometheus (apt install prometheus)');

type Panel = { title: string; targets?: { expr: string }[] };
type Asked = { title: string; expr: string };

describe.skipIf(!there)('the dashboard, asked of a real Prometheus (prometheus is needed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liuyun-prometheus-'));
  const closing: (() => unknown)[] = [];
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Our configuration with a faster pace and the server's real address. */
  async function startPrometheus(target: string): Promise<string> {
    const config = parse(readFileSync(join(DEPLOY, 'prometheus/prometheus.yml'), 'utf8'));
    config.global = { scrape_interval: '1s', evaluation_interval: '1s' };
    config.rule_files = [join(DEPLOY, 'prometheus/alerts.yml')];
    config.scrape_configs[0].static_configs[0].targets = [target];
    writeFileSync(join(folder, 'prometheus.yml'), stringify(config));
    const port = await freePort();
    const args = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`];
    const child: ChildProcess = spawn('prometheus', [...args, `--web.listen-address=127.0.0.1:${port}`, '--log.level=error'], {
      stdio: 'inherit',
    });
    closing.push(async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    });
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(
        () =>
          fetch(`${url}/-/ready`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    return url;
  }

  /** What a panel's query finds, as Grafana asks it. What is no number is nothing to draw. */
  async function query(url: string, expr: string): Promise<number[]> {
    const text = expr.replaceAll('$instance', '.*').replaceAll('$__rate_interval', '20s');
    const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: text })}`);
    const { status, data, error } = (await answer.json()) as {
      status: string;
      data?: { result: { value: [number, string] }[] };
      error?: string;
    };
    if (status !== 'success') throw new Error(`${text}: ${error}`);
    return data?.result.map(({ value }) => Number(value[1])).filter((value) => !Number.isNaN(value)) ?? [];
  }

  it('[DEPLOY-7] while a call runs no panel is empty, and what it shows is so; after a bad day every query finds data, and every alert can be judged', async () => {
    const webhooks = new FakeWebhookSender();
    const server = await start(testConfig(join(folder, 'server'), { dev: true, metricsApps: 10 }), { webhooks, log: quiet });
    closing.push(() => server.close());
    const { app, signallingUrl: url } = server;
    if (!app) throw new Error('no app');
    await server.cloud.store.update(app.appID, { callback: { url: 'https://app.example/', secret: 'hush' } });
    const prometheus = await startPrometheus(new URL(server.url).host);
    const { panels } = JSON.parse(readFileSync(join(DEPLOY, 'grafana/liuyun.json'), 'utf8')) as { panels: Panel[] };
    const asked = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }): Asked => ({ title, expr })));
    expect(asked.length).toBeGreaterThan(40);
    const empty = async () => {
      const found = await Promise.all(asked.map(async (one) => ({ ...one, rows: await query(prometheus, one.expr) })));
      return found.filter(({ rows }) => rows.length === 0);
    };
    // What is counted begins at 0: Prometheus has to have seen that.
    await expect.poll(() => query(prometheus, 'liuyun_users'), { timeout: 20_000 }).toEqual([0]);

    const enter = (userID: string) => CodeclessPeer.join({ url, appID: app.appID, appSign: app.appSign, roomID: 'room', userID });
    const ann = await enter('ann');
    await ann.publish('stream', { video: 'VP8', kbps: 300, fps: 15, audio: true });
    const bob = await enter('bob');
    await bob.play('stream', {});
    closing.push(
      () => ann.leave(),
      () => bob.leave(),
    );
    const emptyPanels = async () => {
      const without = await empty();
      const queriesOf =
        ({ title }: Asked) =>
        (list: Asked[]) =>
          list.filter((one) => one.title === title).length;
      return [...new Set(without.filter((one) => queriesOf(one)(without) === queriesOf(one)(asked)).map(({ title }) => title))];
    };
    await expect.poll(emptyPanels, { timeout: 40_000, interval: 1_000 }).toEqual([]);
    const shown = (name: string) => query(prometheus, `sum(liuyun_${name})`);
    const now = await Promise.all(['rooms', 'users', 'streams', 'plays', 'sockets', 'workers'].map(shown));
    expect(now).toEqual([[1], [2], [1], [1], [2], [1]]);
    const [sent = 0] = await query(prometheus, '8 * sum(rate(liuyun_media_bytes_total{direction="sent"}[5s]))');
    expect(sent / 1_000).toBeGreaterThan(150);
    expect(sent / 1_000).toBeLessThan(900);

    const api = new ServerApiCaller(
      () => server.url.replace(/\/$/, ''),
      () => app,
    );
    /** Somebody who may not come in, one who comes and goes, and the app's own server. */
    const badDay = async () => {
      const wrong = await Client.open(url);
      await wrong.askAnything('loginRoom', { appID: app.appID }).catch(() => {});
      await wrong.vanish();
      await (await enter('guest')).leave();
      await api.call('DescribeUserNum', { RoomId: ['room'] });
      return (await empty()).map(({ title, expr }) => `${title}: ${expr}`);
    };
    await expect.poll(badDay, { timeout: 40_000, interval: 1_000 }).toEqual([]);

    const { data } = (await (await fetch(`${prometheus}/api/v1/rules`)).json()) as {
      data: { groups: { rules: { health: string; state: string; name: string }[] }[] };
    };
    const rules = data.groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(8);
    expect(rules.filter(({ health, state }) => health !== 'ok' || state === 'firing')).toEqual([]);
  }, 120_000);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
