import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files compiled together as one translation unit; `files` of length 1 is compiled as it is. */
export type Batch = { name: string; files: string[] };

/** How many small files share one translation unit: nearly all the time goes into parsing headers. */
const BATCH_SIZE = 12;

/** Directories of many small files with no clashing file-local names. */
const BATCHED =
  /\/(SCTP\/packet(\/.*)?|RTC\/RTCP|RTC\/NEW_RTCP(\/.*)?|RTC\/RtpDictionaries|RTC\/SCTP(\/.*)?|RTC\/BWE|RTP\/Codecs|libwebrtc\/.*)$/;

/** Files whose local names (or explicit specialisations) clash with a neighbour's. */
const ALONE = /(RTCP\/Feedback|TransmissionControlBlock|TargetRateController|LossBasedController|trendline_estimator)\.(cpp|cc)$/;

/** The worker's source files, as upstream's own meson.build lists them. */
export function workerSources(workerDir: string): string[] {
  const libwebrtc = join(workerDir, 'deps/libwebrtc');
  return [
    ...listed('common_sources', join(workerDir, 'meson.build')).map((file) => join(workerDir, file)),
    join(workerDir, 'src/main.cpp'),
    // Added by upstream unless its new bandwidth estimation is chosen.
    join(workerDir, 'src/DepLibWebRTC.cpp'),
    join(workerDir, 'src/RTC/TransportCongestionControlClient.cpp'),
    join(workerDir, 'src/RTC/TransportCongestionControlServer.cpp'),
    ...listed('libwebrtc_sources', join(libwebrtc, 'meson.build')).map((file) => join(libwebrtc, file)),
  ];
}

/** Groups neighbouring small files of one kind; everything else stays alone. */
export function batches(sources: readonly string[], workerDir: string): Batch[] {
  const result: Batch[] = [];
  let open: { group: string; batch: Batch } | undefined;
  for (const file of sources) {
    if (!BATCHED.test(dirname(file)) || ALONE.test(file)) {
      result.push({ name: file.slice(workerDir.length + 1).replaceAll('/', '_'), files: [file] });
      continue;
    }
    const group = groupOf(dirname(file));
    if (open?.group !== group || open.batch.files.length >= BATCH_SIZE) {
      open = { group, batch: { name: `batch${result.length}`, files: [] } };
      result.push(open.batch);
    }
    open.batch.files.push(file);
  }
  return result;
}

/** Worker and libwebrtc files never share a batch, nor do two modules of the worker. */
function groupOf(dir: string): string {
  if (dir.includes('/libwebrtc/')) return 'libwebrtc';
  if (dir.includes('/RTC/SCTP/packet')) return 'sctp packets';
  if (dir.includes('/RTC/SCTP')) return 'sctp';
  return dir;
}

function listed(name: string, mesonFile: string): string[] {
  const block = new RegExp(`^${name} = \\[(.*?)^\\]`, 'ms').exec(readFileSync(mesonFile, 'utf8'))?.[1];
  const files = [...(block ?? '').matchAll(/'([^']+\.(?:cpp|cc))'/g)].map((match) => match[1] ?? '');
  if (files.length === 0) throw new Error(`${mesonFile} lists no ${name}: is this mediasoup's worker?`);
  return files;
}
