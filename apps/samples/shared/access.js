/**
 * Where a page gets its token from.
 *
 * YOUR OWN SERVER COMES IN HERE. In your product, this whole file is one request to your server. It knows who has
 * signed in, decides which room they may enter, and makes the token; the server secret never reaches a browser:
 *
 *   import { generateToken04 } from '@liuyun/server-assistant';
 *   app.post('/call-token', (request, reply) => {
 *     const userID = request.session.userID;                                       // whom YOU have signed in
 *     reply.send({ appID, server, token: generateToken04(appID, userID, serverSecret, 3600, '') });
 *   });
 *
 * These samples have no server of their own. While you develop, `npm start` prints a link that ends in
 * `#start=<key>`. With that key this page may ask the cloud for tokens. A fragment is never sent over the network,
 * and the key reaches the cloud only in a header. Without a key the page asks you for AppID, server and token.
 */
import { askForAccess } from './access-form.js';

const KEPT = 'liuyun.startKey';

/** The start key of this tab, or null. */
export function startKey() {
  const fragment = new URLSearchParams(location.hash.slice(1)).get('start');
  if (fragment) sessionStorage.setItem(KEPT, fragment);
  return sessionStorage.getItem(KEPT);
}

/**
 * Says how `userID` gets in: `{ appID, server, token }`.
 * Rejects with `Error('cancelled')` when the person closes the form.
 */
export async function getAccess({ userID, roomID }) {
  const key = startKey();
  if (!key) return askForAccess({ userID });

  const answer = await fetch('/start/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
    body: JSON.stringify({ userID, roomID }),
  });
  if (answer.ok) return answer.json();

  if (answer.status === 401 || answer.status === 404) {
    // The cloud was restarted, or runs without --dev: the key is worth nothing any more.
    sessionStorage.removeItem(KEPT);
    return askForAccess({ userID, refused: true });
  }
  const { code, detail } = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(detail), { errorCode: code ?? answer.status });
}

/** Links between our pages carry the key on, so that nobody has to type anything. */
export function passKeyOn(root = document) {
  const key = startKey();
  if (!key) return;
  for (const link of root.querySelectorAll('a[data-own]')) link.hash = new URLSearchParams({ start: key }).toString();
}

addEventListener('hashchange', () => passKeyOn());
passKeyOn();
