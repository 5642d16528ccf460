import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announcement, isVoiceStreamID, speakerOf, voiceStreamID } from './announcement.ts';

test('[RANGE-4] what travels in the extra info is read as it was written; nonsense is no team, speaking to all', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(0, 1, 2), (team, speak) => {
      const speaker = { team, speak: speak as 0 | 1 | 2 };
      expect(speakerOf(announcement(speaker))).toEqual(speaker);
    }),
  );
  for (const text of ['', 'x', 'null', '{}', '[]', '{"rangeAudio":null}', '{"rangeAudio":{"team":1,"speak":"2"}}']) {
    expect(speakerOf(text)).toEqual({ team: '', speak: 0 });
  }
  expect(voiceStreamID('äß/1')).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(isVoiceStreamID(voiceStreamID('x'))).toBe(true);
});
