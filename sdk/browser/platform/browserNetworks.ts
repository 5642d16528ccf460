import type { FreshConnections, Networks } from '@liuyun/core';

/** Gathering what the machine itself has takes a few times less than this. */
const GATHER_MS = 300;
/** The page's own connections, which know the list of networks already, are not slower than new ones by more than this. */
const SLOWER_MS = 100;
/** Nothing of a frame that the page has taken away ever comes to an end (seen in Chromium 156): after this it is not waited for. */
const GONE_MS = 2_000;

/**
 * Chromium tells the connections of a page up to 2 s late of another network, as it waits for more changes to follow; but
 * each frame asks for the list of networks when it makes its first connection (docs/decisions/0031). So a frame that
 * nobody sees, made now, knows what the page does not know yet. Undefined outside of pages.
 */
export function browserNetworks(): Networks | undefined {
  if (typeof document !== 'object' || typeof RTCPeerConnection !== 'function') return undefined;
  return {
    async unheard() {
      const frame = openFrame();
      try {
        const Fresh = connectionsOf(frame);
        if (!Fresh) return false;
        const known: string[] = [];
        const now: string[] = [];
        const [here, there] = [gather(RTCPeerConnection, known), gather(Fresh, now)];
        await Promise.race([there, later(GONE_MS)]);
        // From an address that is gone nothing can be opened, and they do not come to an end.
        await Promise.race([here, later(SLOWER_MS)]);
        return now.some((address) => !known.includes(address));
      } catch {
        return false;
      } finally {
        frame.remove();
      }
    },
    fresh(gone) {
      const frame = openFrame();
      const Fresh = connectionsOf(frame);
      if (Fresh) return freshConnections(frame, Fresh, gone);
      frame.remove();
      return undefined;
    },
  };
}

function freshConnections(frame: HTMLIFrameElement, Fresh: typeof RTCPeerConnection, gone: () => void): FreshConnections {
  // A page that empties itself takes the frame with it, and what was sent and received through it.
  frame.contentWindow?.addEventListener('pagehide', gone);
  return {
    RTCPeerConnection: Fresh,
    release() {
      frame.contentWindow?.removeEventListener('pagehide', gone);
      frame.remove();
    },
  };
}

/** Beside the body, which is the app's. */
function openFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.style.display = 'none';
  frame.setAttribute('aria-hidden', 'true');
  document.documentElement.append(frame);
  return frame;
}

function connectionsOf(frame: HTMLIFrameElement): typeof RTCPeerConnection | undefined {
  return (frame.contentWindow as (Window & { RTCPeerConnection?: typeof RTCPeerConnection }) | null)?.RTCPeerConnection;
}

/** Finds the machine's own addresses as far as pages may see them: none where the browser hides them behind names (mDNS). */
async function gather(Connection: typeof RTCPeerConnection, found: string[]): Promise<void> {
  const connection = new Connection();
  try {
    const gathered = new Promise<void>((resolve) => {
      setTimeout(resolve, GATHER_MS);
      connection.addEventListener('icecandidate', ({ candidate }) => {
        if (!candidate) return resolve();
        const { type, address } = candidate;
        if (type === 'host' && address && !address.endsWith('.local')) found.push(address);
      });
    });
    connection.createDataChannel('');
    await connection.setLocalDescription(await connection.createOffer());
    await gathered;
  } finally {
    connection.close();
  }
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
