import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { start } from '../../server/compose.ts';
import { environmentNameOf, optionNames } from '../../server/config/options.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { elsewhere, testConfig } from './server.ts';

const ROOT = join(import.meta.dirname, '../..');
const DEPLOY = join(ROOT, 'deploy');
const read = (file: string) => readFileSync(join(DEPLOY, file), 'utf8');
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Names of our figures, as queries spell them. */
const namesIn = (text: string) => new Set(text.match(/\bliuyun_[a-z_]+/g) ?? []);

describe.skipIf(elsewhere)('what is in deploy/', () => {
  it('[DEPLOY-1] every figure that the dashboard and the alerts name is there when the server starts', async () => {
    const config = testConfig('/nowhere', { metricsApps: 5 });
    const server = await start(config, { engine: createFakeMediaEngine(), store: new MemoryAppStore(), log: quiet });
    try {
      server.cloud.apps.open(7, { keepSessionMs: 1, strictTokenExpiry: false });
      const text = await (await fetch(`${server.url}metrics`)).text();
      const there = new Set(
        [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name = '', type]) =>
          type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
        ),
      );
      const dashboard = namesIn(read('grafana/liuyun.json'));
      const alerts = namesIn(read('prometheus/alerts.yml'));
      expect(dashboard.size).toBeGreaterThan(30);
      expect(alerts.size).toBeGreaterThan(8);
      expect([...dashboard, ...alerts].filter((name) => !there.has(name))).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('[DEPLOY-2] dashboard, alerts and Prometheus configuration are whole', () => {
    const dashboard = JSON.parse(read('grafana/liuyun.json')) as {
      panels: { id: number; title: string; gridPos: { x: number; w: number } }[];
    };
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    expect(dashboard.panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
    const { groups } = parse(read('prometheus/alerts.yml')) as {
      groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
    };
    for (const { alert, expr, annotations } of groups.flatMap(({ rules }) => rules))
      expect([alert, expr, annotations.summary]).not.toContain(undefined);
    const { rule_files } = parse(read('prometheus/prometheus.yml')) as { rule_files: string[] };
    for (const file of rule_files) expect(existsSync(join(DEPLOY, 'prometheus', file)), file).toBe(true);
    for (const file of ['datasources/prometheus.yml', 'dashboards/liuyun.yml']) parse(read(`grafana/provisioning/${file}`));
  });

  it('[DEPLOY-3] the compose file, the image and the unit set options that exist, and name files that exist', () => {
    const known = [...optionNames.map(environmentNameOf), 'LIUYUN_CACHE_DIR'];
    for (const file of ['compose.yaml', 'Dockerfile', 'systemd/liuyun.service', '.env.example']) {
      const set = new Set(read(file).match(/\bLIUYUN_[A-Z_]+/g) ?? []);
      expect(
        [...set].filter((name) => !known.includes(name)),
        file,
      ).toEqual([]);
    }
    const compose = parse(read('compose.yaml')) as { services: { [name: string]: { volumes?: string[]; profiles?: string[] } } };
    expect(Object.keys(compose.services)).toEqual(['liuyun', 'coturn', 'prometheus', 'grafana']);
    expect(compose.services.liuyun?.profiles).toBeUndefined();
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    for (const path of mounted.filter((path) => path.startsWith('./'))) expect(existsSync(join(DEPLOY, path)), path).toBe(true);
    for (const [, path = ''] of read('Dockerfile').matchAll(/^COPY (?!--from)(\S+)|(?<=&& cp )(deploy\/\S+)/gm)) {
      if (path) expect(existsSync(join(ROOT, path)), path).toBe(true);
    }
  });

  it('[DEPLOY-4] the image runs as nobody in particular, and is asked whether it lives', async () => {
    const image = read('Dockerfile');
    expect(image.lastIndexOf('\nUSER node')).toBeGreaterThan(image.lastIndexOf('\nFROM '));
    expect(image).toContain('HEALTHCHECK');
    const server = await start(testConfig('/nowhere'), {
      engine: createFakeMediaEngine(),
      store: new MemoryAppStore(),
      log: quiet,
    });
    // The server lives in this process, so the question must not block it.
    const ask = async (port: string) => {
      const { spawn } = await import('node:child_process');
      const child = spawn(process.execPath, [join(DEPLOY, 'healthcheck.js')], { env: { ...process.env, LIUYUN_PORT: port } });
      return new Promise((resolve) => child.once('exit', resolve));
    };
    expect(await ask(new URL(server.url).port)).toBe(0);
    await server.close();
    expect(await ask(new URL(server.url).port)).toBe(1);
  });

  it('[DEPLOY-6] each alert has a test of its own that says when it goes off and when not', () => {
    const { groups } = parse(read('prometheus/alerts.yml')) as { groups: { rules: { alert: string }[] }[] };
    type Case = { alertname: string; exp_alerts: unknown[] };
    const { tests } = parse(read('prometheus/alerts.test.yml')) as { tests: { alert_rule_test: Case[] }[] };
    const cases = tests.flatMap((one) => one.alert_rule_test);
    for (const { alert } of groups.flatMap(({ rules }) => rules)) {
      const quietOrNot = cases.filter(({ alertname }) => alertname === alert).map(({ exp_alerts }) => exp_alerts.length > 0);
      expect([alert, new Set(quietOrNot)]).toEqual([alert, new Set([false, true])]);
    }
  });

  const promtool = spawnSync('promtool', ['--version']).status === 0;
  it.skipIf(!promtool)(
    '[DEPLOY-6] Prometheus takes the configuration, and the alerts do what their tests say (promtool is needed)',
    () => {
      const cwd = join(DEPLOY, 'prometheus');
      for (const args of [
        ['check', 'config', 'prometheus.yml'],
        ['test', 'rules', 'alerts.test.yml'],
      ]) {
        const { status, stdout, stderr } = spawnSync('promtool', args, { cwd, encoding: 'utf8' });
        expect(status, `${stdout}${stderr}`).toBe(0);
      }
    },
  );

  const systemd = spawnSync('systemd-analyze', ['--version']).status === 0;
  it.skipIf(!systemd)(
    '[DEPLOY-5] systemd finds nothing wrong with the unit, and little to fear (systemd-analyze is needed)',
    () => {
      const unit = join(DEPLOY, 'systemd/liuyun.service');
      const { stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
      // The program lies where it is installed, which is not here.
      const complaints = stderr
        .split('\n')
        .filter((line) => line.includes('liuyun.service') && !/not executable|No such file/.test(line));
      expect(complaints).toEqual([]);
      const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', unit], { encoding: 'utf8' });
      const exposure = Number(/exposure level for .*?: ([\d.]+)/.exec(stdout)?.[1]);
      expect(exposure).toBeLessThan(3);
    },
  );
});
