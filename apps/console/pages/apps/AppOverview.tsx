import { useMayAct } from '../../api/session.tsx';
import { count } from '../../format/figures.ts';
import { Copy } from '../../kit/Copy.tsx';
import { Section } from '../../kit/Page.tsx';
import { Tile, Tiles } from '../../kit/Tiles.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { apps as w } from '../../language/words/apps.ts';
import { pathOf } from '../../route/path.ts';
import { Link } from '../../route/Router.tsx';
import type { PartProps } from './PartProps.ts';
import { serverUrl } from './serverUrl.ts';

export function AppOverview({ app }: PartProps) {
  const { say, language } = useLanguage();
  const mayAct = useMayAct();
  const code = snippet(app.appID, serverUrl(app));
  return (
    <>
      <Tiles>
        <Tile title={say(w.usersNow)}>{count(app.users, language)}</Tile>
        <Tile title={say(w.roomsNow)}>{count(app.rooms, language)}</Tile>
        <Tile title={say(w.streamsNow)}>{count(app.streams, language)}</Tile>
      </Tiles>
      <nav className="actions" aria-label={app.name}>
        <Link className="button" to={pathOf('live', app.appID)}>
          {say(w.liveOfApp)}
        </Link>
        <Link className="button" to={`/calls?app=${app.appID}`}>
          {say(w.callsOfApp)}
        </Link>
        <Link className="button" to={pathOf('bans', app.appID)}>
          {say(w.bansOfApp)}
        </Link>
      </nav>
      <Section
        title={say(w.quickStart)}
        hint={say(w.quickStartHint)}
        actions={<Copy text={code} what={say(w.snippet)} labelled />}
      >
        <div className="stack">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
          <pre className="code" tabIndex={0}>
            {code}
          </pre>
          <p className="muted">
            {say(w.needsToken)} {mayAct && <Link to={pathOf('apps', app.appID, 'token')}>{say(w.makeToken)}</Link>}
          </p>
        </div>
      </Section>
    </>
  );
}

const snippet = (appID: number, server: string) => `<script src="${location.origin}/sdk/ZegoExpressWebRTC.js"></script>
<video id="local" autoplay muted playsinline></video>
<div id="remote"></div>
<script>
  const zg = new ZegoExpressEngine(${appID}, '${server}');

  zg.on('roomStreamUpdate', async (roomID, updateType, streamList) => {
    if (updateType !== 'ADD') return;
    for (const { streamID } of streamList) {
      const remoteStream = await zg.startPlayingStream(streamID);
      zg.createRemoteStreamView(remoteStream).play('remote');
    }
  });

  async function call(token) {
    await zg.loginRoom('lobby', token, { userID: 'ann', userName: 'Ann' }, { userUpdate: true });
    const localStream = await zg.createZegoStream();
    localStream.playVideo(document.querySelector('#local'));
    zg.startPublishingStream('ann-camera', localStream);
  }
</script>`;
