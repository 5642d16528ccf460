import { type Params, PLAYS_PER_SESSION, type Result, RtcError } from '@liuyun/protocol';
import type { Stream } from '../domain/streams/Stream.ts';
import type { Playback, Publication } from '../media/MediaEngine.ts';
import type { Caller } from './Caller.ts';
import { tellCodecWanted } from './tellCodecWanted.ts';

/** Receives a stream of any room of the app. Asked again, it answers with the tracks the stream has now. */
export async function startPlaying(caller: Caller, params: Params<'startPlaying'>): Promise<Result<'startPlaying'>> {
  const { app, cloud, media, now: askedAt, session } = caller;
  const { streamID } = params;
  caller.mustBeLetPlay(streamID);
  const stream = app.streams.find(streamID);
  const publication = stream?.live ? cloud.publicationOf(stream) : undefined;
  if (stream && publication?.closed) throw beingReplaced();
  if (!stream || !publication) throw new RtcError('STREAM_NOT_FOUND');
  const transport = media.transport(params.transportID, 'receive');
  const already = media.played(streamID);
  if (already?.stream === stream) {
    await already.playback.refresh();
    return answer(publication, { playback: already.playback, stream, params });
  }
  const most = Math.min(app.rules.maxPlaysPerUser ?? PLAYS_PER_SESSION, PLAYS_PER_SESSION);
  if (!media.counts(streamID) && media.plays >= most) throw new RtcError('PLAY_LIMIT');
  const { capabilities, audio, video } = params;
  const wanted = { capabilities, audio, video };
  const playback = await cloud
    .step('media: play', () => transport.play(publication, wanted))
    .catch((error: unknown) => {
      if (error instanceof RtcError && error.failure === 'CODEC_NOT_DECODABLE') tellCodecWanted(stream, capabilities);
      throw stream.live && publication.closed && !transport.closed ? beingReplaced() : error;
    });
  keepOrClose(playback, () => {
    if (session.gone) throw new RtcError('NOT_LOGGED_IN');
    if (!stream.live) throw new RtcError('STREAM_NOT_FOUND', 'ended meanwhile');
    if (publication.closed) throw beingReplaced();
    if (playback.closed) throw new RtcError('TRANSPORT_UNKNOWN', 'closed meanwhile');
  });
  media.play(streamID, { stream, playback });
  playback.facts.on('pictureHeld', (held) => session.tell('playingPictureHeld', { streamID, held }));
  playback.facts.on('pictureBegan', () => cloud.facts.tell('pictureBegan', cloud.clock.now() - askedAt));
  app.streams.plays(session, stream);
  const { clock } = stream.session;
  if (clock) session.tell('streamClock', { streamID, offset: clock.offset });
  return answer(publication, { playback, stream, params });
}

/** What is received now. Of a picture that cannot be decoded the publisher is told. */
function answer(
  publication: Publication,
  { playback, stream, params }: { playback: Playback; stream: Stream; params: Params<'startPlaying'> },
): Result<'startPlaying'> {
  const tracks = [...playback.tracks];
  const undecodable = publication.tracks
    .map(({ kind }) => kind)
    .filter((kind) => params[kind] && !tracks.some((track) => track.kind === kind));
  if (undecodable.includes('video')) tellCodecWanted(stream, params.capabilities);
  return { tracks, ...(undecodable.length > 0 && { undecodable }) };
}

/** Listed, and about to be taken over by another connection of its publisher: worth asking again. */
function beingReplaced(): RtcError {
  return new RtcError('MEDIA_FAILED', 'its connection is being replaced');
}

/** What was opened while the world changed must not be left open. */
function keepOrClose(playback: Playback, check: () => void): void {
  try {
    check();
  } catch (error) {
    playback.close();
    throw error;
  }
}
