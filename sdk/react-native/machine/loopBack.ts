/** Sound is sent in packets of 10 ms, so that it is heard as soon as can be. */
const QUICK = 'a=ptime:10\r\n';

/**
 * Sends a track to oneself until the returned function is called: what comes in over a connection, a phone plays by itself, and
 * react-native-webrtc can play nothing else.
 */
export function loopBack(
  Connection: new () => RTCPeerConnection,
  track: MediaStreamTrack,
  failed: (error: unknown) => void,
): () => void {
  const here = new Connection();
  const there = new Connection();
  let over = false;
  connect(here, there, track).catch((error: unknown) => {
    if (!over) failed(error);
  });
  return () => {
    over = true;
    here.close();
    there.close();
  };
}

async function connect(here: RTCPeerConnection, there: RTCPeerConnection, track: MediaStreamTrack): Promise<void> {
  const known = { there: handOver(here, there), here: handOver(there, here) };
  here.addTrack(track);
  const offer = await here.createOffer();
  await here.setLocalDescription(offer);
  await there.setRemoteDescription(offer);
  known.there();
  const answer = await there.createAnswer();
  await there.setLocalDescription(answer);
  await here.setRemoteDescription({ type: 'answer', sdp: `${answer.sdp}${QUICK}` });
  known.here();
}

/** Hands the addresses of one end to the other, as soon as that knows whom it talks to. */
function handOver(from: RTCPeerConnection, to: RTCPeerConnection): () => void {
  const waiting: RTCIceCandidate[] = [];
  let ready = false;
  // An end that is closed meanwhile needs none.
  const add = (candidate: RTCIceCandidate) => void to.addIceCandidate(candidate).catch(() => undefined);
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate) return;
    if (ready) add(candidate);
    else waiting.push(candidate);
  });
  return () => {
    ready = true;
    for (const candidate of waiting.splice(0)) add(candidate);
  };
}
