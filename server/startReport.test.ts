import { describe, expect, it } from 'vitest';
import { type StartFacts, startReport } from './startReport.ts';

const facts: StartFacts = {
  url: 'http://127.0.0.1:8080/',
  consoleLink: 'http://127.0.0.1:8080/console/#first-run=key',
  signallingUrl: 'ws://127.0.0.1:8080/signalling',
  web: { host: '127.0.0.1', port: 8080, secure: false },
  media: [
    { host: '127.0.0.1', port: 44000 },
    { host: '127.0.0.1', port: 44001 },
  ],
  announced: { address: '127.0.0.1', how: 'listening', reach: 'this machine' },
  selfSigned: false,
  app: { appID: 7, appSign: 'a'.repeat(64), serverSecret: 's'.repeat(32) },
  startLink: 'http://127.0.0.1:8080/samples/quick-start/#start=key',
};

describe('startReport', () => {
  it('[CLOSE-3] says what is listened on, what is announced, and how to begin', () => {
    const report = startReport(facts);
    for (const text of [
      'ws://127.0.0.1:8080/signalling',
      '127.0.0.1:8080 (TCP)',
      'Console       http://127.0.0.1:8080/console/#first-run=key\n',
      '127.0.0.1:44000, 127.0.0.1:44001 (UDP and TCP)',
      'AppID         7',
      `AppSign       ${'a'.repeat(64)}`,
      `ServerSecret  ${'s'.repeat(32)}`,
      '#start=key',
    ]) {
      expect(report).toContain(text);
    }
  });

  it('[CLOSE-3] on loopback only: how to let other machines in', () => {
    expect(startReport(facts)).toContain('--host 0.0.0.0 --announced-address <address of this machine> --tls self-signed');
  });

  it('[CLOSE-3] on loopback only: where Firefox finds media, or that it does not', () => {
    expect(startReport(facts)).toContain('Firefox connects there only if it is told to');
    const beside = '192.168.1.5';
    const report = startReport({ ...facts, media: facts.media.map((one) => ({ ...one, beside })) });
    expect(report).toMatch(/Announced .*127\.0\.0\.1.*\n +192\.168\.1\.5 \(UDP only; .*Firefox/);
    expect(report).not.toContain('told to');
  });

  it('[CLOSE-3] open to others but announced on loopback: calls will not connect', () => {
    const report = startReport({ ...facts, web: { ...facts.web, host: '0.0.0.0' } });
    expect(report).toContain('calls will not connect');
    expect(report).toContain('--tls');
  });

  it('[CLOSE-3] in a network: who can call whom, and that cameras need https', () => {
    const announced = { address: '192.168.1.5', how: 'detected', reach: 'this network' } as const;
    const web = { host: '0.0.0.0', port: 8080, secure: false };
    expect(startReport({ ...facts, announced, web })).toMatch(/same network.*192\.168\.1\.5[\s\S]*only over https/);
    const secure = startReport({ ...facts, announced, web: { ...web, secure: true }, selfSigned: true });
    expect(secure).not.toContain('only over https');
    expect(secure).toContain('self-signed certificate');
  });

  it('[CLOSE-3] on the Internet: which ports must be open', () => {
    const announced = { address: 'call.example.org', how: 'asked', reach: 'everybody' } as const;
    const report = startReport({ ...facts, announced, web: { host: '::', port: 443, secure: true } });
    expect(report).toContain('[::]:443');
    expect(report).toContain('open towards the Internet');
  });

  it('[CLOSE-4] without --dev no secret is in it', () => {
    const report = startReport({ ...facts, app: undefined, startLink: undefined });
    expect(report).not.toMatch(/AppSign|ServerSecret|#start/);
    expect(report).toContain('liuyun app create');
  });
});
