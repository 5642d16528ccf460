import { FakeAudioContext, installAudio } from '@liuyun/browser/fake/audio';
import { type FakeMediaDevices, FakeStream, FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { type FakeMediaElement, type FakePage, installPage } from '@liuyun/browser/fake/page';
import { PageAudio } from '@liuyun/browser/sound/PageAudio';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Loudspeaker } from './Loudspeaker.ts';

let devices: FakeMediaDevices;
let page: FakePage;
let audio: PageAudio;
let made: FakeMediaElement[];

beforeEach(() => {
  vi.useFakeTimers();
  devices = installMedia();
  page = installPage();
  installAudio();
  made = [];
  vi.stubGlobal('Audio', function Audio() {
    const element = page.createElement('audio') as unknown as FakeMediaElement;
    made.push(element);
    return element;
  });
  audio = new PageAudio();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const speaker = { kind: 'audiooutput', deviceId: 'out1', label: 'Speaker 1' } as const;
const plug = async (...speakers: (typeof speaker)[]) => {
  devices.devices = [...devices.devices.filter(({ kind }) => kind !== 'audiooutput'), ...speakers];
  devices.dispatchEvent(new Event('devicechange'));
  await vi.advanceTimersByTimeAsync(0);
};
const hear = (sink = '') => {
  const stream = new FakeStream([new FakeTrack('audio')]) as unknown as MediaStream;
  return new Loudspeaker(stream, { audio, sink, ended: () => {} });
};
const sinks = () => made.map(({ sink }) => sink);

test('[ELECTRON-48] the chosen speaker gives way to the one of the system while it is unplugged, also of a stream made louder', async () => {
  const loud = hear('out1');
  loud.setVolume(150);
  const plain = hear();
  plain.setSink('out1');
  await vi.advanceTimersByTimeAsync(0);
  expect(sinks()).toEqual(['out1', 'out1', 'out1']);
  await plug();
  expect(sinks()).toEqual(['', '', '']);
  await vi.advanceTimersByTimeAsync(8_000);
  await plug(speaker);
  expect(sinks()).toEqual(['out1', 'out1', 'out1']);
  loud.stop();
  plain.stop();
  expect(FakeAudioContext.made).toHaveLength(1);
});

test('[ELECTRON-48] a stream that begins while the chosen speaker is unplugged takes it when it is there', async () => {
  await plug();
  const refused = vi
    .spyOn(Object.getPrototypeOf(page.createElement('audio')), 'setSinkId')
    .mockRejectedValueOnce(new Error('gone'));
  const begun = hear('out1');
  await vi.advanceTimersByTimeAsync(0);
  expect(sinks()).toEqual(['']);
  refused.mockRestore();
  await plug(speaker);
  expect(sinks()).toEqual(['out1']);
  begun.stop();
});

test('[ELECTRON-48] a stream that is louder already goes to the speaker that is chosen then', async () => {
  const loud = hear();
  loud.setVolume(150);
  loud.setSink('out1');
  await vi.advanceTimersByTimeAsync(0);
  expect(sinks()).toEqual(['out1', 'out1']);
  loud.stop();
});
