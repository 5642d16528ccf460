import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeAudioContext, installAudio } from '../fake/audio.ts';
import { type FakePage, installPage } from '../fake/page.ts';
import { PageAudio } from './PageAudio.ts';

let page: FakePage;

beforeEach(() => {
  vi.useFakeTimers();
  page = installPage();
  installAudio();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Sound that is being started, and how often the browser was asked for it. */
function starting() {
  const resume = vi.spyOn(FakeAudioContext.prototype, 'resume');
  const begun = vi.fn();
  new PageAudio().whenRunning().then(begun);
  return { begun, asked: () => resume.mock.calls.length };
}
const answered = () => vi.advanceTimersByTimeAsync(10);
const gesture = () => page.dispatchEvent(new Event('pointerdown'));

test('[AUDIO-15] sound that the browser holds back begins with the next gesture, and further ones ask for nothing', async () => {
  FakeAudioContext.allowed = false;
  const { begun, asked } = starting();
  gesture();
  await answered();
  expect([begun.mock.calls.length, asked()]).toEqual([0, 2]);
  FakeAudioContext.allowed = true;
  gesture();
  await answered();
  gesture();
  expect([begun.mock.calls.length, asked()]).toEqual([1, 3]);
});

test('[AUDIO-15] sound that begins when the page is being taken down has let go of that page', async () => {
  const { begun, asked } = starting();
  vi.stubGlobal('document', undefined);
  await answered();
  gesture();
  expect([begun.mock.calls.length, asked()]).toEqual([1, 1]);
});
